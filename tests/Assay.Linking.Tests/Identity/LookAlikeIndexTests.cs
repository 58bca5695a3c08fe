using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class LookAlikeIndexTests
{
    private static readonly LookAlikeIndex NuGet = new(IdentityLists.NuGet);
    private static readonly LookAlikeIndex Gallery = new(IdentityLists.Gallery);

    [Theory]
    [InlineData("Newtonsoft.Jsom", "Newtonsoft.Json", "spelling")]
    [InlineData("Newtonsof.Json", "Newtonsoft.Json", "spelling")]
    [InlineData("Newtonsotf.Json", "Newtonsoft.Json", "spelling")]
    [InlineData("Newtonsof.Jsson", "Newtonsoft.Json", "spelling")]
    [InlineData("NewtonsoftJson", "Newtonsoft.Json", "separators")]
    [InlineData("Newtonsoft_Json", "Newtonsoft.Json", "separators")]
    [InlineData("N\u0435wtonsoft.Json", "Newtonsoft.Json", "letters")]
    [InlineData("Newtonsoft\u200B.Json", "Newtonsoft.Json", "letters")]
    [InlineData("Newt0ns0ft.Json", "Newtonsoft.Json", "characters")]
    [InlineData("Hurnanizer", "Humanizer", "characters")]
    [InlineData("Json.Newtonsoft", "Newtonsoft.Json", "order")]
    [InlineData("AutoMappers", "AutoMapper", "plural")]
    [InlineData("FluentAssertion", "FluentAssertions", "plural")]
    public void A_name_that_is_taken_for_another_is_close(string id, string of, string how) => Assert.Equal(new LookAlike(of, how, IsClose: true), NuGet.Find(id));

    [Theory]
    [InlineData("DapperNet", "Dapper", "affix")]
    [InlineData("Dotnet.Dapper", "Dapper", "affix")]
    [InlineData("StrypeApi.Net", "Stripe.net", "part")]
    [InlineData("Dappr.Repository", "Dapper", "part")]
    public void A_name_that_is_built_upon_another_is_loose(string id, string of, string how) => Assert.Equal(new LookAlike(of, how, IsClose: false), NuGet.Find(id));

    [Theory]
    [InlineData("Az.Table", "AzTable")]
    [InlineData("Azure.AD", "AzureAD")]
    [InlineData("Pestre", "Pester")]
    public void Modules_are_compared_with_modules(string id, string of) => Assert.Equal(of, Gallery.Find(id)?.Of);

    [Theory]
    [InlineData("newtonsoft.json")]
    [InlineData("Contoso.Logging")]
    [InlineData("Serilog.Sinks.Contoso")]
    [InlineData("Serilog.Sinks.Console2")]
    [InlineData("xunit.v4")]
    [InlineData("System.IO.Compression.Zip")]
    [InlineData("Microsoft.Extensions.Logging.Core")]
    [InlineData("A")]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("Dog")]
    public void Families_and_strangers_are_quiet(string id) => Assert.Null(NuGet.Find(id));

    [Fact]
    public void Of_existing_packages_at_most_three_are_accused_when_the_list_does_not_know_them()
    {
        Assert.Equal(293, IdentityLists.Existing.Count);

        var accused = IdentityLists.Existing
            .Select(id => (Id: id, Found: new LookAlikeIndex(IdentityLists.NuGet with { Packages = [.. IdentityLists.NuGet.Packages.Where(other => !string.Equals(other, id, StringComparison.OrdinalIgnoreCase))] }).Find(id)))
            .Where(result => result.Found is not null)
            .Select(result => $"{result.Id}: {result.Found}");

        Assert.True(accused.Count() <= 3, string.Join('\n', accused));
    }

    [Fact]
    public void Of_five_hundred_imitations_at_least_475_are_found()
    {
        var imitations = Imitations.Of(IdentityLists.NuGet.Packages, 500).ToArray();
        var missed = imitations.Where(imitation => NuGet.Find(imitation.Id) is null).ToArray();

        Assert.Equal(500, imitations.Select(imitation => imitation.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.True(missed.Length <= 25, $"{missed.Length} missed\n{string.Join('\n', missed)}");
    }

    [Fact]
    public void Of_two_hundred_imitations_of_modules_at_least_190_are_found()
    {
        var missed = Imitations.Of(IdentityLists.Gallery.Packages, 200).Where(imitation => Gallery.Find(imitation.Id) is null).ToArray();

        Assert.True(missed.Length <= 10, $"{missed.Length} missed\n{string.Join('\n', missed)}");
    }

    [Fact]
    public void Popular_packages_do_not_accuse_each_other() => Assert.All(IdentityLists.NuGet.Packages, id => Assert.Null(NuGet.Find(id)));

    [Fact]
    public void Any_text_has_an_answer_and_the_same_one_twice()
    {
        var random = new Random(17);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 60)).Select(_ => (char)(random.Next(4) == 0 ? random.Next(0x2100) : random.Next(0x2D, 0x7B)))]);

            Assert.Equal(NuGet.Find(text), NuGet.Find(text));
        }

        Assert.Null(NuGet.Find(new string('x', 100_000)));
    }
}

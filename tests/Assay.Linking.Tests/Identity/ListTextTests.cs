namespace Assay.Linking.Tests;

public sealed class ListTextTests
{
    [Fact]
    public void Ids_stand_one_in_a_line_with_or_without_downloads()
    {
        var list = ListText.ReadPopular("own", "nuget", "\uFEFF# date: 2026-01-31\r\n# community: psgallery\r\nid,downloads\r\nPester,12\r\n\r\n\"Az.Accounts\"\r\n");

        Assert.Equal(("own", "2026-01-31", "psgallery"), (list.Id, list.Date, list.Community));
        Assert.Equal(["Pester", "Az.Accounts"], list.Packages);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("two words")]
    [InlineData("# community: other\nPester")]
    public void What_is_no_list_is_refused(string text) => Assert.Throws<FormatException>(() => ListText.ReadPopular("own", "nuget", text));

    [Fact]
    public void The_lists_of_the_program_are_dated_and_name_each_package_once()
    {
        Assert.All([IdentityLists.NuGet, IdentityLists.Gallery], list =>
        {
            Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", list.Date);
            Assert.True(list.Packages.Count > 900);
            Assert.Equal(list.Packages.Count, list.Packages.Distinct(StringComparer.Ordinal).Count());
        });
        Assert.NotEmpty(IdentityLists.Publishers.Items);
        Assert.Empty(IdentityLists.MailDomains.Disposable.Intersect(IdentityLists.MailDomains.Anonymous, StringComparer.Ordinal));
    }
}

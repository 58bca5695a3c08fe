using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class UrlRoleTests
{
    private const string Address = "https://host.example/a";

    [Theory]
    [InlineData("You can obtain a license at https://host.example/a", "documentation")]
    [InlineData("The schema is https://host.example/a", "documentation")]
    [InlineData("curl -o a.exe https://host.example/a", "code")]
    [InlineData("cmd /c start https://host.example/a", "code")]
    [InlineData("by by https://host.example/a", "code")]
    [InlineData("https://host.example/files/LICENSE-MIT", "license")]
    [InlineData("https://host.example/license.txt", "license")]
    [InlineData("https://host.example/licensed/a", "code")]
    [InlineData("http://schemas.host.example/2005/a", "schema")]
    [InlineData("https://schemas.host.example/2005/a", "code")]
    [InlineData("http://host.example/dtd/a-1.0.dtd", "schema")]
    public void The_words_before_an_address_and_its_shape_give_a_role(string text, string role) => Assert.Equal(role, RoleOf(Facts(writer => writer.Add(FactKind.String, text))));

    [Theory]
    [InlineData(FactKind.Call, "System.Xml.Linq.XNamespace::Get", "schema")]
    [InlineData(FactKind.Call, "System.Xml.Linq.XDocument::Load", "code")]
    [InlineData(FactKind.Call, "System.Xml.XmlDocument::Load", "code")]
    [InlineData(FactKind.Call, "System.Console::WriteLine", "documentation")]
    [InlineData(FactKind.New, "System.InvalidOperationException", "documentation")]
    [InlineData(FactKind.New, "Microsoft.CodeAnalysis.DiagnosticDescriptor", "documentation")]
    [InlineData(FactKind.Call, "System.Net.WebClient::DownloadString", "code")]
    public void A_member_that_names_or_shows_its_argument_gives_a_role(FactKind kind, string member, string role)
    {
        var facts = Facts(writer =>
        {
            var place = writer.AddPlace(new Place("T", "M"));
            writer.Add(FactKind.String, Address, place);
            writer.Add(kind, member, place, new ArgumentList(new Argument(null, Address)));
        });

        Assert.Equal(role, RoleOf(facts));
    }

    [Fact]
    public void A_text_that_a_shown_one_was_made_of_is_shown()
    {
        var facts = Facts(writer =>
        {
            var place = writer.AddPlace(new Place("T", "M"));
            writer.Add(FactKind.String, Address, place);
            writer.Add(FactKind.Call, "System.Console::WriteLine", place, new ArgumentList(new Argument(null, "at " + Address, Derivation.Folded)));
        });

        Assert.Equal("documentation", RoleOf(facts));
    }

    [Fact]
    public void The_same_text_elsewhere_keeps_its_own_role()
    {
        var facts = Facts(writer =>
        {
            var place = writer.AddPlace(new Place("T", "M"));
            writer.Add(FactKind.String, Address, place);
            writer.Add(FactKind.Call, "System.Net.WebClient::DownloadString", place, new ArgumentList(new Argument(null, Address)));
            writer.Add(FactKind.String, Address, place);
            writer.Add(FactKind.Call, "System.Console::WriteLine", place, new ArgumentList(new Argument(null, Address)));
            writer.Add(FactKind.String, Address, writer.AddPlace(new Place("T", "Other")));
        });

        Assert.Equal(["code", "documentation", "code"], facts.Records.Where(record => record.Kind == FactKind.Url).Select(record => facts.Read(record).Arguments!["role"]));
    }

    [Fact]
    public void A_method_with_many_addresses_and_calls_is_read_in_bounded_time()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Facts(writer =>
        {
            var place = writer.AddPlace(new Place("T", "M"));
            for (var i = 0; i < 5000; i++)
            {
                writer.Add(FactKind.String, $"https://h{i}.example/", place);
            }

            var folded = new ArgumentList(new Argument(null, new string('x', 100_000), Derivation.Folded));
            for (var i = 0; i < 5000; i++)
            {
                writer.Add(FactKind.Call, "System.Console::WriteLine", place, folded);
            }
        });

        // Every address looked up in every argument would take hours; a busy machine takes half a minute.
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3), clock.Elapsed.ToString());
    }

    [Theory]
    [InlineData("<a><!-- see\n https://host.example/a --></a>", ArtifactKind.MSBuild, "documentation")]
    [InlineData("<a><!-- x --><b c='https://host.example/a'/></a>", ArtifactKind.MSBuild, "code")]
    [InlineData("// https://host.example/a\n", ArtifactKind.OtherSource, "documentation")]
    [InlineData(" * https://host.example/a\n", ArtifactKind.OtherSource, "documentation")]
    [InlineData("x = 1; // https://host.example/a\n", ArtifactKind.OtherSource, "documentation")]
    [InlineData("x = ' // https://host.example/a'\n", ArtifactKind.OtherSource, "code")]
    [InlineData("fetch('https://host.example/a')\n", ArtifactKind.OtherSource, "code")]
    [InlineData("{\"bomFormat\": \"CycloneDX\", \"u\": \"https://host.example/a\"}", ArtifactKind.Json, "documentation")]
    [InlineData("{\"endpoint\": \"https://host.example/a\"}", ArtifactKind.Json, "code")]
    [InlineData("// https://host.example/a\n", ArtifactKind.JavaScript, "documentation")]
    [InlineData("fetch(\"https://host.example/a\") // x\n", ArtifactKind.JavaScript, "code")]
    [InlineData("# https://host.example/a\n", ArtifactKind.Shell, "code")]
    public void Comments_and_lists_of_components_are_no_code(string text, ArtifactKind kind, string role)
    {
        var writer = new FactWriter();
        TextAnalyzer.Analyze(Encoding.UTF8.GetBytes(text), kind, writer);

        Assert.Equal(role, RoleOf(writer.ToFacts()));
    }

    [Fact]
    public void An_address_in_a_certificate_ends_where_its_length_says_and_is_no_code()
    {
        var address = "http://ocsp.host.example"u8;
        byte[] image = [1, 2, 0x30, 0x20, 0x86, (byte)address.Length, .. address, (byte)'0', (byte)'C', 0, 0, .. "http://host.example/run"u8, 0];
        var writer = new FactWriter();
        BinaryTextAnalyzer.Analyze(image, writer);
        var facts = writer.ToFacts();

        Assert.Equal([("http://ocsp.host.example", "certificate"), ("http://host.example/run", "code")],
            facts.Records.Select(record => (facts.Strings[record.Value], facts.Read(record).Arguments!["role"]!)));
    }

    [Fact]
    public void An_address_in_a_sentence_of_a_certificate_is_no_code()
    {
        var sentence = "Terms at http://host.example/cps"u8;
        byte[] image = [0x30, 0x40, 0x1A, (byte)sentence.Length, .. sentence, (byte)'0', (byte)'C', 0, 0];
        var writer = new FactWriter();
        BinaryTextAnalyzer.Analyze(image, writer);
        var facts = writer.ToFacts();

        Assert.Equal(("http://host.example/cps", "certificate"), (facts.Strings[Assert.Single(facts.Records).Value], facts.Read(facts.Records[0]).Arguments!["role"]));
    }

    [Fact]
    public void A_text_behind_its_length_ends_there()
    {
        var writer = new FactWriter();
        BinaryTextAnalyzer.Analyze([0x32, 20, .. "https://host.example8@1"u8, 0, (byte)'\n', .. "https://host.example/whole"u8, 0], writer);
        var facts = writer.ToFacts();

        Assert.Equal(["https://host.example", "https://host.example/whole"], facts.Records.Select(record => facts.Strings[record.Value]));
    }

    [Fact]
    public void A_sentence_in_native_code_is_no_address_of_code()
    {
        var writer = new FactWriter();
        BinaryTextAnalyzer.Analyze("\0Please report bugs at https://host.example/a\0https://host.example/b\0"u8, writer);
        var facts = writer.ToFacts();

        Assert.Equal(["documentation", "code"], facts.Records.Select(record => facts.Read(record).Arguments!["role"]!));
    }

    [Fact]
    public void An_address_of_code_says_whom_its_host_resembles_and_which_network_it_reaches()
    {
        var imitation = Facts(writer => writer.Add(FactKind.String, "https://rnicrosoft.com/a"));
        var number = Facts(writer => writer.Add(FactKind.String, "http://10.0.0.7/a"));
        var trusted = Facts(writer => writer.Add(FactKind.String, "https://api.github.com/a"));
        var shown = Facts(writer => writer.Add(FactKind.String, "See https://rnicrosoft.com/a"));

        Assert.Equal(("microsoft.com", "homoglyph"), (Url(imitation)["looks-like"], Url(imitation)["how"]));
        Assert.Equal("private", Url(number)["address"]);
        Assert.Equal("trusted", Url(trusted)["domain"]);
        Assert.Null(Url(shown)["looks-like"]);
    }

    private static FileFacts Facts(Action<FactWriter> write)
    {
        var writer = new FactWriter();
        write(writer);
        UrlFacts.AddFromStrings(writer);
        return writer.ToFacts();
    }

    private static ArgumentList Url(FileFacts facts) => facts.Read(Assert.Single(facts.Records, record => record.Kind == FactKind.Url)).Arguments!;

    private static string? RoleOf(FileFacts facts) => Url(facts)["role"];
}

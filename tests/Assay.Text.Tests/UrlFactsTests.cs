using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class UrlFactsTests
{
    [Theory]
    [InlineData("http://example.com/api", "http://example.com/api", "code")]
    [InlineData("See http://example.com/help for details.", "http://example.com/help", "documentation")]
    [InlineData("http://www.w3.org/2001/XMLSchema", "http://www.w3.org/2001/XMLSchema", "schema")]
    [InlineData("curl http://example.com/x.sh", "http://example.com/x.sh", "code")]
    [InlineData("https://opensource.org/licenses/MIT", "https://opensource.org/licenses/MIT", "license")]
    public void A_url_in_a_constant_text_gets_a_role(string text, string url, string role)
    {
        var writer = new FactWriter();
        writer.Add(FactKind.String, text);
        UrlFacts.AddFromStrings(writer);

        var facts = writer.ToFacts();
        var fact = facts.Read(Assert.Single(facts.Records, record => record.Kind == FactKind.Url));

        Assert.Equal((url, role), (fact.Value, fact.Arguments!["role"]));
    }

    [Theory]
    [InlineData("pack://application:,,,/x")]
    [InlineData("http://{0}:{1}/x")]
    [InlineData("no url :// here")]
    public void What_reaches_no_host_gives_no_fact(string text)
    {
        var writer = new FactWriter();
        writer.Add(FactKind.String, text);
        UrlFacts.AddFromStrings(writer);

        Assert.DoesNotContain(writer.ToFacts().Records, record => record.Kind == FactKind.Url);
    }

    [Fact]
    public void A_url_in_a_file_has_line_and_column_and_is_stated_once()
    {
        var facts = Analyze("first\n  get 'http://example.com/a' and 'http://example.com/b'\nhttp://example.com/a\n"u8, ArtifactKind.Text);

        Assert.Equal([("http://example.com/a", 2, 8), ("http://example.com/b", 2, 35)], facts.Records.Select(r => (facts.Strings[r.Value], r.Position, r.Column)));
    }

    [Fact]
    public void A_hint_in_the_line_above_says_nothing_of_a_command()
    {
        var facts = Analyze("# see below for details\niwr http://192.0.2.5/payload"u8, ArtifactKind.PowerShell);

        Assert.Equal("code", facts.Read(Assert.Single(facts.Records)).Arguments!["role"]);
    }

    [Fact]
    public void A_text_full_of_URLs_is_searched_once_and_cut_at_the_limit()
    {
        var writer = new FactWriter();
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"http://a{i}.example/ "));
        for (var i = 0; i < 1000; i++)
        {
            writer.Add(FactKind.String, text);
        }

        UrlFacts.AddFromStrings(writer);
        var facts = writer.ToFacts();

        Assert.Equal(20_000, facts.Records.Count(record => record.Kind == FactKind.Url));
        Assert.Contains(facts.Problems, problem => problem.Id == ProblemId.LimitFindings);
    }

    [Fact]
    public void Namespaces_are_schemas_and_documentation_files_give_their_role()
    {
        var xml = Analyze("<a xmlns=\"http://example.com/ns\"><b url=\"http://example.com/run\"/></a>"u8, ArtifactKind.Xml);
        var documentation = Analyze("[x](http://example.com/y)."u8, ArtifactKind.Documentation);

        Assert.Equal(["schema", "code"], xml.Records.Select(r => xml.Read(r).Arguments!["role"]!));
        Assert.Equal(("http://example.com/y", "documentation"), (documentation.Strings[documentation.Records[0].Value], documentation.Read(documentation.Records[0]).Arguments!["role"]));
    }

    [Fact]
    public void Texts_in_other_encodings_are_read()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            var facts = Analyze([.. encoding.GetPreamble(), .. encoding.GetBytes("x http://example.com/ä y")], ArtifactKind.Text);
            Assert.Equal("http://example.com/ä", facts.Strings[Assert.Single(facts.Records).Value]);
        }
    }

    [Fact]
    public void Binaries_give_urls_in_both_encodings_with_their_offset()
    {
        byte[] image = [.. new byte[10], .. "http://example.com/ascii\0"u8, 0, .. Encoding.Unicode.GetBytes("http://example.com/wide\0"), 1, 2, 3];
        var writer = new FactWriter();
        BinaryTextAnalyzer.Analyze(image, writer);
        var facts = writer.ToFacts();

        Assert.Equal([("http://example.com/ascii", 10), ("http://example.com/wide", 36)], facts.Records.Select(r => (facts.Strings[r.Value], r.Position)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_bytes_are_read_without_an_exception_and_the_same_way_twice(int seed)
    {
        var random = new Random(seed);
        var parts = new[] { "://", "http://", "https://a.b", "\n", "[", "]:", "xmlns=\"", "\u00e4", "@", "\0" };
        for (var round = 0; round < 500; round++)
        {
            var bytes = new List<byte>();
            for (var i = random.Next(30); i > 0; i--)
            {
                bytes.AddRange(random.Next(3) == 0 ? [(byte)random.Next(256)] : Encoding.UTF8.GetBytes(parts[random.Next(parts.Length)]));
            }

            var first = Analyze(bytes.ToArray(), ArtifactKind.Text);
            Assert.Equal(first.Records, Analyze(bytes.ToArray(), ArtifactKind.Text).Records);
            var binary = new FactWriter();
            BinaryTextAnalyzer.Analyze(bytes.ToArray(), binary);
        }
    }

    private static FileFacts Analyze(ReadOnlySpan<byte> bytes, ArtifactKind kind)
    {
        var writer = new FactWriter();
        TextAnalyzer.Analyze(bytes, kind, writer);
        return writer.ToFacts();
    }
}

using System.Text;

namespace Assay.Rules.Tests;

public sealed class BaselineFileTests
{
    private const string Whole = """{ "schemaVersion": 1, "issues": [ { "package": "pkg:nuget/a", "rule": "r", "fingerprint": "0123" } ] }""";

    [Fact]
    public void Issues_are_found_by_package_whatever_its_case()
    {
        var baseline = BaselineFile.Read("known.json", Encoding.UTF8.GetBytes(Whole));

        Assert.Equal("r", baseline.Of("nuget", "A")["0123"]);
        Assert.Empty(baseline.Of("psgallery", "A"));
        Assert.Empty(baseline.Of(null, "A"));
        Assert.Equal(("known.json", 64), (baseline.File.File, baseline.File.Sha256.Length));
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("{\n \"a\": ]", "line 2, byte 7")]
    [InlineData("[]", "no baseline")]
    [InlineData("{}", "no baseline")]
    [InlineData("""{ "schemaVersion": 2, "issues": [] }""", "schema version 1")]
    [InlineData("""{ "schemaVersion": 1, "issues": {} }""", "schema version 1")]
    [InlineData("""{ "schemaVersion": 1, "issues": [ 1 ] }""", "no text 'package'")]
    [InlineData("""{ "schemaVersion": 1, "issues": [ { "package": "p", "rule": 1, "fingerprint": "f" } ] }""", "no text 'rule'")]
    [InlineData("""{ "schemaVersion": 1, "issues": [ { "package": "\ud800", "rule": "r", "fingerprint": "f" } ] }""", "is no text")]
    [InlineData("""{ "schemaVersio\ud800": 1, "issues": [] }""", "is no text")]
    [InlineData("""{ "schemaVersion": 1, "issues": [ { "package": "p", "rul\ud800": "r", "fingerprint": "f" } ] }""", "is no text")]
    public void Anything_else_says_what_is_wrong(string text, string said) =>
        Assert.Contains(said, Assert.Throws<BaselineException>(() => BaselineFile.Read("known.json", Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Changed_bytes_end_in_nothing_but_that_message()
    {
        var random = new Random(6);
        var failed = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Whole);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                BaselineFile.Read("known.json", bytes);
            }
            catch (BaselineException)
            {
                failed++;
            }
        }

        Assert.InRange(failed, 1, 3_000);
    }
}

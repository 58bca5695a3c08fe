using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

/// <summary>Breaks valid inputs at random, the same way in every run: nothing escapes, nothing grows, two readings agree.</summary>
public sealed class MutationTests
{
    private const int Rounds = 3000;

    private static readonly UnpackBudget Small = UnpackBudget.Default with { TotalBytes = 1 << 20, EntryBytes = 1 << 18, RatioThreshold = 1 << 16, EntriesTotal = 500 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Zips(int seed)
    {
        var package = new NupkgBuilder().Add("lib/a.txt", "some text").Nest("deep.zip", 3)
            .Add(new RawEntry("stored.bin", new byte[50]) { Method = 0, Descriptor = true, Comment = "c", Extra = [1, 0, 0, 0] });
        package.Zip.Zip64Entries = 4;
        Mutate(package.Build(), "a.nupkg", seed);
    }

    [Fact]
    public void A_zip_without_problems_is_read_alike_by_the_base_library()
    {
        var valid = new NupkgBuilder().Add("lib/a.txt", "some text").Add(new RawEntry("lib/b.bin", new byte[40]) { Method = 0, Descriptor = true }).Build();
        var random = new Random(8);
        var compared = 0;
        for (var round = 0; round < 10 * Rounds; round++)
        {
            var bytes = (byte[])valid.Clone();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var unpacked = Unpacked.From(bytes, "a.nupkg", Small);
            if (unpacked.Result.Problems.Count > 0)
            {
                continue;
            }

            compared++;
            using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
            Assert.Equal(archive.Entries.Select(entry => entry.FullName), unpacked.Result.Artifacts.Skip(1).Select(artifact => artifact.Name));
            foreach (var (entry, index) in archive.Entries.Select((entry, index) => (entry, index)))
            {
                using var content = new MemoryStream();
                using (var stream = entry.Open())
                {
                    stream.CopyTo(content);
                }

                Assert.Equal(unpacked.Contents[index + 1], content.ToArray());
            }
        }

        // Attributes and the like may change without a problem; nearly everything else may not.
        Assert.InRange(compared, 100, 5 * Rounds);
    }

    [Theory]
    [InlineData(3)]
    public void Tars(int seed) =>
        Mutate(new RawTar().AddPax("path", "some/path").Add("a", "text").Add("b", [], '2', "target").Add("L", "long name\0"u8.ToArray(), 'L').Add("c", new byte[600]).Build(), "a.tar", seed);

    [Theory]
    [InlineData(4)]
    public void Gzips(int seed) =>
        Mutate([.. RawTar.Gzip(new RawTar().Add("a", "text").Build()), .. RawTar.Gzip([1, 2, 3])], "a.tar.gz", seed);

    [Theory]
    [InlineData(5)]
    public void Manifests(int seed)
    {
        var valid = System.Text.Encoding.UTF8.GetBytes(NupkgBuilder.Manifest(more: "<dependencies><group targetFramework='net8.0'><dependency id='A' version='1.0'/></group></dependencies><license type='file'>x</license>"));
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Break(valid, random);
            var (manifest, facts) = NuspecReader.Read(bytes);
            var (again, _) = NuspecReader.Read(bytes);
            Assert.Equal(manifest?.Id, again?.Id);
            Assert.True(manifest is not null || facts.Problems.Count > 0);
        }
    }

    [Fact]
    public void Noise_is_identified_and_unpacked_under_any_name()
    {
        var random = new Random(6);
        string[] names = ["a.nupkg", "a.zip", "a.tar", "a.gz", "a.dll", "a.nuspec", "a.xml", ""];
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new byte[random.Next(700)];
            random.NextBytes(bytes);
            byte[][] heads = [[], [(byte)'P', (byte)'K', 3, 4], [0x1F, 0x8B, 8], [(byte)'M', (byte)'Z'], [(byte)'P', (byte)'K', 5, 6]];
            var head = heads[round % heads.Length];
            head.AsSpan(0, Math.Min(head.Length, bytes.Length)).CopyTo(bytes);
            Unpacked.Twice(bytes, names[round % names.Length], Small);
        }
    }

    private static void Mutate(byte[] valid, string name, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var unpacked = Unpacked.Twice(Break(valid, random), name, Small);
            Assert.True(unpacked.Result.Artifacts.Count <= Small.EntriesTotal);
            Assert.True(unpacked.Contents.Where(content => content.Key > 0).Sum(content => (long)content.Value.Length) <= Small.TotalBytes);
        }
    }

    private static byte[] Break(byte[] valid, Random random)
    {
        var bytes = (byte[])valid.Clone();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    byte[] extremes = [0, 0xFF, 0x7F, 0x80];
                    bytes.AsSpan(at, Math.Min(4, bytes.Length - at)).Fill(extremes[random.Next(extremes.Length)]);
                    break;
                case 3:
                    var from = random.Next(bytes.Length);
                    var length = Math.Min(random.Next(1, 60), bytes.Length - Math.Max(at, from));
                    bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(at));
                    break;
                default:
                    bytes = random.Next(4) == 0 ? bytes[..Math.Max(1, at)] : [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(3))..]];
                    break;
            }

            if (bytes.Length == 0)
            {
                return [0];
            }
        }

        return bytes;
    }
}

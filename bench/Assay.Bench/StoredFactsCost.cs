using System.IO.Compression;
using Assay.Model;
using Assay.Model.Storing;
using Assay.Reports;
using Assay.Rules;
using Assay.Scan;
using Assay.Signatures;

namespace Assay.Bench;

/// <summary>What storing facts costs: bytes by compression, time to write and to read, and whether a package that was read back has the report of one that was just read.</summary>
internal static class StoredFactsCost
{
    private static readonly (string Name, Func<ReadOnlySpan<byte>, byte[]> Pack, Action<byte[], byte[]> Unpack)[] Compressions =
    [
        ("brotli 1", bytes => Brotli(bytes, 1), Unbrotli),
        ("brotli 4", bytes => Brotli(bytes, 4), Unbrotli),
        ("brotli 5", bytes => Brotli(bytes, 5), Unbrotli),
        ("deflate fastest", bytes => Deflate(bytes, CompressionLevel.Fastest), Inflate),
        ("deflate optimal", bytes => Deflate(bytes, CompressionLevel.Optimal), Inflate),
    ];

    public static int Measure(string[] files, RulePack rules, bool compressions)
    {
        var scanner = new Scanner(new ScanOptions { Rules = rules, ToolVersion = "bench", Identity = EmbeddedLists.Load(), Signatures = SignatureSettings.Default });
        var (packed, pack, unpack) = (new long[Compressions.Length], new TimeSpan[Compressions.Length], new TimeSpan[Compressions.Length]);
        var store = new MemoryContents();
        TimeSpan extract = default, again = default, write = default, read = default, complete = default;
        var sizes = new List<long>();
        long contents = 0, known = 0;
        var different = 0;
        var buffer = new StoredBuffer();
        for (var pass = 0; pass < 2; pass++)
        {
            store = new MemoryContents();
            (extract, again, write, read, complete, contents, known, different) = (default, default, default, default, default, 0, 0, 0);
            sizes.Clear();
            Array.Clear(packed);
            Array.Clear(pack);
            Array.Clear(unpack);
            foreach (var path in files)
            {
                var file = new PackageFile(Path.GetFileName(path), path, File.ReadAllBytes(path));
                PackageReading fresh = null!, reading = null!;
                extract += Cpu.Time(() => fresh = scanner.Read(file, null));
                again += Cpu.Time(() => reading = scanner.Read(file, store));
                byte[] bytes = [];
                long size = 0;
                write += Cpu.Time(() =>
                {
                    foreach (var content in reading.Contents.OfType<ReadContent>().Where(content => content.IsNew))
                    {
                        size += store.Add(content, buffer);
                    }

                    buffer.Clear();
                    PackageReadingFormat.Write(reading, store.NumberOf, buffer);
                    bytes = buffer.Written.ToArray();
                });
                contents += reading.Contents.Count(content => content is { IsNew: true });
                known += reading.Contents.Count(content => content is { IsNew: false });
                sizes.Add(size + bytes.Length);
                PackageReading back = null!;
                read += Cpu.Time(() => back = PackageReadingFormat.Read(bytes, store.FactsOf));
                PackageFacts facts = null!;
                complete += Cpu.Time(() => facts = scanner.Complete(back));
                different += Report(scanner, facts) == Report(scanner, scanner.Complete(fresh) with { Sources = null }) ? 0 : Differs(file.Name);
            }

            for (var i = 0; i < (compressions ? Compressions.Length : 0); i++)
            {
                foreach (var bytes in store.All)
                {
                    byte[] small = [];
                    pack[i] += Cpu.Time(() => small = Compressions[i].Pack(bytes));
                    packed[i] += small.Length;
                    var target = new byte[bytes.Length];
                    unpack[i] += Cpu.Time(() => Compressions[i].Unpack(small, target));
                }
            }
        }

        sizes.Sort();
        Console.WriteLine($"{files.Length} packages, one thread, CPU seconds: read {extract.TotalSeconds:F2}, read with what is known {again.TotalSeconds:F2} ({contents} contents new, {known} known), write {write.TotalSeconds:F2}, read back {read.TotalSeconds:F2}, complete {complete.TotalSeconds:F2}");
        Console.WriteLine($"bytes of a package: median {sizes[sizes.Count / 2]}, p90 {sizes[sizes.Count * 9 / 10]}, largest {sizes[^1]}, all {sizes.Sum()}");
        for (var i = 0; i < (compressions ? Compressions.Length : 0); i++)
        {
            Console.WriteLine($"{Compressions[i].Name}: {packed[i]} bytes, packed in {pack[i].TotalSeconds:F2} s, unpacked in {unpack[i].TotalSeconds:F2} s");
        }

        Console.WriteLine($"{different} reports differ");
        return different == 0 ? 0 : 1;
    }

    private static int Differs(string name)
    {
        Console.WriteLine($"differs: {name}");
        return 1;
    }

    private static string Report(Scanner scanner, PackageFacts facts)
    {
        using var output = new MemoryStream();
        JsonReport.Write(scanner.Report(facts), output);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    private static byte[] Brotli(ReadOnlySpan<byte> bytes, int quality)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, buffer, out var length, quality, window: 22) ? buffer[..length] : throw new InvalidOperationException("Brotli failed.");
    }

    private static void Unbrotli(byte[] bytes, byte[] target) => BrotliDecoder.TryDecompress(bytes, target, out _);

    private static byte[] Deflate(ReadOnlySpan<byte> bytes, CompressionLevel level)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, level))
        {
            deflate.Write(bytes);
        }

        return output.ToArray();
    }

    private static void Inflate(byte[] bytes, byte[] target)
    {
        using var inflate = new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
        inflate.ReadExactly(target);
    }

    private sealed class MemoryContents : IContentStore
    {
        private readonly Dictionary<ContentKey, int> _numbers = [];
        private readonly List<byte[]> _readings = [];

        public IReadOnlyList<byte[]> All => _readings;

        public ContentReading? Find(ContentKey key) => _numbers.TryGetValue(key, out var number) ? ContentReadingFormat.Read(_readings[number]) : null;

        public FileFacts? FactsOf(long number) => ContentReadingFormat.Read(_readings[(int)number]).Facts;

        public long NumberOf(ReadContent content) => _numbers[content.Key];

        public int Add(ReadContent content, StoredBuffer buffer)
        {
            if (!_numbers.TryAdd(content.Key, _readings.Count))
            {
                return 0;
            }

            buffer.Clear();
            ContentReadingFormat.Write(content.Reading, buffer);
            _readings.Add(buffer.Written.ToArray());
            return buffer.Written.Length;
        }
    }
}

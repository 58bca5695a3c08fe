using System.Text;
using Assay.Differential.Tests.Constructions;
using Assay.Differential.Tests.Readers;
using Assay.TestInputs;

namespace Assay.Differential.Tests;

/// <summary>Changes fields of the structure of a sound package at random, the same way in every run: a reader that then sees something else is never met with silence.</summary>
public sealed class MutationTests
{
    private const string Id = "case";
    private const string Version = "1.0.0";
    private const int Rounds = 300;
    private const int ProgramRounds = 40;
    private static readonly string[] Signatures = ["PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006", "PK\u0006\u0007", "PK\u0007\u0008"];

    [Fact]
    public async Task The_NuGet_client_sees_nothing_else_in_silence()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var client = NuGetClient.Load();
        await using var folder = new TemporaryFolder();
        var differing = 0;
        foreach (var (package, round) in Mutations(seed: 11).Take(Rounds))
        {
            differing += Compare(package, round, await client.ReadAsync(package, Id, Version, folder.Below(round), cancellation)) ? 1 : 0;
        }

        // Mutations that no reader minds would prove nothing.
        Assert.InRange(differing, Rounds / 10, Rounds);
    }

    [Fact]
    public async Task Archive_programs_see_nothing_else_in_silence()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var programs = ArchiveProgram.OfZip.Where(program => program.IsThere()).ToArray();
        Assert.SkipWhen(programs.Length == 0 && !Checkout.IsContinuousIntegration, "None of 7z, unzip and bsdtar is installed.");
        Assert.NotEmpty(programs);
        await using var folder = new TemporaryFolder();
        var differing = 0;
        foreach (var (package, round) in Mutations(seed: 12).Take(ProgramRounds))
        {
            var below = Directory.CreateDirectory(folder.Below(round)).FullName;
            var archive = Path.Combine(below, "archive.nupkg");
            await File.WriteAllBytesAsync(archive, package, cancellation);
            foreach (var program in programs)
            {
                differing += Compare(package, round, await program.ReadAsync(archive, Path.Combine(below, program.Name), cancellation)) ? 1 : 0;
            }
        }

        Assert.InRange(differing, ProgramRounds / 10, ProgramRounds * programs.Length);
    }

    // True when the reader saw something else, which the product then says.
    private static bool Compare(byte[] package, int round, Reading reading)
    {
        var assay = AssayReading.Of(package, "archive.nupkg");
        var differs = reading.Meaning != assay.Reading.Meaning;
        Assert.True(!differs || assay.Problems.Count > 0,
            $"Round {round}: silence.\nAssay: {assay.Reading.Refusal} {assay.Reading.Meaning}\n{reading.Reader}: {reading.Refusal} {reading.Meaning}\n{Changes(package)}");
        return differs;
    }

    private static byte[] Sound()
    {
        var packed = RawZip.Deflate("zip64 sizes"u8.ToArray());
        var sizes = HeaderConstructions.Zip64(11, (ulong)packed.Length);
        return Construction.Package(Id, zip =>
        {
            zip.Zip64Entries = 5;
            zip.Add(
                new RawEntry("lib/net8.0/a.txt", "some content that is packed"),
                new RawEntry("lib/net8.0/b.txt", "some content that is stored") { Method = 0 },
                new RawEntry("content/c.txt", "content with a descriptor") { Descriptor = true },
                new RawEntry("content/d.txt", "zip64 sizes") { Size = uint.MaxValue, PackedSize = uint.MaxValue, Extra = sizes, LocalExtra = sizes, VersionNeeded = 45 });
        });
    }

    private static IEnumerable<(byte[] Package, int Round)> Mutations(int seed)
    {
        var random = new Random(seed);
        var sound = Sound();
        var fields = Fields(sound);
        for (var round = 0; ; round++)
        {
            var package = (byte[])sound.Clone();
            for (var change = random.Next(1, 3); change > 0; change--)
            {
                var at = fields[random.Next(fields.Count)];
                byte[] values = [0, 1, 0xFF, (byte)random.Next(256), (byte)(package[at] + 1), (byte)(package[at] - 1), (byte)(package[at] ^ (1 << random.Next(8)))];
                package[at] = values[random.Next(values.Length)];
            }

            yield return (package, round);
        }
    }

    // Every byte of headers, names, extra fields and end records: what is not content.
    private static List<int> Fields(byte[] package)
    {
        var text = Encoding.Latin1.GetString(package);
        var fields = new HashSet<int>();
        foreach (var signature in Signatures)
        {
            for (var at = text.IndexOf(signature, StringComparison.Ordinal); at >= 0; at = text.IndexOf(signature, at + 1, StringComparison.Ordinal))
            {
                var length = signature[2] switch { '\u0001' => 46 + package[at + 28] + package[at + 30], '\u0003' => 30 + package[at + 26] + package[at + 28], '\u0005' => 22, '\u0006' when signature[3] == '\u0006' => 56, '\u0006' => 20, _ => 16 };
                fields.UnionWith(Enumerable.Range(at, Math.Min(length, package.Length - at)));
            }
        }

        return [.. fields.Order()];
    }

    private static string Changes(byte[] package)
    {
        var sound = Sound();
        return string.Join(", ", Enumerable.Range(0, package.Length).Where(at => package[at] != sound[at]).Select(at => $"{at}: {sound[at]:x2} => {package[at]:x2}"));
    }
}

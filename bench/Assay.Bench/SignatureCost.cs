using Assay.Model;
using Assay.Rules;
using Assay.Scan;
using Assay.Signatures;

namespace Assay.Bench;

/// <summary>What verifying signatures costs: every package is read with and without, in turn first and second, so that neither profits from what the other left in the caches.</summary>
internal static class SignatureCost
{
    public static void Measure(string[] files, RulePack rules)
    {
        var on = Scanner(rules, SignatureSettings.Default);
        var off = Scanner(rules, SignatureSettings.Off);
        foreach (var file in files)
        {
            Floor.Read(File.ReadAllBytes(file));
            Extract(on, file);
            Extract(off, file);
        }

        TimeSpan floor = default, with = default, without = default;
        var states = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            var file = files[i];
            var bytes = File.ReadAllBytes(file);
            floor += Cpu.Time(() => Floor.Read(bytes));
            PackageFacts? facts = null;
            if (i % 2 == 0)
            {
                with += Cpu.Time(() => facts = Extract(on, file, bytes));
                without += Cpu.Time(() => Extract(off, file, bytes));
            }
            else
            {
                without += Cpu.Time(() => Extract(off, file, bytes));
                with += Cpu.Time(() => facts = Extract(on, file, bytes));
            }

            Count(facts!, states);
        }

        Console.WriteLine($"{files.Length} packages, one thread, CPU seconds: floor {floor.TotalSeconds:F2}, extract without verifying {without.TotalSeconds:F2}, with {with.TotalSeconds:F2}");
        Console.WriteLine($"verifying costs {(with - without).TotalSeconds:F2} s, {(with - without) / floor:F2} of the floor");
        foreach (var (state, count) in states)
        {
            Console.WriteLine($"{count,7} {state}");
        }
    }

    private static Scanner Scanner(RulePack rules, SignatureSettings signatures) => new(new ScanOptions { Rules = rules, ToolVersion = "bench", Identity = EmbeddedLists.Load(), Signatures = signatures });

    private static PackageFacts Extract(Scanner scanner, string file) => Extract(scanner, file, File.ReadAllBytes(file));

    private static PackageFacts Extract(Scanner scanner, string file, byte[] bytes) => scanner.Extract(new PackageFile(Path.GetFileName(file), file, bytes));

    // Equal content counts in every place where it stands.
    private static void Count(PackageFacts package, SortedDictionary<string, int> states)
    {
        foreach (var file in package.Files)
        {
            foreach (var record in file.Facts.Records)
            {
                if (record.Kind == FactKind.Signature)
                {
                    var fact = file.Facts.Read(record);
                    var state = $"{fact.Value} {fact.Arguments?["status"]} {fact.Arguments?["trust"]}".TrimEnd();
                    states[state] = states.GetValueOrDefault(state) + 1;
                }
            }
        }
    }
}

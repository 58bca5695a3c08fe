using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.Model;
using Assay.Packages;

namespace Assay.Fuzz.Targets;

/// <summary>Containers.</summary>
internal static class ArchiveTargets
{
    private const long MiB = 1024 * 1024;

    /// <summary>Small enough for a bomb to reach it in the time of an input.</summary>
    internal static UnpackBudget Budget { get; } = new() { TotalBytes = 8 * MiB, EntryBytes = 4 * MiB, RatioThreshold = MiB, EntriesTotal = 2000 };

    public static FuzzTarget Zip { get; } = new("zip", "zip", ArchiveSeeds.Zips, Unpack)
    {
        Mutations = Formats.Zip,
        Words = ["PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006", "PK\u0006\u0007", "PK\u0007\u0008", "../", "%2e%2e/", "\\", ".signature.p7s", ".nuspec"],
        Endings = [".nupkg"],
        Limits = InputLimits.Default with { Allocated = 64 * MiB },
    };

    public static FuzzTarget Tar { get; } = new("tar", "tar", ArchiveSeeds.Tars, Unpack)
    {
        Mutations = [TarMutation.Instance],
        Words = ["ustar", "PaxHeader", "path=", "size=", "linkpath=", "././@LongLink", "\u001F\u008B\u0008"],
        Limits = InputLimits.Default with { Allocated = 64 * MiB },
    };

    private static void Unpack(ReadOnlyMemory<byte> input, Outcome outcome)
    {
        var result = Unpacker.Unpack(new PackageFile("sample.nupkg", "", input.ToArray()), Budget, (_, artifact) =>
        {
            outcome.Feature("kind", (int)artifact.Info.Kind, artifact.Info.Depth);
            return [];
        });
        outcome.AddAll(result.Artifacts);
        outcome.Add(result.ContentHash);
        outcome.Add(result.Problems);
    }
}

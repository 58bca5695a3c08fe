using System.Collections.Concurrent;
using System.Globalization;
using Assay.Differential.Tests.Constructions;
using Assay.Differential.Tests.Readers;
using Assay.TestInputs;

namespace Assay.Differential.Tests;

/// <summary>Everything that the readers made of all constructions; read once for all tests.</summary>
public sealed class Readings : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Reading>> _readings = new(StringComparer.Ordinal);

    internal static IReadOnlyList<Construction> Constructions { get; } =
        [.. NameConstructions.All, .. HeaderConstructions.All, .. StructureConstructions.All, .. CombinedConstructions.All, .. TarConstructions.All];

    /// <summary>True when every reader but Python was asked.</summary>
    internal static bool AreAllThere => DotnetCommand.Missing is null && ArchiveProgram.OfZip.Concat(ArchiveProgram.OfTar).Concat(ArchiveProgram.OfGzip).All(program => program.IsThere());

    internal static byte[] Build(Construction construction) => construction.Build(Id(construction));

    internal static AssayReading Assay(Construction construction) => AssayReading.Of(Build(construction), "archive" + construction.Extension);

    internal IReadOnlyList<Reading> Of(Construction construction) => _readings[construction.ToString()];

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var restored = RestoreAsync(Path.Combine(folder, "restore"), cancellation);
        await Parallel.ForEachAsync(Constructions, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation }, async (construction, stop) =>
            _readings[construction.ToString()] = await ReadAsync(construction, Path.Combine(folder, Id(construction)), stop));

        await AddPythonAsync(folder, cancellation);
        var packages = await restored;
        foreach (var construction in Constructions)
        {
            if (packages.TryGetValue(Id(construction), out var reading))
            {
                _readings[construction.ToString()] = [reading, .. _readings[construction.ToString()]];
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Id(Construction construction) => "case" + Constructions.TakeWhile(other => other != construction).Count().ToString("000", CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyDictionary<string, Reading>> RestoreAsync(string folder, CancellationToken cancellation)
    {
        if (DotnetCommand.Missing is { } missing)
        {
            Assert.False(Checkout.IsContinuousIntegration, missing);
            return new Dictionary<string, Reading>(StringComparer.Ordinal);
        }

        Directory.CreateDirectory(folder);
        var packages = Constructions.Where(construction => construction.Kind == ArchiveKind.Package).ToDictionary(Id, Build, StringComparer.Ordinal);
        return await PackageRestore.ReadAsync(packages, folder, cancellation);
    }

    private async Task AddPythonAsync(string folder, CancellationToken cancellation)
    {
        if (!PythonReader.IsThere)
        {
            return;
        }

        var archives = Constructions.Select(construction => (Archive: Path.Combine(folder, Id(construction), "archive" + construction.Extension), Folder: Path.Combine(folder, Id(construction), "python"))).ToArray();
        foreach (var (construction, reading) in Constructions.Zip(await PythonReader.ReadAsync(archives, folder, cancellation)))
        {
            _readings[construction.ToString()] = [.. _readings[construction.ToString()], reading];
        }
    }

    private static async Task<IReadOnlyList<Reading>> ReadAsync(Construction construction, string folder, CancellationToken cancellation)
    {
        var archive = Path.Combine(Directory.CreateDirectory(folder).FullName, "archive" + construction.Extension);
        await File.WriteAllBytesAsync(archive, Build(construction), cancellation);
        var programs = construction.Kind switch { ArchiveKind.Package => ArchiveProgram.OfZip, ArchiveKind.Tar => ArchiveProgram.OfTar, _ => ArchiveProgram.OfGzip };
        var readings = new List<Reading>();
        foreach (var program in programs.Where(program => program.IsThere()))
        {
            readings.Add(await program.ReadAsync(archive, Path.Combine(folder, readings.Count.ToString(CultureInfo.InvariantCulture)), cancellation));
        }

        return readings;
    }
}

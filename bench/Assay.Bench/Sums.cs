using System.Diagnostics;
using Assay.Model;

namespace Assay.Bench;

/// <summary>What a run adds up and prints.</summary>
internal sealed class Sums
{
    public TimeSpan Floor { get; set; }
    public TimeSpan Extract { get; set; }
    public TimeSpan Judge { get; set; }
    public long PackedBytes { get; set; }
    public long UnpackedBytes { get; set; }
    public long Facts { get; set; }
    public long Findings { get; set; }
    public long Places { get; private set; }
    public List<long> StoredBytes { get; } = [];
    public long Links { get; private set; }
    public long Dispatches { get; private set; }
    public long LibraryPlaces { get; private set; }
    public long LoadPlaces { get; private set; }
    public long FirstUsePlaces { get; private set; }

    /// <summary>Counts what was read; equal content once, but when its places run in every copy.</summary>
    public void Count(PackageFacts package)
    {
        StoredBytes.Add(package.Files.Select(file => file.Facts).Distinct().Sum(facts => facts.StoredBytes));
        foreach (var facts in package.Files.Select(file => file.Facts).Distinct())
        {
            Facts += facts.Records.Count;
            Places += facts.Places.Count;
            Links += facts.Links.Count;
            Dispatches += facts.Links.Dispatches.Length;
        }

        foreach (var file in package.Files.Where(file => file is { Artifact.Kind: ArtifactKind.ManagedAssembly, Surfaces: Surface.Call }))
        {
            for (var place = 0; place < file.Facts.Places.Count; place++)
            {
                var surfaces = file.SurfacesOf(place);
                LibraryPlaces++;
                LoadPlaces += (surfaces & Surface.Load) != 0 ? 1 : 0;
                FirstUsePlaces += (surfaces & Surface.FirstUse) != 0 ? 1 : 0;
            }
        }
    }

    public void Print(int packages, string mode)
    {
        Console.WriteLine($"{packages} packages, {PackedBytes / 1e6:F0} MB packed, {UnpackedBytes / 1e6:F0} MB unpacked, one thread, CPU seconds");
        if (mode != "scan")
        {
            Line("floor", Floor, packages);
        }

        if (mode != "floor")
        {
            Line("scan", Extract + Judge, packages);
            Console.WriteLine($"  of it extract {Extract.TotalSeconds:F2} s, judge {Judge.TotalSeconds:F2} s ({Judge.TotalMilliseconds / packages:F1} ms per package from facts in memory); {Facts} facts, {Findings} behaviors");
            StoredBytes.Sort();
            Console.WriteLine($"  stored facts of a package: median {StoredBytes[StoredBytes.Count / 2] / 1024.0:F0} KiB, p90 {StoredBytes[StoredBytes.Count * 9 / 10] / 1024.0:F0} KiB, largest {StoredBytes[^1] / 1024.0:F0} KiB");
            Console.WriteLine($"  {Places} places, {Links} links, {Dispatches} dispatches; of {LibraryPlaces} places of libraries {LoadPlaces} run at load, {FirstUsePlaces} at first use");
        }

        if (mode == "both")
        {
            Console.WriteLine($"ratio {(Extract + Judge) / Floor:F2}");
        }

        Console.WriteLine($"collections {GC.CollectionCount(0)} / {GC.CollectionCount(1)} / {GC.CollectionCount(2)}, paused {GC.GetTotalPauseDuration().TotalSeconds:F2} s, allocated {GC.GetTotalAllocatedBytes() / 1048576} MiB");
        Console.WriteLine($"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MiB");
    }

    private void Line(string name, TimeSpan time, int packages) =>
        Console.WriteLine($"{name,-6} {time.TotalSeconds,7:F2} s  {packages / time.TotalSeconds,6:F1} packages/s  {UnpackedBytes / 1e6 / time.TotalSeconds,6:F0} MB/s");
}

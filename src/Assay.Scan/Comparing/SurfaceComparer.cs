using Assay.Model;
using Assay.Rules;

namespace Assay.Scan.Comparing;

/// <summary>Finds files whose code runs on an occasion on which no file of their name ran before.</summary>
/// <remarks>Names are compared without folders: a library for one more framework runs when the others do.</remarks>
internal static class SurfaceComparer
{
    private const int MaximumFiles = 50;

    /// <summary>Occasions that count. Static constructors come and go with every change of code: that a type is first used is none.</summary>
    public const Surface Compared = Surface.Install | Surface.Build | Surface.Compile | Surface.Import | Surface.Load | Surface.Run;

    public static IReadOnlyList<NewSurface> Compare(ScannedPackage before, ScannedPackage after)
    {
        var known = new Dictionary<string, Surface>(StringComparer.OrdinalIgnoreCase);
        var all = Surface.None;
        foreach (var file in before.Facts.Contents)
        {
            var surfaces = SurfacesOf(file);
            var name = NameOf(file.Artifact);
            known[name] = known.GetValueOrDefault(name) | surfaces;
            all |= surfaces;
        }

        var found = new SortedDictionary<Surface, List<NewlyRunFile>>();
        foreach (var file in after.Facts.Contents)
        {
            var name = NameOf(file.Artifact);
            var gained = SurfacesOf(file) & Compared & ~known.GetValueOrDefault(name);
            foreach (var surface in SurfaceNames.MostUrgentFirst.Where(surface => (gained & surface) != 0))
            {
                if (!found.TryGetValue(surface, out var files))
                {
                    found.Add(surface, files = []);
                }

                files.Add(new NewlyRunFile(after.PathOf(file.Artifact), file.Artifact.Kind, !known.ContainsKey(name), PlaceOf(file, surface)));
            }
        }

        return [.. found.Select(entry => new NewSurface(entry.Key.Names()[0], (all & entry.Key) == 0,
            [.. entry.Value.OrderBy(file => file.Artifact, StringComparer.Ordinal).Take(MaximumFiles)], entry.Value.Count))];
    }

    /// <summary>Joins the surfaces of a file and of all places in it.</summary>
    public static Surface SurfacesOf(LinkedFile file)
    {
        var surfaces = file.Surfaces;
        foreach (var place in file.PlaceSurfaces)
        {
            surfaces |= place;
        }

        return surfaces;
    }

    /// <summary>Names a file without its folders and without version numbers.</summary>
    public static string NameOf(ArtifactInfo artifact)
    {
        var path = VersionlessPath.Of(artifact.Name);
        return path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    // Where code starts by itself before any that it reaches.
    private static string? PlaceOf(LinkedFile file, Surface surface)
    {
        if ((file.Surfaces & surface) != 0)
        {
            return null;
        }

        var first = -1;
        for (var i = 0; i < file.PlaceSurfaces.Count && i < file.Facts.Places.Count; i++)
        {
            if ((file.PlaceSurfaces[i] & surface) == 0)
            {
                continue;
            }

            first = first < 0 ? i : first;
            if ((file.Facts.PlaceSurface(i) & surface) != 0)
            {
                first = i;
                break;
            }
        }

        if (first < 0)
        {
            return null;
        }

        var (type, method) = file.Facts.PlaceNames(first);
        return type < 0 ? null : method < 0 ? file.Facts.Strings[type] : file.Facts.Strings[type] + "::" + file.Facts.Strings[method];
    }
}

using Assay.Community.Index;

namespace Assay.Community.Building;

/// <summary>Says which files of a build are not counted, and why.</summary>
internal static class LeftOut
{
    /// <summary>Lists the files of a folder, ordinal by name.</summary>
    public static IReadOnlyList<LeftOutPackage> Of(IndexDatabase database, FolderSource source)
    {
        using var known = new KnownVersions(database);
        var leftOut = new List<LeftOutPackage>(source.Unnamed);
        foreach (var file in source.Offered)
        {
            if (known.ByName(file.Name!, file.Version!) is { State: not VersionState.Read } version && version.Sha256.AsSpan().SequenceEqual(file.Sha256))
            {
                leftOut.Add(new LeftOutPackage(file.Location.DisplayName, version.Reason ?? ""));
            }
        }

        return leftOut;
    }
}

using Assay.Model;
using Assay.Rules;

namespace Assay.Scan.Comparing;

/// <summary>Compares the files of two packages by path, then by content, then by path without version numbers.</summary>
internal static class FileComparer
{
    private const int MaximumFiles = 1_000;

    public static FileChanges Compare(ScannedPackage before, ScannedPackage after)
    {
        List<FileChange> changed = [], moved = [];
        var unchanged = 0;
        var earlier = Files(before);
        var added = new SortedDictionary<string, List<ArtifactInfo>>(StringComparer.Ordinal);
        foreach (var (path, artifacts) in Files(after))
        {
            foreach (var artifact in artifacts)
            {
                if (!earlier.TryGetValue(path, out var there))
                {
                    Add(added, path, artifact);
                    continue;
                }

                // Entries of one name pair by content first.
                var same = there.FindIndex(other => other.Sha256 == artifact.Sha256 && artifact.Sha256.Length > 0);
                var at = Math.Max(same, 0);
                if (same >= 0)
                {
                    unchanged++;
                }
                else
                {
                    changed.Add(Change(path, path, there[at], artifact));
                }

                Take(earlier, path, at);
            }
        }

        Pair(earlier, added, (_, artifact) => artifact.Size > 0 && artifact.Sha256.Length > 0 ? artifact.Sha256 : null, moved);
        Pair(earlier, added, (path, _) => VersionlessPath.Of(path), changed);
        FileChange[] addedFiles = [.. Flat(added).Select(file => new FileChange(file.Path, file.Artifact.Kind) { SizeAfter = file.Artifact.Size, Sha256After = file.Artifact.Sha256 })];
        FileChange[] removedFiles = [.. Flat(earlier).Select(file => new FileChange(file.Path, file.Artifact.Kind) { SizeBefore = file.Artifact.Size, Sha256Before = file.Artifact.Sha256 })];
        return new FileChanges(
            [.. addedFiles.Take(MaximumFiles)], [.. removedFiles.Take(MaximumFiles)], [.. changed.OrderBy(file => file.Path, StringComparer.Ordinal).Take(MaximumFiles)], [.. moved.OrderBy(file => file.Path, StringComparer.Ordinal).Take(MaximumFiles)],
            new FileCounts(addedFiles.Length, removedFiles.Length, changed.Count, moved.Count), unchanged, Kinds(addedFiles, removedFiles, changed, moved));
    }

    // What a package tool writes anew each time says nothing; what an analyser found inside a file is a part of the file.
    private static SortedDictionary<string, List<ArtifactInfo>> Files(ScannedPackage package)
    {
        var files = new SortedDictionary<string, List<ArtifactInfo>>(StringComparer.Ordinal);
        foreach (var file in package.Facts.Contents)
        {
            if (file.Artifact is { Derived: false, Kind: not (ArtifactKind.PackagingPart or ArtifactKind.PackageSignature) })
            {
                Add(files, package.Facts.IsContainer ? package.PathOf(file.Artifact) : "", file.Artifact);
            }
        }

        return files;
    }

    private static void Pair(SortedDictionary<string, List<ArtifactInfo>> earlier, SortedDictionary<string, List<ArtifactInfo>> added, Func<string, ArtifactInfo, string?> keyOf, List<FileChange> pairs)
    {
        var byKey = new Dictionary<string, Queue<(string Path, ArtifactInfo Artifact)>>(StringComparer.Ordinal);
        foreach (var (path, artifact) in Flat(earlier))
        {
            if (keyOf(path, artifact) is { } key)
            {
                if (!byKey.TryGetValue(key, out var queue))
                {
                    byKey.Add(key, queue = new Queue<(string, ArtifactInfo)>());
                }

                queue.Enqueue((path, artifact));
            }
        }

        foreach (var (path, artifact) in Flat(added).ToArray())
        {
            if (keyOf(path, artifact) is { } key && byKey.TryGetValue(key, out var queue) && queue.TryDequeue(out var other))
            {
                pairs.Add(Change(path, other.Path, other.Artifact, artifact));
                Take(earlier, other.Path, earlier[other.Path].IndexOf(other.Artifact));
                Take(added, path, added[path].IndexOf(artifact));
            }
        }
    }

    private static FileChange Change(string path, string pathBefore, ArtifactInfo before, ArtifactInfo after) => new(path, after.Kind)
    {
        PathBefore = path == pathBefore ? null : pathBefore,
        KindBefore = before.Kind == after.Kind ? null : before.Kind,
        SizeBefore = before.Size,
        SizeAfter = after.Size,
        Sha256Before = before.Sha256,
        Sha256After = after.Sha256,
    };

    private static FileKindChange[] Kinds(FileChange[] added, FileChange[] removed, List<FileChange> changed, List<FileChange> moved) =>
    [
        .. added.Concat(removed).Concat(changed).Concat(moved).Select(file => file.Kind).Distinct().OrderBy(kind => ReportNamingPolicy.Instance.ConvertName(kind.ToString()), StringComparer.Ordinal)
            .Select(kind => new FileKindChange(kind, added.Count(file => file.Kind == kind), removed.Count(file => file.Kind == kind), changed.Count(file => file.Kind == kind), moved.Count(file => file.Kind == kind))),
    ];

    private static IEnumerable<(string Path, ArtifactInfo Artifact)> Flat(SortedDictionary<string, List<ArtifactInfo>> files) => files.SelectMany(entry => entry.Value.Select(artifact => (entry.Key, artifact)));

    private static void Add(SortedDictionary<string, List<ArtifactInfo>> files, string path, ArtifactInfo artifact)
    {
        if (!files.TryGetValue(path, out var list))
        {
            files.Add(path, list = []);
        }

        list.Add(artifact);
    }

    private static void Take(SortedDictionary<string, List<ArtifactInfo>> files, string path, int index)
    {
        files[path].RemoveAt(index);
        if (files[path].Count == 0)
        {
            files.Remove(path);
        }
    }
}

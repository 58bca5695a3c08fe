using Assay.Community.Index;
using Assay.Packages;

namespace Assay.Community.Building;

/// <summary>Files that lie in folders. Hashed first: what the index knows is not opened.</summary>
/// <param name="name">What the folder is called in the index.</param>
/// <param name="locations">Its files.</param>
/// <param name="options">How many to look at together, and the day.</param>
/// <param name="allVersions">False to read the latest version of each id alone, and the one below it when that cannot be read.</param>
internal sealed class FolderSource(string name, IReadOnlyList<PackageLocation> locations, CommunityBuildOptions options, bool allVersions) : IBuildSource
{
    private readonly Dictionary<(string Name, string Version), PackageLocation> _queued = [];
    private readonly List<LeftOutPackage> _unnamed = [];
    private readonly List<FolderFile> _offered = [];
    private List<Group>? _waiting;

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>Files that nothing can be said of under a name.</summary>
    public IReadOnlyList<LeftOutPackage> Unnamed => _unnamed;

    /// <summary>Files that stand for a version, in the order in which they were looked at.</summary>
    public IReadOnlyList<FolderFile> Offered => _offered;

    /// <inheritdoc/>
    public Task<bool> QueueAsync(BuildTables tables, CancellationToken cancellation)
    {
        if (_waiting is null)
        {
            _waiting = Arrange(Identify(tables, cancellation));
            tables.Writer.Begin();
            tables.Pending.Clear(name);
        }

        var any = false;
        foreach (var group in _waiting)
        {
            while (group.Files.TryDequeue(out var file))
            {
                // The latest version that can be read stands for the package; only copies of it are of interest still.
                if (!allVersions && group.Last is { } last && last.Version != file.Version && tables.Known.ByName(last.Name!, last.Version!) is { State: not VersionState.Unreadable })
                {
                    continue;
                }

                group.Last = file;
                if (Offer(file, tables))
                {
                    any = true;
                    break;
                }
            }
        }

        tables.Writer.Commit();
        return Task.FromResult(any);
    }

    /// <inheritdoc/>
    public Task<PackageLocation> FetchAsync(PendingVersion version, CancellationToken cancellation) => Task.FromResult(_queued[(version.Name, version.Version)]);

    // The path decides between copies of one version, so that the order of folders does not.
    private List<Group> Arrange(FolderFile[] files)
    {
        _unnamed.AddRange(files.Where(file => file.Name is null).Select(file => new LeftOutPackage(file.Location.DisplayName, file.Defect!)));
        var named = files.Where(file => file.Name is not null).OrderBy(file => file.Location.Path, StringComparer.Ordinal);
        var groups = allVersions ? named.GroupBy(file => file.Name + "\n" + file.Version, StringComparer.Ordinal) : named.GroupBy(file => file.Name!, StringComparer.Ordinal);
        return
        [
            .. groups.OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Group(group.OrderByDescending(file => file.Version!, Comparer<string>.Create(VersionOrder.Compare)))),
        ];
    }

    private FolderFile[] Identify(BuildTables tables, CancellationToken cancellation)
    {
        var files = new FolderFile[locations.Count];
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellation }, i =>
            files[i] = FolderFile.Identify(locations[i], tables.Known, tables.Extractor, cancellation));
        return files;
    }

    // True when the file has to be read first.
    private bool Offer(FolderFile file, BuildTables tables)
    {
        var known = tables.Known.ByName(file.Name!, file.Version!);
        var isSame = known is not null && known.Sha256.AsSpan().SequenceEqual(file.Sha256);
        if (known is { State: not VersionState.Unreadable } && !isSame)
        {
            tables.Alarms.Add(BuildTables.Pinned(file.Location.DisplayName, file.Name!, file.Version!));
            tables.Writer.Alarm(file.Name!, file.Version!, file.Sha256!, options.Date, file.Location.DisplayName);
            return false;
        }

        _offered.Add(file);
        if (isSame && string.Equals(known!.Extractor, tables.Extractor, StringComparison.Ordinal))
        {
            return false;
        }

        if (file.Defect is { } defect)
        {
            tables.Writer.Add(new IndexedVersion
            {
                Id = file.Name!, Version = file.Version!, State = VersionState.Unreadable, Reason = defect, Sha256 = file.Sha256!, Size = file.Size, Added = options.Date, Source = file.Location.DisplayName,
                Facts = IndexedFacts.None(tables.Extractor),
            });
            return false;
        }

        _queued[(file.Name!, file.Version!)] = file.Location;
        tables.Pending.Put(file.Name!, file.Version!, name);
        return true;
    }

    // Files of one version, or of one id with the best version first.
    private sealed class Group(IEnumerable<FolderFile> files)
    {
        public Queue<FolderFile> Files { get; } = new(files);

        public FolderFile? Last { get; set; }
    }
}

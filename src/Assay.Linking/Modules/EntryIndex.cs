using Assay.Model;

namespace Assay.Linking;

/// <summary>Finds the files of a package by the path or pattern that code names; case and the kind of slash do not matter.</summary>
internal sealed class EntryIndex
{
    // Wildcards look at every file: the usual number of looks is enough for 800 of them in a package of 5,000 files.
    private readonly long _limit;

    private readonly List<(int File, string[] Segments)> _entries = [];
    private readonly Dictionary<string, List<int>> _byPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<int>> _byStem = new(StringComparer.OrdinalIgnoreCase);
    private long _steps;

    public EntryIndex(IReadOnlyList<LinkedFile> files, AnalysisLimits limits)
    {
        _limit = limits[Limit.IncludeSteps];
        for (var i = 1; i < files.Count; i++)
        {
            if (files[i].Artifact is { Parent: 0, Derived: false, Name: var name })
            {
                var path = name.Replace('\\', '/');
                var segments = path.Split('/');
                _entries.Add((i, segments));
                Add(_byPath, path, i);
                Add(_byStem, Path.GetFileNameWithoutExtension(segments[^1]), i);
            }
        }
    }

    /// <summary>True when a pattern was not compared with every file.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>Gives the files of exactly this path.</summary>
    public IReadOnlyList<int> At(string path) => _byPath.TryGetValue(path, out var files) ? files : [];

    /// <summary>Gives the files of this name without its extension, in any folder.</summary>
    public IReadOnlyList<int> WithStem(string stem) => _byStem.TryGetValue(stem, out var files) ? files : [];

    /// <summary>Gives the files whose path matches; <paramref name="accepts"/> looks at their names.</summary>
    public IReadOnlyList<int> Matching(string[] pattern, Func<string, bool> accepts)
    {
        if (_steps > _limit - _entries.Count)
        {
            Exhausted = true;
            return [];
        }

        _steps += _entries.Count;
        var files = new List<int>();
        foreach (var (file, segments) in _entries)
        {
            if (PathPattern.IsMatch(pattern, segments) && accepts(segments[^1]))
            {
                files.Add(file);
            }
        }

        return files;
    }

    private static void Add(Dictionary<string, List<int>> index, string key, int file)
    {
        if (!index.TryGetValue(key, out var files))
        {
            files = [];
            index.Add(key, files);
        }

        files.Add(file);
    }
}

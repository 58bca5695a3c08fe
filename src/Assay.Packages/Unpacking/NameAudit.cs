using Assay.Model;

namespace Assay.Packages.Unpacking;

/// <summary>Reports names of one archive that are unsafe, or that some installer takes for the same.</summary>
internal sealed class NameAudit(UnpackBudget budget, ProblemReporter problems, ProblemId unsafeName, ProblemId ambiguousName)
{
    private readonly Dictionary<string, (string Name, bool IsFolder)> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ancestors = new(StringComparer.Ordinal);

    public void Add(string name, int nameBytes, bool isFolder)
    {
        foreach (var defect in EntryPath.Defects(name, nameBytes, budget))
        {
            problems.Add(unsafeName, name, defect);
        }

        if (nameBytes <= budget.NameBytes)
        {
            Register(EntryPath.Key(name), name, isFolder);
        }
    }

    private void Register(string key, string name, bool isFolder)
    {
        if (_names.TryGetValue(key, out var other))
        {
            problems.Add(ambiguousName, name, $"Installers may take the name for that of another entry: {other.Name}");
        }
        else if (!isFolder && _ancestors.TryGetValue(key, out var below))
        {
            problems.Add(ambiguousName, name, $"The name is a file here and a folder in another entry: {below}");
        }

        _names.TryAdd(key, (name, isFolder));
        for (var slash = key.LastIndexOf('/'); slash > 0; slash = key.LastIndexOf('/', slash - 1))
        {
            var ancestor = key[..slash];
            if (!_ancestors.TryAdd(ancestor, name))
            {
                break;
            }

            if (_names.TryGetValue(ancestor, out var file) && !file.IsFolder)
            {
                problems.Add(ambiguousName, name, $"A folder of the name is a file in another entry: {file.Name}");
            }
        }
    }
}

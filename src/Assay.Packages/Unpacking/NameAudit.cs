using Assay.Model;

namespace Assay.Packages.Unpacking;

/// <summary>Reports names of one archive that are unsafe, or that some installer takes for the same.</summary>
/// <remarks>Names are compared by a 64-bit hash of their key: the folders of 65,534 deep names would fill gigabytes as texts. A collision adds a report, it hides none.</remarks>
internal sealed class NameAudit(UnpackBudget budget, ProblemReporter problems, ProblemId unsafeName, ProblemId ambiguousName)
{
    private readonly Dictionary<ulong, bool> _isFolder = [];
    private readonly HashSet<ulong> _folders = [];

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
        var hash = AddFolders(key, name);
        if (_isFolder.ContainsKey(hash))
        {
            problems.Add(ambiguousName, name, "Installers may take the name for that of another entry: of two that lead to one file NuGet keeps the first, PSResourceGet and archive programs the last.");
        }
        else if (!isFolder && _folders.Contains(hash))
        {
            problems.Add(ambiguousName, name, "The name is a file here and a folder in another entry.");
        }

        _isFolder.TryAdd(hash, isFolder);
    }

    /// <summary>Registers the folders of a key and gives the hash of the whole key (FNV-1a).</summary>
    private ulong AddFolders(string key, string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in key)
        {
            if (c == '/' && _folders.Count < budget.Folders && _folders.Add(hash))
            {
                if (_isFolder.TryGetValue(hash, out var isFolder) && !isFolder)
                {
                    problems.Add(ambiguousName, name, "A folder of the name is a file in another entry.");
                }

                if (_folders.Count == budget.Folders)
                {
                    problems.AddLimit(Limit.Folders, budget.Folders, name, $"More than {budget.Folders} folders: later ones are not compared with file names.");
                }
            }

            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }
}

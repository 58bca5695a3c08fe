using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Joins what one file calls with what another file of the package declares, by the names of members.</summary>
/// <remarks>
/// An assembly is joined with those it refers to by name: with the one beside it, or with all of that name where none lies beside.
/// A script is joined with every assembly, and names are compared there as PowerShell does, without regard to case.
/// </remarks>
internal sealed class CrossFileCalls
{
    private readonly long _limit;
    private readonly IReadOnlyList<LinkedFile> _files;
    private readonly ReachGraph _graph;
    private readonly Dictionary<FileFacts, MethodIndex> _indexes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FileFacts, MethodIndex> _scriptIndexes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FileFacts, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<int>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<int> _assemblies = [];
    private long _steps;

    public CrossFileCalls(IReadOnlyList<LinkedFile> files, ReachGraph graph, long steps)
    {
        _limit = steps;
        _files = files;
        _graph = graph;
    }

    /// <summary>True when not everything was compared.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>True when there is an assembly.</summary>
    public bool HasAssemblies => _assemblies.Count > 0;

    /// <summary>Adds the links between files.</summary>
    public void Join()
    {
        for (var i = 0; i < _files.Count; i++)
        {
            if (_files[i].Artifact.Kind == ArtifactKind.ManagedAssembly)
            {
                _assemblies.Add(i);
                if (NameOf(_files[i].Facts) is { Length: > 0 } name)
                {
                    Add(name, i);
                }
            }
        }

        if (_assemblies.Count == 0)
        {
            return;
        }

        for (var i = 0; i < _files.Count; i++)
        {
            if (_files[i].Artifact.Kind == ArtifactKind.ManagedAssembly && _assemblies.Count > 1)
            {
                JoinAssembly(i);
            }
            else if (_files[i].Artifact.Kind == ArtifactKind.PowerShell && _files[i].Facts.Records.Count > 0)
            {
                JoinCalls(i, _assemblies, _scriptIndexes, StringComparer.OrdinalIgnoreCase);
            }
        }
    }

    private void Add(string name, int file)
    {
        ref var named = ref CollectionsMarshal.GetValueRefOrAddDefault(_byName, name, out _);
        (named ??= []).Add(file);
    }

    private void JoinAssembly(int file)
    {
        var targets = new List<int>();
        foreach (var reference in _files[file].Facts.Links.References)
        {
            if (_byName.TryGetValue(_files[file].Facts.Strings[reference], out var named))
            {
                targets.AddRange(Nearest(file, named));
            }
        }

        if (targets.Count > 0)
        {
            JoinCalls(file, targets, _indexes, StringComparer.Ordinal);
            JoinBases(file, targets);
        }
    }

    // The runtime finds a library beside the one that needs it.
    private IEnumerable<int> Nearest(int file, List<int> named)
    {
        var folder = FolderOf(file);
        var beside = named.Where(other => other != file && string.Equals(FolderOf(other), folder, StringComparison.OrdinalIgnoreCase)).ToArray();
        return beside.Length > 0 ? beside : named.Where(other => other != file);
    }

    private void JoinCalls(int file, List<int> targets, Dictionary<FileFacts, MethodIndex> indexes, StringComparer names)
    {
        var facts = _files[file].Facts;

        // By text: nearly all name what no file of the package declares.
        var known = new CodeStep[]?[facts.Strings.Count];
        var declared = new bool?[facts.Strings.Count];
        var linked = new HashSet<(int Place, int Value)>();
        foreach (var record in facts.Records)
        {
            if (record.Kind is not (FactKind.Call or FactKind.New))
            {
                continue;
            }

            var constructs = record.Kind == FactKind.New;
            var parts = facts.Strings.PartsOf(record.Value);
            var type = parts.IsMember ? parts.Type : record.Value;
            if (!(parts.IsMember || constructs) || !(declared[type] ??= IsDeclared(file, facts.Strings[type], targets, indexes, names)))
            {
                continue;
            }

            var found = known[record.Value] ??= Find(facts.Strings[type], constructs ? ".ctor" : facts.Strings[parts.Member], targets, indexes, names);
            if (found.Length == 0 || !linked.Add((record.Place, record.Value)))
            {
                continue;
            }

            foreach (var step in found)
            {
                _graph.Link(new CodeStep(file, record.Place), step);
            }
        }
    }

    // What the file declares itself is its own, whatever others call theirs.
    private bool IsDeclared(int file, string type, List<int> targets, Dictionary<FileFacts, MethodIndex> indexes, StringComparer names) =>
        targets.Exists(target => IndexOf(indexes, target, names).Declares(type)) && !(ReferenceEquals(indexes, _indexes) && IndexOf(_indexes, file, names).Declares(type));

    // `N.Outer+Nested::Member`; a construction names the type alone.
    private CodeStep[] Find(string type, string member, List<int> targets, Dictionary<FileFacts, MethodIndex> indexes, StringComparer names)
    {
        // PowerShell constructs by `[Type]::new()`.
        member = member == "new" && ReferenceEquals(indexes, _scriptIndexes) ? ".ctor" : member;
        var found = new List<CodeStep>();
        foreach (var target in targets)
        {
            var index = IndexOf(indexes, target, names);
            if (!index.Declares(type) || !Spend(index.Cost(type)))
            {
                continue;
            }

            foreach (var (place, name) in index.MethodsOf(type))
            {
                if (names.Equals(name, member))
                {
                    found.Add(new CodeStep(target, place));
                }
            }
        }

        return [.. found];
    }

    private void JoinBases(int file, List<int> targets)
    {
        var facts = _files[file].Facts;
        foreach (var record in facts.Records)
        {
            if (record.Kind != FactKind.Base || record.Place < 0 || MethodIndex.TypeOfPlace(facts, record.Place) is not { } type)
            {
                continue;
            }

            var baseType = facts.Strings[record.Value];
            foreach (var target in targets)
            {
                var index = IndexOf(_indexes, target, StringComparer.Ordinal);
                if (index.Declares(baseType))
                {
                    JoinOverrides(file, record.Place, type, target, index, baseType);
                }
            }
        }
    }

    private void JoinOverrides(int file, int typePlace, string type, int target, MethodIndex slots, string baseType)
    {
        var own = IndexOf(_indexes, file, StringComparer.Ordinal);
        if (!Spend(own.Cost(type) + slots.Cost(baseType)))
        {
            return;
        }

        // Constructors are called, not overridden.
        var bodies = own.MethodsOf(type).Where(method => !method.Name.StartsWith('.')).ToLookup(method => method.Name, method => method.Place, StringComparer.Ordinal);
        foreach (var (slot, name) in slots.MethodsOf(baseType))
        {
            foreach (var body in bodies[name])
            {
                if (!Spend(1))
                {
                    return;
                }

                _graph.Dispatch(new CodeStep(target, slot), new CodeStep(file, typePlace), new CodeStep(file, body));
            }
        }
    }

    private MethodIndex IndexOf(Dictionary<FileFacts, MethodIndex> indexes, int file, StringComparer names)
    {
        if (!indexes.TryGetValue(_files[file].Facts, out var index))
        {
            index = new MethodIndex(_files[file].Facts, names);
            indexes.Add(_files[file].Facts, index);
        }

        return index;
    }

    private bool Spend(int steps)
    {
        _steps += steps;
        Exhausted |= _steps > _limit;
        return !Exhausted;
    }

    // The analyser states the name of the assembly among the first facts.
    private string NameOf(FileFacts facts)
    {
        if (!_names.TryGetValue(facts, out var name))
        {
            name = "";
            foreach (var record in facts.Records)
            {
                if (record.Kind == FactKind.Metadata && facts.Strings[record.Value] == "assembly.name")
                {
                    name = facts.Arguments[record.Arguments]["value"] ?? "";
                    break;
                }

                if (record.Kind is not FactKind.Metadata)
                {
                    break;
                }
            }

            _names.Add(facts, name);
        }

        return name;
    }

    private string FolderOf(int file)
    {
        while (_files[file].Artifact is { Derived: true, Parent: >= 0 } artifact && artifact.Parent < file)
        {
            file = artifact.Parent;
        }

        var name = _files[file].Artifact.Name.Replace('\\', '/');
        return name[..Math.Max(0, name.LastIndexOf('/'))];
    }
}

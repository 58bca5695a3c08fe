using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Rules;

/// <summary>One place where the parts of a condition may meet.</summary>
/// <param name="Kind">How wide it is.</param>
/// <param name="Key">Equal for facts of the same instance.</param>
/// <param name="File">A file in it; the host for file scopes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScopeInstance(Scope Kind, long Key, int File)
{
    public static ScopeInstance Package { get; } = new(Scope.Package, 0, 0);

    /// <summary>What sharing it says about two facts.</summary>
    public FactRelation Relation => Kind switch
    {
        Scope.Method => FactRelation.SameMethod,
        Scope.Type => FactRelation.SameType,
        Scope.File => FactRelation.SameFile,
        _ => FactRelation.SamePackage,
    };
}

/// <summary>Tells in which scope of each kind a fact of the package lies.</summary>
internal sealed class ScopeMap
{
    private readonly PackageFacts _package;
    private readonly int[] _hosts;
    private readonly bool[] _hostComplete;
    private readonly Dictionary<(FileFacts, Scope), int[]> _places = [];
    private readonly HashIndex _byName = new();
    private readonly List<(int Type, int Method)> _names = [];
    private (FileFacts? Facts, Scope Kind, int[] Ids) _last = (null, default, []);

    public ScopeMap(PackageFacts package)
    {
        _package = package;
        var files = package.Files;
        _hosts = new int[files.Count];
        _hostComplete = new bool[files.Count];
        Array.Fill(_hostComplete, true);
        for (var i = 0; i < files.Count; i++)
        {
            var parent = files[i].Artifact.Parent;
            // A host is listed before what was found in it; anything else would be a loop.
            _hosts[i] = files[i].Artifact.Derived && parent >= 0 && parent < i ? _hosts[parent] : i;
            _hostComplete[_hosts[i]] &= files[i].Facts.Complete;
        }

        DataFlow = new DataFlow(package, this);
    }

    /// <summary>Follows values within these scopes.</summary>
    public DataFlow DataFlow { get; }

    public ScopeInstance Of(in FactHit hit, Scope kind) => kind switch
    {
        Scope.File => new ScopeInstance(kind, _hosts[hit.File], _hosts[hit.File]),
        Scope.Type or Scope.Method => new ScopeInstance(kind, ((long)hit.File << 32) | (uint)PlaceOf(hit, kind), hit.File),
        _ => ScopeInstance.Package,
    };

    /// <summary>True when nothing in the scope was left unread.</summary>
    public bool IsComplete(in ScopeInstance scope) => scope.Kind switch
    {
        Scope.File => _hostComplete[scope.File],
        Scope.Type or Scope.Method => _package.Files[scope.File].Facts.Complete,
        _ => !_package.Incomplete,
    };

    /// <summary>The number of the method or type of each place of a file, from zero: equal in files of equal content.</summary>
    public int[] NumbersOf(int file, Scope kind)
    {
        var facts = _package.Files[file].Facts;
        if (!ReferenceEquals(facts, _last.Facts) || kind != _last.Kind)
        {
            if (!_places.TryGetValue((facts, kind), out var known))
            {
                known = Number(facts, kind);
                _places.Add((facts, kind), known);
            }

            // One file after another is asked for.
            _last = (facts, kind, known);
        }

        return _last.Ids;
    }

    private int PlaceOf(in FactHit hit, Scope kind)
    {
        var place = _package.Files[hit.File].Facts.Records[hit.Record].Place;
        return place == FactRecord.None ? 0 : NumbersOf(hit.File, kind)[place];
    }

    // Several places share a type: closures, bodies, elements. 0 is the file's own level.
    private int[] Number(FileFacts facts, Scope kind)
    {
        _byName.Clear();
        _names.Clear();
        var ids = new int[facts.Places.Count];
        NumberOf((-1, -1));
        for (var i = 0; i < ids.Length; i++)
        {
            var (type, method) = facts.PlaceNames(i);
            ids[i] = NumberOf((type, kind == Scope.Method ? method : -1));
        }

        return ids;

        int NumberOf((int Type, int Method) name)
        {
            var hash = HashIndex.Hash((uint)name.Type, (uint)name.Method);
            for (var candidate = _byName.First(hash); candidate >= 0; candidate = _byName.Next(candidate, hash))
            {
                if (_names[candidate] == name)
                {
                    return candidate;
                }
            }

            _names.Add(name);
            return _byName.Add(hash);
        }
    }
}

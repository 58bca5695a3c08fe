using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Where values cross from one method of a file into another: the calls that give a method its arguments, and what a method returns.</summary>
/// <remarks>Read once a file, and only when a value is met at such a border.</remarks>
internal sealed class MethodBorders
{
    /// <summary>The name of the argument of a <c>method</c> fact that says what it returns.</summary>
    public const string Returns = "returns";

    // What an async method returns is given to its builder.
    private const string BuilderType = "MethodBuilder`1";
    private const string BuilderResult = BuilderType + "::SetResult";
    private static readonly List<int> Nothing = [];
    private readonly FileFacts _facts;
    private readonly Dictionary<string, List<int>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<((int Type, int Method) Method, string Setter)> _sets = [];

    public MethodBorders(FileFacts facts)
    {
        _facts = facts;
        var spelled = new string?[facts.Places.Count];
        var crossing = new bool?[facts.Strings.Count];
        var strings = new Dictionary<int, string?>();
        var records = facts.RecordSpan;
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (record.Place == FactRecord.None)
            {
                continue;
            }

            if (record.Kind == FactKind.Method)
            {
                Add(_declared, spelled[record.Place] ??= Spell(record.Place), i);
            }
            else if (record.Kind is FactKind.Call or FactKind.New)
            {
                // Most calls are of the framework: their texts are not made.
                if (facts.Strings.PartsOf(record.Value) is { IsMember: true, Type: var type } && !(crossing[type] ??= Crosses(facts.Strings[type])))
                {
                    continue;
                }

                ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(strings, record.Value, out var known);
                name = known ? name : Crossing(facts.Strings[record.Value]);
                if (name is not null)
                {
                    AddCall(record, i, spelled[record.Place] ??= Spell(record.Place), name);
                }
            }
        }
    }

    /// <summary>The declarations of a method, by how a call of it is spelled.</summary>
    public List<int> Declared(string method) => _declared.GetValueOrDefault(method, Nothing);

    /// <summary>The calls that may give the arguments of a method.</summary>
    public List<int> CallsOf(string method) => _calls.GetValueOrDefault(method, Nothing);

    /// <summary>What an async method hands to its builder.</summary>
    public List<int> ResultsOf(string method) => _calls.GetValueOrDefault(method + BuilderResult, Nothing);

    /// <summary>True when the method at a place gives a property a value through its setter.</summary>
    public bool Sets(int place, string setter) => _sets.Contains((_facts.PlaceNames(place), setter));

    /// <summary>How a call of the method at a place is spelled; constructors as <c>::.ctor</c>.</summary>
    /// <remarks><code>("N.Outer", "Inner.Run") => N.Outer+Inner::Run</code></remarks>
    public string Spell(int place)
    {
        var (type, method) = _facts.PlaceNames(place);
        var outer = type < 0 ? "" : _facts.Strings[type];
        var name = method < 0 ? "" : _facts.Strings[method];

        // The name of a constructor begins with a point itself.
        var end = name.EndsWith("..ctor", StringComparison.Ordinal) ? name.Length - "..ctor".Length : name.LastIndexOf('.');
        return end <= 0 ? $"{outer}::{name}" : $"{outer}+{name[..end].Replace('.', '+')}::{name[(end + 1)..]}";
    }

    private void AddCall(in FactRecord record, int index, string within, string name)
    {
        if (name == BuilderResult)
        {
            Add(_calls, within + BuilderResult, index);
            return;
        }

        if (name.Contains("::set_", StringComparison.Ordinal))
        {
            _sets.Add((_facts.PlaceNames(record.Place), name));
        }

        if (record.Arguments != FactRecord.None)
        {
            Add(_calls, record.Kind == FactKind.New ? name + "::.ctor" : name, index);
        }
    }

    // The framework calls nothing of a package by name.
    private static string? Crossing(string name) =>
        !name.StartsWith("System.", StringComparison.Ordinal) ? name : name.EndsWith(BuilderResult, StringComparison.Ordinal) ? BuilderResult : null;

    private static bool Crosses(string type) => !type.StartsWith("System.", StringComparison.Ordinal) || type.EndsWith(BuilderType, StringComparison.Ordinal);

    private static void Add(Dictionary<string, List<int>> lists, string key, int record)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        (list ??= []).Add(record);
    }
}

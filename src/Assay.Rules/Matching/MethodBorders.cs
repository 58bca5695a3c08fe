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
    private const string Constructor = "::.ctor";
    private const string Framework = "System.";
    private readonly FileFacts _facts;
    private readonly MethodSpelling _spelling;
    private readonly SpelledRecords _calls;
    private readonly SpelledRecords _declared;
    private readonly HashSet<((int Type, int Method) Method, string Setter)> _sets = [];

    public MethodBorders(FileFacts facts)
    {
        _facts = facts;
        _spelling = new MethodSpelling(facts);
        _calls = new SpelledRecords(_spelling);
        _declared = new SpelledRecords(_spelling);
        var crossing = new bool?[facts.Strings.Count];
        var callees = new Dictionary<int, Callee>();
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
                _declared.Add(_declared.GroupOf(new Spelled(record.Place, true, "")), i);
            }
            else if (record.Kind is FactKind.Call or FactKind.New)
            {
                // Most calls are of the framework: their texts are not made.
                if (facts.Strings.PartsOf(record.Value) is { IsMember: true, Type: var type } && !(crossing[type] ??= Crosses(facts.Strings[type])))
                {
                    continue;
                }

                ref var callee = ref CollectionsMarshal.GetValueRefOrAddDefault(callees, record.Value, out _);
                callee ??= new Callee(facts.Strings[record.Value]);
                AddCall(record, i, callee);
            }
        }
    }

    /// <summary>The declarations of a method, by how a call of it is spelled.</summary>
    public List<int> Declared(string method) => _declared.Of(method);

    /// <summary>The calls that may give the arguments of a method.</summary>
    public List<int> CallsOf(string method) => _calls.Of(method);

    /// <summary>What an async method hands to its builder.</summary>
    public List<int> ResultsOf(string method) => _calls.Of(method + BuilderResult);

    /// <summary>True when the method at a place gives a property a value through its setter.</summary>
    public bool Sets(int place, string setter) => _sets.Contains((_facts.PlaceNames(place), setter));

    /// <summary>How a call of the method at a place is spelled; constructors as <c>::.ctor</c>.</summary>
    public string Spell(int place) => _spelling.Of(place);

    private void AddCall(in FactRecord record, int index, Callee callee)
    {
        if (callee.IsResult)
        {
            _calls.Add(_calls.GroupOf(new Spelled(record.Place, true, BuilderResult)), index);
            return;
        }

        if (callee.Setter is { } setter)
        {
            _sets.Add((_facts.PlaceNames(record.Place), setter));
        }

        if (callee.Crosses && record.Arguments != FactRecord.None)
        {
            ref var group = ref record.Kind == FactKind.New ? ref callee.Constructions : ref callee.Calls;
            group = group >= 0 ? group : _calls.GroupOf(new Spelled(record.Value, false, record.Kind == FactKind.New ? Constructor : ""));
            _calls.Add(group, index);
        }
    }

    private static bool Crosses(string type) => !type.StartsWith(Framework, StringComparison.Ordinal) || type.EndsWith(BuilderType, StringComparison.Ordinal);

    /// <summary>A member that is called or constructed. The framework calls nothing of a package by name.</summary>
    private sealed class Callee(string name)
    {
        // Numbers of their groups; -1 before the first.
        public int Calls = -1;
        public int Constructions = -1;

        public bool Crosses { get; } = !name.StartsWith(Framework, StringComparison.Ordinal);

        public bool IsResult { get; } = name.StartsWith(Framework, StringComparison.Ordinal) && name.EndsWith(BuilderResult, StringComparison.Ordinal);

        public string? Setter { get; } = !name.StartsWith(Framework, StringComparison.Ordinal) && name.Contains("::set_", StringComparison.Ordinal) ? name : null;
    }
}

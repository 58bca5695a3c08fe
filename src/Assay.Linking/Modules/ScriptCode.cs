using Assay.Model;

namespace Assay.Linking;

/// <summary>A script as the load graph sees it: its top level and its functions and classes, each with what it includes, calls and starts.</summary>
internal sealed class ScriptCode
{
    /// <summary>The name of the code outside all functions and classes.</summary>
    public const string TopLevel = "";

    // What follows says nothing new, and a hostile script would have the graph walk it.
    private const int MaximumIncludes = 4_096;

    private readonly Dictionary<string, Part> _parts = new(StringComparer.OrdinalIgnoreCase) { [TopLevel] = new Part() };
    private readonly string[] _partOfPlace;

    public ScriptCode(FileFacts facts)
    {
        _partOfPlace = [.. Enumerable.Range(0, facts.Places.Count).Select(place => facts.PlaceNames(place).Type is var type && type >= 0 ? facts.Strings[type] : TopLevel)];
        foreach (var name in _partOfPlace)
        {
            _parts.TryAdd(name, new Part());
        }

        var includes = 0;
        foreach (var record in facts.Records)
        {
            OnlyDeclares &= record.Kind is FactKind.Method or FactKind.Url or FactKind.Dependency or FactKind.Metadata || PartOf(record.Place) != TopLevel;
            switch (record.Kind)
            {
                case FactKind.Method:
                    Declare(facts.Strings[record.Value], PartOf(record.Place));
                    break;
                case FactKind.Include when ++includes <= MaximumIncludes:
                    PartAt(record.Place).Includes.Add((facts.Strings[record.Value], Argument(facts, record, "how")));
                    break;
                case FactKind.Command:
                    PartAt(record.Place).Names.Add(facts.Strings[record.Value]);
                    break;
                case FactKind.New:
                    PartAt(record.Place).Names.Add(facts.Strings[record.Value]);
                    break;
                case FactKind.Call:
                    AddCall(facts, record, ref includes);
                    break;
                case FactKind.Process:
                    PartAt(record.Place).Programs.Add(facts.Strings[record.Value]);
                    break;
            }
        }

        TooManyIncludes = includes > MaximumIncludes;
        OnlyDeclares &= Declared.Count > 0;
    }

    /// <summary>True when includes were left out.</summary>
    public bool TooManyIncludes { get; }

    /// <summary>True when loading the file does nothing but declare functions and classes.</summary>
    public bool OnlyDeclares { get; } = true;

    /// <summary>Names of the parts, the top level among them.</summary>
    public IEnumerable<string> Parts => _parts.Keys;

    /// <summary>Functions and classes that are declared here, with the part that holds their code.</summary>
    public Dictionary<string, HashSet<string>> Declared { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives a part by its name.</summary>
    public Part this[string name] => _parts[name];

    /// <summary>Names the part of a place; without a place it is the top level.</summary>
    public string PartOf(int place) => place >= 0 && place < _partOfPlace.Length ? _partOfPlace[place] : TopLevel;

    private Part PartAt(int place) => _parts[PartOf(place)];

    // A function is a part of its own; one inside a function, or a method of a class, is code of that part.
    private void Declare(string name, string around)
    {
        var part = around != TopLevel ? around : name;
        _parts.TryAdd(part, new Part());
        AddDeclared(name, part);
        AddDeclared(part, part);
    }

    private void AddDeclared(string name, string part)
    {
        if (!Declared.TryGetValue(name, out var parts))
        {
            parts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            Declared.Add(name, parts);
        }

        parts.Add(part);
    }

    // `[Reflection.Assembly]::LoadFrom("$PSScriptRoot/x.dll")` loads as `Add-Type -Path` does; `[Sample]::Run()` calls a class of the module.
    private void AddCall(FileFacts facts, in FactRecord record, ref int includes)
    {
        var value = facts.Strings[record.Value];
        var separator = value.IndexOf("::", StringComparison.Ordinal);
        if (separator <= 0)
        {
            return;
        }

        PartAt(record.Place).Names.Add(value[..separator]);
        if (value is "System.Reflection.Assembly::LoadFrom" or "System.Reflection.Assembly::LoadFile" or "System.Reflection.Assembly::UnsafeLoadFrom" && ++includes <= MaximumIncludes)
        {
            PartAt(record.Place).Includes.Add((FirstConstant(facts, record), "assembly"));
        }
    }

    private static string FirstConstant(FileFacts facts, in FactRecord record)
    {
        if (record.Arguments == FactRecord.None)
        {
            return "*";
        }

        foreach (var argument in facts.Arguments[record.Arguments].Items)
        {
            if (argument.Name is null)
            {
                return argument is { IsConstant: true, Value: { } value } ? value : "*";
            }
        }

        return "*";
    }

    private static string Argument(FileFacts facts, in FactRecord record, string name) => record.Arguments == FactRecord.None ? "" : facts.Arguments[record.Arguments][name] ?? "";

    /// <summary>What one part refers to.</summary>
    internal sealed class Part
    {
        /// <summary>Files, as written, and how they are taken in.</summary>
        public List<(string Name, string How)> Includes { get; } = [];

        /// <summary>Commands that are run and types that are used, by name: some are the package's own functions and classes.</summary>
        public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Programs that are started, by name.</summary>
        public HashSet<string> Programs { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}

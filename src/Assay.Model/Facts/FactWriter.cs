using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Collects the facts of one file; every analyser writes through it.</summary>
public sealed class FactWriter
{
    private List<FactRecord> _records = [];
    private List<FactRecord> _rearranged = [];
    private readonly TextPool _texts = new();
    private readonly List<StoredPlace> _places = [];
    private readonly ArgumentInterner _arguments = new();
    private readonly List<(int From, int To)> _links = [];
    private readonly List<Dispatch> _dispatches = [];
    private readonly List<int> _references = [];
    private int _junctions;
    private readonly List<Problem> _problems = [];
    private bool _complete = true;

    /// <summary>Characters of distinct texts that one file may have; more throws <see cref="InvalidDataException"/>, which ends the part of the analysis that asked.</summary>
    public long CharacterBudget
    {
        get => _texts.CharacterBudget;
        set => _texts.CharacterBudget = value;
    }

    /// <summary>What reading the file may cost.</summary>
    public AnalysisLimits Limits { get; init; } = AnalysisLimits.Default;

    /// <summary>The facts written until here.</summary>
    public ReadOnlySpan<FactRecord> Records => CollectionsMarshal.AsSpan(_records);

    /// <summary>Debug symbols of the file.</summary>
    public DebugSymbols? Symbols { get; set; }

    /// <summary>Measures the stages of an analysis; null when nobody asks.</summary>
    public StageTimer? Stages { get; set; }

    /// <summary>Takes the tables of the facts; null when they are to live as long as somebody holds them.</summary>
    public FactMemory? Memory { get; set; }

    /// <summary>Places added until here.</summary>
    public int PlaceCount => _places.Count;

    /// <summary>Facts written until here.</summary>
    public int Count => _records.Count;

    /// <summary>Texts added until here.</summary>
    public int TextCount => _texts.Count;

    /// <summary>Makes room for about so many texts of types and members, where the file says beforehand how many it has, and for as many lists of arguments as members; the numbers need not be true.</summary>
    public void Reserve(int names, int members)
    {
        _texts.Reserve(names, members);
        _arguments.Reserve(members);
    }

    /// <summary>Reads a text by its index.</summary>
    public string Text(int index) => _texts[index];

    /// <summary>Gives the index of a text, adding it when it is new.</summary>
    public int Intern(string text) => _texts.Intern(text);

    /// <summary>Gives the index of a name in UTF-8 without making the text.</summary>
    public int Intern(ReadOnlySpan<byte> name) => _texts.Intern(name);

    /// <summary>Gives the index of <c>Type::Member</c> without making the text.</summary>
    /// <param name="type">Index of the type's text.</param>
    /// <param name="member">Index of the member's text.</param>
    public int InternMember(int type, int member) => _texts.InternMember(type, member);

    /// <summary>Gives the index of an argument list by texts, adding it when it is new.</summary>
    public int Intern(ArgumentList arguments)
    {
        Span<StoredArgument> stored = new StoredArgument[arguments.Items.Length];
        for (var i = 0; i < stored.Length; i++)
        {
            var item = arguments.Items[i];
            stored[i] = new StoredArgument(InternOrNone(item.Name), InternOrNone(item.Value), item.Derivation);
        }

        return Intern(stored);
    }

    /// <summary>Gives the index of an argument list by indexes: the path for analysers that intern by token.</summary>
    public int Intern(ReadOnlySpan<StoredArgument> arguments) => _arguments.Intern(arguments);

    /// <summary>Reads the arguments of a list; valid until the next one is added.</summary>
    public ReadOnlySpan<StoredArgument> Arguments(int list) => _arguments.List(list);

    /// <summary>Adds a place by texts; the caller keeps the index and adds each place once.</summary>
    public int AddPlace(Place place) =>
        AddPlace(new StoredPlace(InternOrNone(place.Type), InternOrNone(place.Method), InternOrNone(place.Body), -1, InternOrNone(place.XPath), place.Surface));

    /// <summary>Adds a place by indexes.</summary>
    public int AddPlace(in StoredPlace place)
    {
        _places.Add(place);
        return _places.Count - 1;
    }

    /// <summary>Adds a point that links meet in although no code stands there; give the number as a place to links.</summary>
    public int AddJunction() => -2 - _junctions++;

    /// <summary>Says that the code of one place runs that of another.</summary>
    public void AddLink(int from, int to) => _links.Add((from, to));

    /// <summary>Says what a virtual call may run.</summary>
    public void AddDispatch(in Dispatch dispatch) => _dispatches.Add(dispatch);

    /// <summary>Names an assembly that the file refers to.</summary>
    public void AddReference(string assembly) => _references.Add(Intern(assembly));

    /// <summary>Adds a fact by indexes.</summary>
    public void Add(in FactRecord record) => _records.Add(record);

    /// <summary>Adds a fact by texts.</summary>
    public void Add(FactKind kind, string value, int place = FactRecord.None, ArgumentList? arguments = null, Derivation derivation = Derivation.Literal,
        PositionKind positionKind = PositionKind.None, int position = 0, int column = 0) =>
        _records.Add(new FactRecord(kind, derivation, positionKind, Intern(value), arguments is null ? FactRecord.None : Intern(arguments), place, position, column));

    /// <summary>Puts later runs of facts in the places of earlier ones: what was read again replaces what was read first.</summary>
    /// <param name="replacements">Runs in ascending order of <c>Start</c>; the later runs follow each other and end the list.</param>
    public void Replace(IReadOnlyList<FactReplacement> replacements)
    {
        if (replacements.Count == 0)
        {
            return;
        }

        var end = replacements[0].From;
        var records = _rearranged;
        var next = 0;
        foreach (var (start, count, from, length) in replacements)
        {
            records.AddRange(CollectionsMarshal.AsSpan(_records)[next..start]);
            records.AddRange(CollectionsMarshal.AsSpan(_records).Slice(from, length));
            next = start + count;
        }

        records.AddRange(CollectionsMarshal.AsSpan(_records)[next..end]);
        (_records, _rearranged) = (records, _records);
        _rearranged.Clear();
    }

    /// <summary>Reports what could not be read. <paramref name="incomplete"/>: facts may be missing because of it.</summary>
    public void AddProblem(ProblemId id, string text, string? location = null, bool incomplete = true)
    {
        _problems.Add(new Problem(id, "", location, text));
        _complete &= !incomplete;
    }

    /// <summary>Reports that a limit was reached, by the problem that belongs to it. <paramref name="incomplete"/>: facts may be missing because of it.</summary>
    public void AddLimit(Limit limit, string text, string? location = null, bool incomplete = true)
    {
        _problems.Add(new Problem(LimitTable.Of(limit).Problem ?? ProblemId.LimitFindings, "", location, text) { Reached = new LimitValue(limit, Limits[limit]) });
        _complete &= !incomplete;
    }

    /// <summary>Goes on where the collection of a container ended: its facts come first, with the indexes they had.</summary>
    /// <remarks>Containers have no code: links and symbols are not taken over.</remarks>
    public void Resume(FileFacts facts)
    {
        foreach (var text in facts.Strings)
        {
            Intern(text);
        }

        var places = (PlaceTable)facts.Places;
        foreach (var place in places.Stored)
        {
            AddPlace(place);
        }

        var arguments = (ArgumentTable)facts.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            Intern(arguments.List(i));
        }

        _records.AddRange(facts.RecordSpan);
        _problems.AddRange(facts.Problems);
        _complete &= facts.Complete;
    }

    /// <summary>Ends the collection and starts an empty one with the same buffers.</summary>
    public FileFacts ToFacts()
    {
        var strings = _texts.ToTable(Memory);
        var facts = new FileFacts
        {
            Records = StoredArray.Of(_records, Memory?.Records),
            Strings = strings,
            Places = new PlaceTable(StoredArray.Of(_places, Memory?.Places), strings),
            Arguments = _arguments.ToTable(strings, Memory),
            Links = CodeLinks.Create(_places.Count, _junctions, CollectionsMarshal.AsSpan(_links), CollectionsMarshal.AsSpan(_dispatches), _references.ToArray(), Memory),
            Symbols = Symbols,
            Problems = _problems.ToArray(),
            Complete = _complete,
        };
        Clear();
        return facts;
    }

    private int InternOrNone(string? text) => text is null ? -1 : Intern(text);

    private void Clear()
    {
        _records.Clear();
        _texts.Clear();
        _places.Clear();
        _links.Clear();
        _dispatches.Clear();
        _references.Clear();
        _junctions = 0;
        Symbols = null;
        _problems.Clear();
        _complete = true;
    }
}

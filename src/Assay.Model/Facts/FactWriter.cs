namespace Assay.Model;

/// <summary>Collects the facts of one file; every analyser writes through it.</summary>
public sealed class FactWriter
{
    private readonly List<FactRecord> _records = [];
    private readonly List<string> _strings = [];
    private readonly Dictionary<string, int> _stringIndex = new(StringComparer.Ordinal);
    private readonly List<Place> _places = [];
    private readonly List<ArgumentList> _arguments = [];
    private readonly Dictionary<ArgumentList, int> _argumentIndex = [];
    private readonly List<Problem> _problems = [];
    private bool _complete = true;

    /// <summary>Facts written until here.</summary>
    public int Count => _records.Count;

    /// <summary>Gives the index of a text, adding it when it is new.</summary>
    public int Intern(string text)
    {
        if (!_stringIndex.TryGetValue(text, out var index))
        {
            index = _strings.Count;
            _strings.Add(text);
            _stringIndex.Add(text, index);
        }

        return index;
    }

    /// <summary>Gives the index of an argument list, adding it when it is new.</summary>
    public int Intern(ArgumentList arguments)
    {
        if (!_argumentIndex.TryGetValue(arguments, out var index))
        {
            index = _arguments.Count;
            _arguments.Add(arguments);
            _argumentIndex.Add(arguments, index);
        }

        return index;
    }

    /// <summary>Adds a place; the caller keeps the index and adds each place once.</summary>
    public int AddPlace(Place place)
    {
        _places.Add(place);
        return _places.Count - 1;
    }

    /// <summary>Adds a fact by indexes: the path for analysers that intern by token.</summary>
    public void Add(in FactRecord record) => _records.Add(record);

    /// <summary>Adds a fact by texts.</summary>
    public void Add(FactKind kind, string value, int place = FactRecord.None, ArgumentList? arguments = null, Derivation derivation = Derivation.Literal,
        PositionKind positionKind = PositionKind.None, int position = 0, int column = 0) =>
        _records.Add(new FactRecord(kind, derivation, positionKind, Intern(value), arguments is null ? FactRecord.None : Intern(arguments), place, position, column));

    /// <summary>Reports what could not be read. <paramref name="incomplete"/>: facts may be missing because of it.</summary>
    public void AddProblem(ProblemId id, string text, string? location = null, bool incomplete = true)
    {
        _problems.Add(new Problem(id, "", location, text));
        _complete &= !incomplete;
    }

    /// <summary>Ends the collection.</summary>
    public FileFacts ToFacts() => new()
    {
        // Arrays, not the wrapper that a collection expression would make here: the matcher runs over them without copying.
        Records = _records.ToArray(),
        Strings = _strings.ToArray(),
        Places = _places.ToArray(),
        Arguments = _arguments.ToArray(),
        Problems = _problems.ToArray(),
        Complete = _complete,
    };
}

using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Text.Scripts;

/// <summary>Writes the facts of one script: at the place and position that its reader is at, equal ones once.</summary>
internal sealed class ScriptFacts(FactWriter facts, ScriptText text, bool isRecovered, StepBudget budget)
{
    // Characters of a search that take as long as one of reading.
    private const int SearchedAtOnce = 64;

    private readonly int _factLimit = facts.Limits.Number(Limit.ScriptFacts);
    private readonly int _textLimit = facts.Limits.Number(Limit.ScriptTexts);
    private const int MaximumDerivedCharacters = 64 * 1024 * 1024;

    private readonly HashSet<FactRecord> _written = [];
    private readonly HashSet<(int Place, string Name, string Text)> _derivedTexts = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<DerivedArtifact> _derived = [];
    private long _derivedCharacters;
    private bool _saidLimit;
    private bool _saidDepth;

    /// <summary>Artifacts found inside.</summary>
    public IReadOnlyList<DerivedArtifact> Derived => _derived;

    /// <summary>Work left.</summary>
    public StepBudget Budget => budget;

    /// <summary>Offset of what is being read.</summary>
    public int Position { get; set; }

    /// <summary>Index of the place that is being read.</summary>
    public int Place { get; private set; } = FactRecord.None;

    /// <summary>Enters a function or label; null leaves to the top level.</summary>
    public void Enter(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            Place = FactRecord.None;
        }
        else if (!_places.TryGetValue(name, out var place))
        {
            // Names beyond the limit count to the top level: a hostile file would fill the report with them.
            Place = _places.Count < 4096 ? facts.AddPlace(new Place(name.Length <= 256 ? name : name[..256], null)) : FactRecord.None;
            _places.Add(name, Place);
        }
        else
        {
            Place = place;
        }
    }

    /// <summary>Goes back to a place that was entered before.</summary>
    public void Return(int place) => Place = place;

    /// <summary>Adds a fact; its texts have unknown parts already written as <c>*</c>.</summary>
    public void Add(FactKind kind, string value, List<Argument>? arguments = null, Derivation derivation = Derivation.Literal)
    {
        if (value.Length == 0)
        {
            return;
        }

        if (facts.Count >= _factLimit)
        {
            SayLimit(Limit.ScriptFacts, $"The script gives more than {_factLimit} facts; the rest is left out.");
            return;
        }

        var (line, column) = text.At(Math.Clamp(Position, 0, text.Text.Length));
        var record = new FactRecord(kind, Derive(derivation), PositionKind.LineColumn, facts.Intern(value), arguments is { Count: > 0 } ? facts.Intern(new ArgumentList([.. arguments])) : FactRecord.None, Place, line, column);
        if (_written.Add(record))
        {
            facts.Add(record);
        }
    }

    /// <summary>Adds the URLs inside a text that does not stand in the file as such.</summary>
    public void AddUrls(string folded)
    {
        if (!folded.Contains("://", StringComparison.Ordinal) || !MaySearch() || text.Text.Contains(folded, StringComparison.Ordinal))
        {
            return;
        }

        for (var from = 0; UrlScanner.TryFind(folded, ref from, out var start, out var length);)
        {
            var url = folded.Substring(start, length);
            if (PartialText.IsKnown(url) && UrlFacts.TryDescribe(url, folded.AsSpan(0, start), null, out var arguments) && MaySearch() && !text.Text.Contains(url, StringComparison.Ordinal))
            {
                Add(FactKind.Url, url, [.. arguments.Items], Derivation.Folded);
            }
        }
    }

    // The whole file is looked through, many characters at once.
    private bool MaySearch() => budget.Spend(1 + (text.Text.Length / SearchedAtOnce));

    /// <summary>Adds code or a file that was found inside.</summary>
    /// <param name="name">What it was: <c>Command</c>, <c>Execute</c>; a number follows.</param>
    /// <param name="ending">Ending that says the language, with its dot.</param>
    /// <param name="code">The text; unknown parts are written as <c>*</c>.</param>
    /// <param name="how">How it was obtained.</param>
    /// <param name="recovered">True when it was decoded.</param>
    public void AddDerived(string name, string ending, string code, string how, bool recovered)
    {
        // The same text may be run many times: it is encoded each time.
        if (budget.Spend(code.Length))
        {
            AddDerived(name, ending, Encoding.UTF8.GetBytes(PartialText.Show(code)), how, recovered, code);
        }
    }

    /// <summary>Adds bytes that were found inside.</summary>
    public void AddDerived(string name, string ending, byte[] content, string how, bool recovered, string? code = null)
    {
        if (content.Length == 0 || code is not null && (string.IsNullOrWhiteSpace(code) || !_derivedTexts.Add((Place, ending, code))))
        {
            return;
        }

        _derivedCharacters += content.Length;
        if (_derived.Count >= _textLimit || _derivedCharacters > MaximumDerivedCharacters)
        {
            SayLimit(Limit.ScriptTexts, $"The script holds more than {_textLimit} texts that are code; the rest is left out.");
            return;
        }

        var number = _numbers[name] = _numbers.GetValueOrDefault(name) + 1;
        _derived.Add(new DerivedArtifact(string.Create(CultureInfo.InvariantCulture, $"{name}#{number}{ending}"), content, how) { HostPlace = Place, Recovered = recovered || isRecovered });
    }

    /// <summary>Says, once, that something nests deeper than is followed.</summary>
    public void SayTooDeep()
    {
        if (!_saidDepth)
        {
            _saidDepth = true;
            facts.AddProblem(ProblemId.LimitDepth, "Code is nested deeper than is followed; what lies deeper was not read.");
        }
    }

    /// <summary>Says that the work for the file was used up.</summary>
    public void Finish()
    {
        if (budget.IsExhausted)
        {
            facts.AddLimit(Limit.ScriptSteps, "The script asks for more work than its length allows; the rest was not read.");
        }
    }

    private Derivation Derive(Derivation derivation) => isRecovered ? Derivation.Recovered : derivation;

    private void SayLimit(Limit limit, string message)
    {
        if (!_saidLimit)
        {
            _saidLimit = true;
            facts.AddLimit(limit, message);
        }
    }
}

using System.Buffers;
using Assay.Text.Scripts;

namespace Assay.Text.Batch;

/// <summary>The variables of a batch file as they are known where it is read.</summary>
/// <remarks>
/// A variable that is set once has that value wherever it is used. One that is set several times is followed through straight code:
/// after a condition that may have set it, and at a label that is jumped to, it is not known.
/// </remarks>
internal sealed class BatchVariables
{
    // cmd's own limit of a value and of a line.
    private const int LongestValue = 8191;

    private const int MaximumVariables = 100_000;

    private static readonly SearchValues<char> LabelEnds = SearchValues.Create(" \t\r\n&|)");

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _assignments;
    private readonly HashSet<string> _doubtful = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _followed = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _targets;
    private readonly Dictionary<char, string> _loop = [];

    private BatchVariables(Dictionary<string, int> assignments, HashSet<string> targets, bool isDelayed, bool isFile)
    {
        (_assignments, _targets, IsDelayed, IsFile) = (assignments, targets, isDelayed, isFile);
    }

    /// <summary>True when <c>!x!</c> is expanded.</summary>
    public bool IsDelayed { get; set; }

    /// <summary>False for a command line, where <c>%%</c> and <c>%1</c> stay as they are.</summary>
    public bool IsFile { get; }

    /// <summary>True while a loop variable is known.</summary>
    public bool HasLoop => _loop.Count > 0;

    /// <summary>Labels that are jumped to or called.</summary>
    public bool IsTarget(string label) => _targets.Contains(label);

    /// <summary>Looks for assignments and jumps in a file.</summary>
    public static BatchVariables OfFile(string text)
    {
        var assignments = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var at in Words(text, "set"))
        {
            if (NameAfter(text, at + 3) is { } name)
            {
                assignments[name] = assignments.GetValueOrDefault(name) + 1;
            }
        }

        var targets = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in (ReadOnlySpan<string>)["goto", "call"])
        {
            foreach (var at in Words(text, word))
            {
                var rest = text.AsSpan(at + 4, Math.Min(160, text.Length - at - 4)).TrimStart(" \t:");
                var end = rest.IndexOfAny(LabelEnds);
                targets.Add((end < 0 ? rest : rest[..end]).ToString());
            }
        }

        return new BatchVariables(assignments, targets, text.Contains("enabledelayedexpansion", StringComparison.OrdinalIgnoreCase), isFile: true);
    }

    /// <summary>Variables of a command line: all come from the environment or from the line.</summary>
    public static BatchVariables OfCommandLine() => new(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase), [], isDelayed: false, isFile: false);

    /// <summary>The value of a variable that the file sets, unknown parts in it; null when it does not set it.</summary>
    public string? this[string name] => _values.TryGetValue(name, out var value) ? value : _assignments.ContainsKey(name) ? PartialText.UnknownText : null;

    /// <summary>Sets a variable; null when its value is not known.</summary>
    public void Set(string name, string? value, bool isConditional)
    {
        if (_values.Count >= MaximumVariables && !_values.ContainsKey(name))
        {
            return;
        }

        _values[name] = value is null || value.Length > LongestValue ? PartialText.UnknownText : value;
        if (_assignments.GetValueOrDefault(name) > 1)
        {
            _followed.Add(name);
            if (isConditional)
            {
                _doubtful.Add(name);
            }
        }
    }

    /// <summary>Ends conditions: what they may have set is not known.</summary>
    public void EndConditions()
    {
        foreach (var name in _doubtful)
        {
            _values[name] = PartialText.UnknownText;
        }

        _doubtful.Clear();
    }

    /// <summary>Comes to a label that may be reached from elsewhere.</summary>
    public void Join()
    {
        foreach (var name in _followed)
        {
            _values[name] = PartialText.UnknownText;
        }

        _followed.Clear();
    }

    /// <summary>The value of <c>%%x</c>; null when there is no such loop.</summary>
    public string? Loop(char name) => _loop.GetValueOrDefault(name);

    /// <summary>Sets <c>%%x</c>; null ends the loop.</summary>
    public void SetLoop(char name, string? value)
    {
        if (value is null)
        {
            _loop.Remove(name);
        }
        else
        {
            _loop[name] = value;
        }
    }

    private static IEnumerable<int> Words(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && end < text.Length && text[end] is ' ' or '\t' or '"' or ':')
            {
                yield return at;
            }
        }
    }

    // set x=, set "x=, set /a x=, set /p x=
    private static string? NameAfter(string text, int at)
    {
        var rest = text.AsSpan(at, Math.Min(128, text.Length - at));
        var line = rest.IndexOfAny('\r', '\n');
        rest = (line < 0 ? rest : rest[..line]).TrimStart();
        if (rest.StartsWith("/a", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("/p", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[2..].TrimStart();
        }

        rest = rest.TrimStart('"');
        var end = rest.IndexOf('=');
        return end <= 0 ? null : rest[..end].TrimEnd("+-*/ ").ToString();
    }
}

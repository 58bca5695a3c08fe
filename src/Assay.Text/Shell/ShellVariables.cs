using Assay.Text.Scripts;

namespace Assay.Text.Shell;

/// <summary>The variables of a shell script as far as they are constant.</summary>
/// <remarks>One that is set in several places is followed through straight code only: set inside a condition, loop or function it is not known.</remarks>
internal sealed class ShellVariables
{
    private const int MaximumVariables = 100_000;
    private const int LongestValue = 256 * 1024;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>The value, unknown parts in it; null when the script does not set it.</summary>
    public string? this[string name] => _unknown.Contains(name) ? PartialText.UnknownText : _values.GetValueOrDefault(name);

    /// <summary>True for a function that the script declares: a call of it starts no program.</summary>
    public bool IsFunction(string name) => _functions.Contains(name);

    /// <summary>Looks for declarations: <c>name() {</c>, <c>function name {</c>.</summary>
    public void FindFunctions(string text)
    {
        for (var at = text.IndexOf("()", StringComparison.Ordinal); at >= 0; at = text.IndexOf("()", at + 2, StringComparison.Ordinal))
        {
            var end = at;
            while (end > 0 && text[end - 1] is ' ' or '\t')
            {
                end--;
            }

            var start = end;
            while (start > 0 && end - start < 128 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '-' or ':' or '.'))
            {
                start--;
            }

            _functions.Add(text[start..end]);
        }

        for (var at = text.IndexOf("function ", StringComparison.Ordinal); at >= 0; at = text.IndexOf("function ", at + 9, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + 9, Math.Min(128, text.Length - at - 9));
            var end = rest.IndexOfAny(" (\n{");
            _functions.Add((end < 0 ? rest : rest[..end]).Trim().ToString());
        }
    }

    /// <summary>Sets a variable.</summary>
    public void Set(string name, string value, bool isConditional)
    {
        if (_values.Count >= MaximumVariables)
        {
            return;
        }

        if (isConditional && _values.TryGetValue(name, out var before) && before != value)
        {
            _unknown.Add(name);
        }

        _values[name] = value.Length <= LongestValue ? value : PartialText.UnknownText;
    }

    /// <summary>Takes a value away.</summary>
    public void Forget(string name) => Set(name, PartialText.UnknownText, isConditional: false);
}

using Assay.Text.Scripts;

namespace Assay.Text.Shell;

/// <summary>The variables of a shell script as far as they are constant.</summary>
/// <remarks>One that is set in several places is followed through straight code only: set inside a condition, loop or function it is not known.</remarks>
internal sealed class ShellVariables
{
    private const int MaximumVariables = 100_000;
    private const int LongestValue = 256 * 1024;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>The value, unknown parts in it; null when the script does not set it.</summary>
    public string? this[string name] => _unknown.Contains(name) ? PartialText.UnknownText : _values.GetValueOrDefault(name);

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

using System.Text;
using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Properties of a project as far as its files set them. Conditions are not evaluated: one that is set under a condition counts where nothing else has set it.</summary>
internal sealed class ProjectProperties
{
    private const int Longest = 8_192;
    private const int Depth = FixedLimits.ProjectPropertyDepth;
    private const int Steps = 1_000;

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives a value; null where nothing set it.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Sets a value.</summary>
    public void Set(string name, string value, bool isConditional)
    {
        if (!isConditional || !_values.TryGetValue(name, out var known) || known.Length == 0)
        {
            _values[name] = Expand(value);
        }
    }

    /// <summary>True when a property says so.</summary>
    public bool Is(string name) => string.Equals(_values.GetValueOrDefault(name)?.Trim(), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Replaces <c>$(Name)</c> by values; what is not known, and functions, stay as they are.</summary>
    public string Expand(string text)
    {
        var steps = Steps;
        return Expand(text, 0, ref steps);
    }

    // A value that names itself three times, or others that do, would be expanded forever.
    private string Expand(string text, int depth, ref int steps)
    {
        if (depth > Depth || --steps < 0 || text.Length > Longest || !text.Contains("$(", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("$(", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf(')', open);
            if (close < 0)
            {
                return result.Append(text, at, text.Length - at).ToString();
            }

            var name = text[(open + 2)..close];
            result.Append(text, at, open - at);
            result.Append(_values.TryGetValue(name, out var value) ? Expand(value, depth + 1, ref steps) : text[open..(close + 1)]);
            if (result.Length > Longest)
            {
                return text;
            }

            at = close + 1;
        }

        return result.ToString();
    }
}

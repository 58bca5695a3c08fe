using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>The properties and items of a build file as far as the file itself tells them.</summary>
/// <remarks>
/// A condition cannot be decided without the consumer's project. A property that has one value, whatever its conditions, has that value; where assignments under conditions disagree it is not known.
/// The usual default, <c>Condition="'$(X)' == ''"</c>, and a condition that is constantly false do not take a value away.
/// </remarks>
internal sealed class BuildVariables(BuildVariables? outer = null)
{
    private const int MaximumItems = 64;
    private const int MaximumAlternatives = 4;
    private const int LongestDefault = 1024;
    private const int MaximumLength = 1024 * 1024;

    private int _choices;
    private readonly Dictionary<string, BuildValue?> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<BuildValue>> _alternatives = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<BuildValue>> _items = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Number of a choice among the values of properties whose assignments disagree; none chooses nothing.</summary>
    public int? Choice { get; set; }

    /// <summary>Gives a property; null when it is not known.</summary>
    public BuildValue? Property(string name) => Property(name, Choice);

    /// <summary>Says how many choices there are: the largest number of values that one property may have.</summary>
    public int Choices() => Math.Max(_choices, outer?.Choices() ?? 0);

    private BuildValue? Property(string name, int? choice)
    {
        if (!_properties.TryGetValue(name, out var value))
        {
            return outer?.Property(name, choice);
        }

        return value ?? (choice is { } number && _alternatives.TryGetValue(name, out var values) ? values[Math.Min(number, values.Count - 1)] : null);
    }

    /// <summary>Gives what an item list holds, joined; null when nothing is known of it.</summary>
    public BuildValue? Items(string name)
    {
        if (!_items.TryGetValue(name, out var values))
        {
            return outer?.Items(name);
        }

        var inherited = outer?.Items(name);
        var derivation = Derivation.Folded;
        var text = new System.Text.StringBuilder(inherited?.Text ?? "");
        foreach (var value in values)
        {
            if (text.Length + value.Text.Length > MaximumLength)
            {
                return null;
            }

            text.Append(text.Length > 0 ? ";" : "").Append(value.Text);
            derivation = value.Derivation == Derivation.Recovered ? Derivation.Recovered : derivation;
        }

        return new BuildValue(text.ToString(), derivation);
    }

    /// <summary>Takes an assignment over.</summary>
    public void Set(string name, BuildValue value, string? condition)
    {
        var isKnown = Knows(name);
        if (condition is not null && isKnown && Property(name) is { } present && present.Text != value.Text)
        {
            if (present.Text.Length > 0 && (IsDefault(condition, name) || IsNever(condition)))
            {
                return;
            }

            // What was put in front of the earlier value holds it still.
            var isKept = present.Text.Length == 0 || value.Text.Contains(present.Text, StringComparison.Ordinal);
            _properties[name] = isKept ? value : null;
            if (!isKept)
            {
                _alternatives[name] = [present, value];
                _choices = Math.Max(_choices, 2);
            }

            return;
        }

        if (condition is not null && _alternatives.TryGetValue(name, out var others) && others.Count < MaximumAlternatives && !others.Contains(value))
        {
            others.Add(value);
            _choices = Math.Max(_choices, others.Count);
            return;
        }

        if (condition is null || !isKnown || Property(name) is not null)
        {
            _alternatives.Remove(name);
            _properties[name] = value;
        }
    }

    /// <summary>Says that a property gets a value that nothing here tells.</summary>
    public void Forget(string name)
    {
        _alternatives.Remove(name);
        _properties[name] = null;
    }

    /// <summary>Adds to an item list.</summary>
    public void Add(string name, BuildValue value)
    {
        if (!_items.TryGetValue(name, out var values))
        {
            values = [];
            _items.Add(name, values);
        }

        if (values.Count < MaximumItems && value.Text.Length > 0)
        {
            values.Add(value);
        }
    }

    private bool Knows(string name) => _properties.ContainsKey(name) || outer?.Knows(name) == true;

    // '$(X)' == ''
    private static bool IsDefault(string condition, string name)
    {
        if (condition.Length > LongestDefault)
        {
            return false;
        }

        var text = condition.Replace(" ", "", StringComparison.Ordinal);
        return text.Contains($"'$({name})'==''", StringComparison.OrdinalIgnoreCase) || text.Contains($"$({name})==''", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsNever(string condition) => condition.Trim() is var text && (text.Equals("false", StringComparison.OrdinalIgnoreCase) || text.Equals("'false'", StringComparison.OrdinalIgnoreCase));
}

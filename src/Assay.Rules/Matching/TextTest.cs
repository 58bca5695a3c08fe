using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Model;

namespace Assay.Rules;

/// <summary>A <see cref="TextMatch"/> made ready: compares one text with any of several values.</summary>
internal sealed class TextTest
{
    private readonly TextMatch _match;
    private readonly StringComparison _comparison;
    private readonly double[] _numbers;
    private readonly Lazy<Regex>[] _expressions;

    public TextTest(TextMatch match)
    {
        _match = match;
        _comparison = match.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _numbers = match.Mode is MatchMode.AtLeast or MatchMode.AtMost ? Numbers(match.Values) : [];
        _expressions = match.Mode == MatchMode.Regex ? [.. match.Values.Select(value => new Lazy<Regex>(() => RegexWindow.Build(value, match.IgnoreCase)))] : [];
    }

    public TextMatch Match => _match;

    /// <summary>Compares; <paramref name="published"/> is what the value <c>published</c> of an instant means.</summary>
    public bool Holds(ReadOnlySpan<char> text, DateTimeOffset? published)
    {
        if (_match.Mode == MatchMode.Exists)
        {
            return true;
        }

        for (var i = 0; i < _match.Values.Count; i++)
        {
            if (Holds(text, i, published))
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(ReadOnlySpan<char> text, int index, DateTimeOffset? published)
    {
        var value = _match.Values[index];
        return _match.Mode switch
        {
            MatchMode.Exact => text.Equals(value, _comparison),
            MatchMode.Prefix => text.StartsWith(value, _comparison),
            MatchMode.Suffix => text.EndsWith(value, _comparison),
            MatchMode.Contains => text.Contains(value, _comparison),
            MatchMode.Glob => Glob.Matches(text, value, _match.IgnoreCase),
            MatchMode.Regex => RegexWindow.Matches(text, _expressions[index].Value, _match.Literal ?? "", _comparison),
            MatchMode.AtLeast => Number(text) >= _numbers[index] || Instant(text, null) >= Instant(value, published),
            MatchMode.AtMost => Number(text) <= _numbers[index] || Instant(text, null) <= Instant(value, published),
            MatchMode.After => Instant(text, null) > Instant(value, published),
            MatchMode.Before => Instant(text, null) < Instant(value, published),
            _ => false,
        };
    }

    private static double[] Numbers(IReadOnlyList<string> values)
    {
        var numbers = new double[values.Count];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = Number(values[index]);
        }

        return numbers;
    }

    // NaN and null compare as false with everything: what is not a number or an instant never matches.
    private static double Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static DateTimeOffset? Instant(ReadOnlySpan<char> text, DateTimeOffset? published)
    {
        if (text is "published")
        {
            return published;
        }

        // A bare number is not an instant, whatever the parser makes of it.
        return text.Length >= 8 && text.Contains('-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }
}

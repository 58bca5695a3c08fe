using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Assay.Model;

/// <summary>A version as NuGet orders them: up to four numbers, then prerelease labels (Semantic Versioning 2.0.0, clause 11); build metadata does not count.</summary>
public sealed class PackageVersion
{
    private const int LongestText = 256;

    private readonly int[] _numbers;
    private readonly string[] _labels;

    private PackageVersion(int[] numbers, string[] labels) => (_numbers, _labels) = (numbers, labels);

    /// <summary>Reads a version; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PackageVersion? version)
    {
        version = null;
        if (text is not { Length: > 0 and <= LongestText })
        {
            return false;
        }

        var core = text.Split('+')[0];
        var dash = core.IndexOf('-', StringComparison.Ordinal);
        var parts = (dash < 0 ? core : core[..dash]).Split('.');
        if (parts.Length > 4)
        {
            return false;
        }

        var numbers = new int[4];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return false;
            }
        }

        string[] labels = dash < 0 ? [] : core[(dash + 1)..].Split('.');
        if (Array.Exists(labels, label => label.Length == 0 || !label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')))
        {
            return false;
        }

        version = new PackageVersion(numbers, labels);
        return true;
    }

    /// <summary>Less than 0 when this version comes before the other, 0 when they are the same, else more than 0.</summary>
    public int CompareWith(PackageVersion other)
    {
        var order = _numbers.AsSpan().SequenceCompareTo(other._numbers);
        if (order != 0)
        {
            return order;
        }

        // A version without labels comes after all its prereleases.
        if (_labels.Length == 0 || other._labels.Length == 0)
        {
            return other._labels.Length.CompareTo(_labels.Length);
        }

        for (var i = 0; i < Math.Min(_labels.Length, other._labels.Length); i++)
        {
            order = Compare(_labels[i], other._labels[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return _labels.Length.CompareTo(other._labels.Length);
    }

    // Numbers by value and before words; words without regard to case, as NuGet does.
    private static int Compare(string left, string right) => (IsNumber(left, out var first), IsNumber(right, out var second)) switch
    {
        (true, true) => first.CompareTo(second),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
    };

    private static bool IsNumber(string label, out long number) => long.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

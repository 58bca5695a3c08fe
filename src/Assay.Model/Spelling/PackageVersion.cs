using System.Globalization;

namespace Assay.Model;

/// <summary>A package version as galleries order them: up to four numbers, then the prerelease, build metadata left out.</summary>
/// <remarks>Semantic Versioning 2.0.0, clause 11; NuGet adds a fourth number and ignores the case of prereleases.</remarks>
public sealed class PackageVersion
{
    private const int LongestText = 128;

    private readonly long[] _numbers;

    private PackageVersion(long[] numbers, string prerelease)
    {
        _numbers = numbers;
        Prerelease = prerelease;
    }

    /// <summary>The first number.</summary>
    public long Major => _numbers[0];

    /// <summary>The second number.</summary>
    public long Minor => _numbers[1];

    /// <summary>The third number.</summary>
    public long Patch => _numbers[2];

    /// <summary>The fourth number.</summary>
    public long Revision => _numbers[3];

    /// <summary>What stands behind the dash; empty for a stable version.</summary>
    public string Prerelease { get; }

    /// <summary>Reads a version; null when it is none.</summary>
    public static PackageVersion? Parse(string? text)
    {
        if (text is null or { Length: > LongestText })
        {
            return null;
        }

        var rest = text.AsSpan().Trim();
        if (rest.IndexOf('+') is >= 0 and var plus)
        {
            rest = rest[..plus];
        }

        var prerelease = "";
        if (rest.IndexOf('-') is >= 0 and var dash)
        {
            prerelease = rest[(dash + 1)..].ToString();
            rest = rest[..dash];
            if (prerelease.Split('.').Any(label => label.Length == 0 || !label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')))
            {
                return null;
            }
        }

        var numbers = new long[4];
        var count = 0;
        foreach (var part in rest.Split('.'))
        {
            if (count == numbers.Length || !long.TryParse(rest[part], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count++]))
            {
                return null;
            }
        }

        return new PackageVersion(numbers, prerelease);
    }

    /// <summary>Reads a version of a library that is no package: a letter behind the numbers counts as the fourth one, <c>1.1.1k</c>; null when it is none.</summary>
    public static PackageVersion? ParseUpstream(string? text) => Parse(text)
        ?? (text is { Length: > 1 and <= LongestText } && char.IsAsciiLetterLower(text[^1]) && Parse(text[..^1]) is { Revision: 0, Prerelease: "" } version
            ? new PackageVersion([version.Major, version.Minor, version.Patch, text[^1] - 'a' + 1], "")
            : null);

    /// <summary>Gives the normalised text: three numbers, the fourth where it is not zero, and the prerelease.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{(Revision == 0 ? "" : $".{Revision}")}{(Prerelease.Length == 0 ? "" : $"-{Prerelease}")}");

    /// <summary>Gives less than zero for a version before <paramref name="other"/>, more than zero for one after it, zero for the same.</summary>
    public int CompareWith(PackageVersion other)
    {
        var order = _numbers.AsSpan().SequenceCompareTo(other._numbers);
        if (order != 0)
        {
            return order;
        }

        return (Prerelease.Length, other.Prerelease.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => ComparePrereleases(Prerelease, other.Prerelease),
        };
    }

    // Part by part: numbers before words, numbers by value, words by letters; the shorter one first.
    private static int ComparePrereleases(string left, string right)
    {
        var lefts = left.Split('.');
        var rights = right.Split('.');
        for (var i = 0; i < Math.Min(lefts.Length, rights.Length); i++)
        {
            var isLeftNumber = long.TryParse(lefts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var leftNumber);
            var isRightNumber = long.TryParse(rights[i], NumberStyles.None, CultureInfo.InvariantCulture, out var rightNumber);
            var order = (isLeftNumber, isRightNumber) switch
            {
                (true, true) => leftNumber.CompareTo(rightNumber),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.Compare(lefts[i], rights[i], StringComparison.OrdinalIgnoreCase),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return lefts.Length.CompareTo(rights.Length);
    }
}

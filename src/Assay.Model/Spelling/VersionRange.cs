namespace Assay.Model;

/// <summary>The versions that a dependency allows, in the notation of NuGet manifests: <c>1.0</c> and higher, <c>[1.0]</c> alone, <c>[1.0, 2.0)</c>, <c>1.*</c>.</summary>
/// <param name="Lowest">The lower border; null for none.</param>
/// <param name="IncludesLowest">The lower border itself is allowed.</param>
/// <param name="Highest">The upper border; null for none.</param>
/// <param name="IncludesHighest">The upper border itself is allowed.</param>
public sealed record VersionRange(PackageVersion? Lowest, bool IncludesLowest, PackageVersion? Highest, bool IncludesHighest)
{
    /// <summary>Reads a range; null for any version, and for what is no range.</summary>
    public static VersionRange? Parse(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text[0] is not ('[' or '('))
        {
            return Border(text) is { } lowest ? new VersionRange(lowest, true, null, false) : null;
        }

        if (text[^1] is not (']' or ')') || text.Length < 3)
        {
            return null;
        }

        switch (text[1..^1].Split(','))
        {
            case [var only]:
                return Border(only) is { } version ? new VersionRange(version, true, version, true) : null;
            case [var from, var to]:
                return new VersionRange(Border(from), text[0] == '[', Border(to), text[^1] == ']');
            default:
                return null;
        }
    }

    /// <summary>Tells the form of a range: <c>any</c>, <c>exact</c>, <c>floating</c>, <c>minimum</c>, <c>span</c>, or <c>address</c> for something that is no version at all but names a place.</summary>
    public static string FormOf(string? text)
    {
        text = text?.Trim();
        return text switch
        {
            null or "" or "(,)" => "any",
            _ when text.Contains("://", StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal) => "address",
            _ when text.Contains('*', StringComparison.Ordinal) => "floating",
            ['[', .. var inner, ']'] when !inner.Contains(',', StringComparison.Ordinal) => "exact",
            ['[', .. var inner, ']'] when inner.Split(',') is [var from, var to] && from.Trim().Length > 0 && from.Trim().Equals(to.Trim(), StringComparison.OrdinalIgnoreCase) => "exact",
            ['[' or '(', ..] => "span",
            _ => "minimum",
        };
    }

    /// <summary>True for a version that is allowed.</summary>
    public bool Contains(PackageVersion version) =>
        (Lowest is null || (Lowest.CompareWith(version) is var low && (low < 0 || (low == 0 && IncludesLowest))))
        && (Highest is null || (Highest.CompareWith(version) is var high && (high > 0 || (high == 0 && IncludesHighest))));

    // 1.* begins with 1.0.
    private static PackageVersion? Border(string text) => PackageVersion.Parse(text.Replace("-*", "", StringComparison.Ordinal).Replace("*", "0", StringComparison.Ordinal));
}

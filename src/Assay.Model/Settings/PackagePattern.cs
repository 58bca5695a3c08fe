namespace Assay.Model;

/// <summary>
/// Packages by package URL: <c>pkg:nuget/Contoso.Logging</c> (every version), <c>@1.2.3</c> (that version), <c>@[1.0,2.0)</c> (an interval as NuGet writes it),
/// <c>pkg:nuget/Contoso.*</c> (every id that starts so); <c>*</c> stands for every input, loose files too.
/// </summary>
public sealed record PackagePattern
{
    private const string Scheme = "pkg:";

    private readonly string? _community;
    private readonly string _id = "";
    private readonly bool _isPrefix;
    private readonly VersionBound? _from;
    private readonly VersionBound? _to;

    private PackagePattern(string text, string? community, string id, bool isPrefix, VersionBound? from, VersionBound? to) =>
        (Text, _community, _id, _isPrefix, _from, _to) = (text, community, id, isPrefix, from, to);

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern; says what is wrong when it is none.</summary>
    public static PackagePattern? Parse(string text, out string defect)
    {
        defect = "";
        if (text == "*")
        {
            return new PackagePattern(text, null, "", isPrefix: true, null, null);
        }

        if (!text.StartsWith(Scheme, StringComparison.Ordinal) || text.IndexOf('/', StringComparison.Ordinal) is not (> 4 and var slash))
        {
            return Fail("it is not written pkg:nuget/Id, pkg:nuget/Id@1.0.0 or pkg:nuget/Id@[1.0,2.0)", out defect);
        }

        var community = text[Scheme.Length..slash];
        if (community is not ("nuget" or "psgallery"))
        {
            return Fail($"'{community}' is no community; known are nuget, psgallery", out defect);
        }

        var rest = text.AsSpan(slash + 1);
        var at = rest.IndexOf('@');
        var id = Uri.UnescapeDataString((at < 0 ? rest : rest[..at]).ToString());
        var isPrefix = id.EndsWith('*');
        id = isPrefix ? id[..^1] : id;
        if ((id.Length == 0 && !isPrefix) || id.AsSpan().ContainsAny('*', '/', '@'))
        {
            return Fail("an id is a name, or the start of one with * behind it", out defect);
        }

        if (at < 0)
        {
            return new PackagePattern(text, community, id, isPrefix, null, null);
        }

        return VersionBound.TryParseRange(rest[(at + 1)..].Trim(), out var from, out var to)
            ? new PackagePattern(text, community, id, isPrefix, from, to)
            : Fail($"'{rest[(at + 1)..]}' is no version and no interval such as [1.0,2.0)", out defect);
    }

    /// <summary>Compares with a package; a pattern with versions does not match a package whose version is not known.</summary>
    public bool Matches(string? community, string? id, string? version)
    {
        if (_community is null)
        {
            return true;
        }

        if (id is null || !string.Equals(community, _community, StringComparison.OrdinalIgnoreCase)
            || !(_isPrefix ? id.StartsWith(_id, StringComparison.OrdinalIgnoreCase) : id.Equals(_id, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        return (_from is null && _to is null)
            || (PackageVersion.Parse(version) is { } known && (_from is null || _from.IsBelow(known)) && (_to is null || _to.IsAbove(known)));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static PackagePattern? Fail(string reason, out string defect)
    {
        defect = reason;
        return null;
    }

    private sealed record VersionBound(PackageVersion Version, bool Inclusive)
    {
        public bool IsBelow(PackageVersion version) => Version.CompareWith(version) is var order && (order < 0 || (order == 0 && Inclusive));

        public bool IsAbove(PackageVersion version) => Version.CompareWith(version) is var order && (order > 0 || (order == 0 && Inclusive));

        // 1.0 | [1.0] | [1.0,2.0) | (,2.0] | [1.0,)
        public static bool TryParseRange(ReadOnlySpan<char> text, out VersionBound? from, out VersionBound? to)
        {
            (from, to) = (null, null);
            if (text is not ['[' or '(', .., ']' or ')'])
            {
                return TryParse(text, inclusive: true, out from) && (to = from) is not null;
            }

            var inner = text[1..^1];
            var comma = inner.IndexOf(',');
            if (comma < 0)
            {
                return text is ['[', .., ']'] && TryParse(inner, inclusive: true, out from) && (to = from) is not null;
            }

            var low = inner[..comma].Trim();
            var high = inner[(comma + 1)..].Trim();
            return (low.Length > 0 || high.Length > 0)
                && (low.Length == 0 || TryParse(low, text[0] == '[', out from))
                && (high.Length == 0 || TryParse(high, text[^1] == ']', out to))
                && (from is null || to is null || from.Version.CompareWith(to.Version) <= 0);
        }

        private static bool TryParse(ReadOnlySpan<char> text, bool inclusive, out VersionBound? bound)
        {
            bound = PackageVersion.Parse(text.ToString()) is { } version ? new VersionBound(version, inclusive) : null;
            return bound is not null;
        }
    }
}

using System.Text;

namespace Assay.Reports;

/// <summary>A package URL (purl): type, name, version and qualifiers. Namespace and subpath, which packages of NuGet and its galleries do not have, are kept.</summary>
/// <remarks>github.com/package-url/purl-spec, PURL-SPECIFICATION.rst.</remarks>
/// <param name="Type">In lower case.</param>
/// <param name="Namespace">Null for none.</param>
/// <param name="Name">Not escaped.</param>
/// <param name="Version">Not escaped; null for any.</param>
/// <param name="Qualifiers">Values by key, not escaped.</param>
/// <param name="Subpath">Null for none.</param>
public sealed record PackageUrl(string Type, string? Namespace, string Name, string? Version, IReadOnlyDictionary<string, string> Qualifiers, string? Subpath)
{
    private const int LongestText = 2_000;

    /// <summary>Reads a package URL; null when the text is none.</summary>
    public static PackageUrl? Parse(string? text)
    {
        if (text is null or { Length: > LongestText } || !text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = text[4..].TrimStart('/');
        var subpath = CutLast(ref rest, '#');
        var qualifiers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (CutLast(ref rest, '?') ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } key, var value])
            {
                return null;
            }

            if (value.Length > 0)
            {
                qualifiers[key.ToLowerInvariant()] = Uri.UnescapeDataString(value);
            }
        }

        // The version begins at the last @ of the last segment: npm names begin with one.
        var slash = rest.LastIndexOf('/');
        var at = rest.LastIndexOf('@');
        var version = at > slash + 1 ? rest[(at + 1)..] : null;
        rest = version is null ? rest : rest[..at];
        var segments = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length < 2 || segments[0].Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '+' or '-')))
        {
            return null;
        }

        return new PackageUrl(segments[0].ToLowerInvariant(), segments.Length > 2 ? Uri.UnescapeDataString(string.Join('/', segments[1..^1])) : null, Uri.UnescapeDataString(segments[^1]),
            string.IsNullOrEmpty(version) ? null : Uri.UnescapeDataString(version), qualifiers, string.IsNullOrEmpty(subpath) ? null : Uri.UnescapeDataString(subpath));
    }

    /// <summary>True for a module or script of a PowerShell gallery in one of the forms that only galleries have: <c>pkg:psgallery/</c> and <c>pkg:powershell/</c>.</summary>
    public bool IsGallery => Type is "psgallery" or "powershell";

    /// <summary>Gives the form of a gallery module that tools for NuGet understand: <c>pkg:nuget/Name@1.0.0?repository_url=ADDRESS</c>. Anything else stays as it is.</summary>
    /// <param name="repository">The address of the gallery's feed.</param>
    /// <param name="name">The name in its own letter case, which the other forms do not keep; null when it is not known.</param>
    public PackageUrl InRepository(string repository, string? name = null) => !IsGallery ? this : this with
    {
        Type = "nuget",
        Name = string.Equals(name, Name, StringComparison.OrdinalIgnoreCase) ? name! : Name,
        Qualifiers = new SortedDictionary<string, string>(Qualifiers.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal), StringComparer.Ordinal) { ["repository_url"] = repository },
    };

    /// <summary>Writes the canonical form.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("pkg:").Append(Type).Append('/');
        foreach (var segment in (Namespace ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(Escape(segment)).Append('/');
        }

        text.Append(Escape(Type is "psgallery" ? Name.ToLowerInvariant() : Name));
        if (Version is not null)
        {
            text.Append('@').Append(Escape(Type is "psgallery" ? Version.ToLowerInvariant() : Version));
        }

        var separator = '?';
        foreach (var (key, value) in Qualifiers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(key).Append('=').Append(Escape(value));
            separator = '&';
        }

        return Subpath is null ? text.ToString() : text.Append('#').AppendJoin('/', Subpath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Escape)).ToString();
    }

    // A colon is not escaped anywhere in a purl.
    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);

    private static string? CutLast(ref string text, char mark)
    {
        var at = text.LastIndexOf(mark);
        if (at < 0)
        {
            return null;
        }

        var cut = text[(at + 1)..];
        text = text[..at];
        return cut;
    }
}

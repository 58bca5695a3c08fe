using System.Text;
using Assay.Model;

namespace Assay.Packages.Unpacking;

/// <summary>Reads entry names as installers do and says what is wrong with them.</summary>
internal static class EntryPath
{
    private const int DecodingLayers = 3;
    /// <summary>Longest name of a file that the usual file systems take, in bytes.</summary>
    private const int PartBytes = 255;

    private static readonly char[] Separators = ['/', '\\'];

    /// <summary>Gives the place of an entry as the NuGet client computes it: percent-decoded, one kind of slash, no empty or dot folders.</summary>
    public static string Canonical(string name)
    {
        var decoded = name.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name;
        if (!decoded.Contains('\\', StringComparison.Ordinal) && !decoded.Contains("//", StringComparison.Ordinal) && !decoded.Contains("./", StringComparison.Ordinal)
            && !decoded.StartsWith('/') && !decoded.EndsWith('/'))
        {
            return decoded;
        }

        var path = string.Join('/', decoded.Split(Separators).Where(part => part is not ("" or ".")));
        return path.Length == 0 ? name : path;
    }

    /// <summary>Gives the key under which some installer or file system takes names for the same: case, Unicode form, trailing dots and spaces do not count.</summary>
    public static string Key(string name)
    {
        var decoded = DecodeFully(name);
        var key = new StringBuilder(decoded.Length);
        foreach (var part in decoded.Split(Separators))
        {
            var trimmed = part.TrimEnd('.', ' ');
            if (trimmed.Length > 0)
            {
                key.Append(key.Length > 0 ? "/" : "").Append(trimmed);
            }
        }

        return LatinComposition.Compose(key.ToString()).ToUpperInvariant();
    }

    /// <summary>Leaves the middle of an overlong name out; its end tells what kind of file it is.</summary>
    public static string Shorten(string name, int limit) => name.Length <= limit ? name : string.Concat(name.AsSpan(0, limit / 2), "...", name.AsSpan(name.Length - (limit / 2)));

    /// <summary>Lists what makes a name unsafe to use as a path; empty for ordinary names.</summary>
    public static IReadOnlyList<string> Defects(string name, int nameBytes, UnpackBudget budget)
    {
        if (nameBytes > budget.NameBytes)
        {
            return [$"The name has {nameBytes} bytes; the limit is {budget.NameBytes}."];
        }

        var defects = new List<string>();
        var decoded = DecodeFully(name);
        var parts = decoded.Split(Separators);
        var folderMark = parts.Length > 1 && parts[^1].Length == 0 ? 1 : 0;
        var named = parts.AsSpan(0, parts.Length - folderMark);
        if (decoded.Length == 0 || decoded.AsSpan().Trim("/\\").IsEmpty)
        {
            return ["The name is empty."];
        }

        if (named.Contains(".."))
        {
            defects.Add("The name leads out of the target folder.");
        }

        if (decoded[0] is '/' or '\\' || (decoded.Length > 1 && decoded[1] == ':' && char.IsAsciiLetter(decoded[0])))
        {
            defects.Add("The name is an absolute path.");
        }
        else if (named.Contains("") || named.Contains("."))
        {
            defects.Add("The name has empty or dot folders.");
        }

        if (decoded.Contains('\\', StringComparison.Ordinal))
        {
            defects.Add("The name has backslashes.");
        }

        if (decoded.AsSpan(Math.Min(2, decoded.Length)).Contains(':'))
        {
            defects.Add("The name has a colon: an alternate data stream on Windows.");
        }

        if (decoded.Any(IsInvisible))
        {
            defects.Add("The name has control or invisible characters.");
        }

        if (!Ascii.IsValid(decoded) && LookAlikeLetters.AreMixedInWordOf(decoded, out var script))
        {
            defects.Add($"The name has letters of the script {script} that look like Latin ones: a reader takes it for {LookAlikeLetters.AsSeen(decoded)}.");
        }

        if (nameBytes > PartBytes && parts.Any(part => Encoding.UTF8.GetByteCount(part) > PartBytes))
        {
            defects.Add($"A part of the name has more than {PartBytes} bytes: file systems refuse it.");
        }

        if (parts.Length > budget.PathDepth)
        {
            defects.Add($"The name has {parts.Length - 1} folders; the limit is {budget.PathDepth}.");
        }

        foreach (var part in named)
        {
            if (part is not ("" or "." or "..") && (part[^1] is '.' or ' ' || IsDeviceName(part)))
            {
                defects.Add("Windows reads the name differently: a trailing dot or space, or a device name.");
                break;
            }
        }

        return defects;
    }

    /// <summary>True when a percent sign stands for what needs none, or for a slash: the NuGet client decodes it, other readers do not, and no writer of packages does that.</summary>
    /// <remarks>RFC 3986 2.3: unreserved characters; ECMA-376 part 2, 6.2.2.2: a part name encodes neither those nor slashes.</remarks>
    public static bool IsNeedlesslyEncoded(string name)
    {
        for (var at = name.IndexOf('%', StringComparison.Ordinal); at >= 0; at = name.IndexOf('%', at + 1))
        {
            if (at + 2 < name.Length && char.IsAsciiHexDigit(name[at + 1]) && char.IsAsciiHexDigit(name[at + 2])
                && (char)Convert.ToInt32(name.Substring(at + 1, 2), 16) is var c && (char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '/' or '\\'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Decodes percent-encoding until nothing changes: one installer decodes once, another checks after decoding twice.</summary>
    private static string DecodeFully(string name)
    {
        for (var layer = 0; layer < DecodingLayers && name.Contains('%', StringComparison.Ordinal); layer++)
        {
            name = Uri.UnescapeDataString(name);
        }

        return name;
    }

    /// <summary>C0, DEL, C1; zero width and direction marks; line and paragraph separators; byte order mark; what could not be decoded.</summary>
    private static bool IsInvisible(char c) =>
        char.IsControl(c) || c is (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF' or '\uFFFD' or '\u00AD';

    private static bool IsDeviceName(string part)
    {
        var stem = part.AsSpan();
        if (stem.IndexOf('.') is var dot and >= 0)
        {
            stem = stem[..dot];
        }

        return stem.Length switch
        {
            3 => stem.Equals("CON", StringComparison.OrdinalIgnoreCase) || stem.Equals("NUL", StringComparison.OrdinalIgnoreCase)
                || stem.Equals("PRN", StringComparison.OrdinalIgnoreCase) || stem.Equals("AUX", StringComparison.OrdinalIgnoreCase),
            // Windows takes the superscript digits of Latin-1 for digits here.
            4 => (char.IsAsciiDigit(stem[3]) || stem[3] is '\u00B9' or '\u00B2' or '\u00B3') && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase)),
            6 => stem.Equals("CONIN$", StringComparison.OrdinalIgnoreCase),
            7 => stem.Equals("CONOUT$", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }
}

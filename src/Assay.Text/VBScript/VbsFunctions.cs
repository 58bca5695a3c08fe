using System.Globalization;
using Assay.Text.Scripts;

namespace Assay.Text.VBScript;

/// <summary>Functions of VBScript whose results follow from their arguments.</summary>
internal static class VbsFunctions
{
    private const int LongestText = 4 * 1024 * 1024;

    /// <summary>Gives the result; null for other functions.</summary>
    public static VbsValue? Call(string name, IReadOnlyList<VbsValue> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : null;
        switch (name.ToUpperInvariant())
        {
            case "CHR" or "CHRW" or "CHRB":
                return first?.Number is >= 0 and <= 0xFFFE and var code ? Made(((char)code).ToString()) : VbsValue.Unknown;
            case "ASC" or "ASCW":
                return first is { IsConstant: true, Text: [var c, ..] } ? new VbsValue(((int)c).ToString(CultureInfo.InvariantCulture)) : VbsValue.Unknown;
            case "CSTR" or "CINT" or "CLNG" or "CBYTE" or "TRIM" or "LTRIM" or "RTRIM" or "CBOOL":
                return first is null ? VbsValue.Unknown : first with { Text = name.EndsWith("TRIM", StringComparison.OrdinalIgnoreCase) ? first.Text?.Trim(' ') : first.Text, Object = null };
            case "LCASE":
                return first is null ? VbsValue.Unknown : first with { Text = first.Text?.ToLowerInvariant() };
            case "UCASE":
                return first is null ? VbsValue.Unknown : first with { Text = first.Text?.ToUpperInvariant() };
            case "LEN":
                return first is { IsConstant: true } ? new VbsValue(first.Text!.Length.ToString(CultureInfo.InvariantCulture)) : VbsValue.Unknown;
            case "STRREVERSE":
                return first is { IsConstant: true } ? Made(Reversed(first.Text!)) : VbsValue.Unknown;
            case "REPLACE":
                return arguments is [{ Text: { } text }, { IsConstant: true, Text.Length: > 0 } from, { IsConstant: true } to, ..] && (long)text.Length * (to.Text!.Length + 1) <= LongestText
                    ? Made(text.Replace(from.Text!, to.Text, StringComparison.Ordinal)) : VbsValue.Unknown;
            case "LEFT":
                return arguments is [{ IsConstant: true } left, { Number: >= 0 and var count }] ? Cut(left, 0, count) : VbsValue.Unknown;
            case "RIGHT":
                return arguments is [{ IsConstant: true } right, { Number: >= 0 and var tail }] ? Cut(right, Math.Max(0, right.Text!.Length - tail), tail) : VbsValue.Unknown;
            case "MID":
                return arguments is [{ IsConstant: true } middle, { Number: >= 1 and var start }, ..] && (arguments.Count < 3 || arguments[2].Number is >= 0) ? Cut(middle, start - 1, arguments.Count < 3 ? int.MaxValue : arguments[2].Number!.Value) : VbsValue.Unknown;
            case "SPACE":
                return first?.Number is >= 0 and <= 4096 and var blanks ? new VbsValue(new string(' ', blanks)) : VbsValue.Unknown;
            case "ARRAY":
                return new VbsValue(null, null, [.. arguments]);
            case "SPLIT":
                return arguments is [{ IsConstant: true } joined, ..] && (arguments.Count < 2 || arguments[1] is { IsConstant: true, Text.Length: > 0 })
                    ? new VbsValue(null, null, [.. joined.Text!.Split(arguments.Count < 2 ? " " : arguments[1].Text!).Select(part => joined with { Text = part })]) : VbsValue.Unknown;
            case "JOIN":
                return first?.Items is { } items && items.Sum(item => (long)item.Partial.Length + 16) <= LongestText
                    ? new VbsValue(string.Join(arguments.Count < 2 ? " " : arguments[1].Partial, items.Select(item => item.Partial)), IsFolded: true, IsDecoded: items.Any(item => item.IsDecoded)) : VbsValue.Unknown;
            case "HEX" or "OCT" or "UNESCAPE":
                return first is { IsConstant: true } && name.Equals("unescape", StringComparison.OrdinalIgnoreCase) ? Made(Uri.UnescapeDataString(first.Text!)) : VbsValue.Unknown;
            default:
                return null;
        }
    }

    private static VbsValue Made(string text) => new(text, IsDecoded: true, IsFolded: true);

    private static VbsValue Cut(VbsValue value, int start, int length) =>
        value with { Text = start >= value.Text!.Length ? "" : value.Text.Substring(start, Math.Min(length, value.Text.Length - start)), IsFolded = true };

    private static string Reversed(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }
}

using System.Globalization;
using System.Text;
using Assay.Text.Scripts;

namespace Assay.Text.JavaScript;

/// <summary>Texts of JavaScript: escapes, and the functions that make texts of texts.</summary>
internal static class JsTexts
{
    private const int LongestText = 4 * 1024 * 1024;

    /// <summary>The text of a literal: <c>'\x41\u0042'</c> => <c>AB</c>.</summary>
    public static string Unquote(ReadOnlySpan<char> literal)
    {
        var inside = literal.Length < 2 ? "" : literal[^1] is '`' || literal[^1] == literal[0] ? literal[1..^1] : literal[1..];
        if (literal.Length > 2 && literal[^1] == '{' && literal[^2] == '$')
        {
            inside = literal[1..^2];
        }

        return inside.Contains('\\') ? Unescape(inside) : inside.ToString();
    }

    /// <summary>Calls a method of a text or array; null for others.</summary>
    public static JsValue? Call(JsValue receiver, ReadOnlySpan<char> method, List<JsValue> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : null;
        switch (method)
        {
            case "join" when receiver.Items is { } items:
                return items.Sum(item => (long)item.Partial.Length + (first?.Partial.Length ?? 1)) > LongestText ? JsValue.Unknown
                    : new JsValue(string.Join(arguments.Count == 0 ? "," : first!.Partial, items.Select(item => item.Partial)), IsDecoded: receiver.IsDecoded || items.Any(item => item.IsDecoded));
            case "reverse" when receiver.Items is { } items:
                return receiver with { Items = [.. items.Reverse()], IsDecoded = true };
            case "split" when receiver.IsConstant && first is { IsConstant: true } && receiver.Text!.Length <= 65536:
                return new JsValue(null, first.Text!.Length == 0 ? [.. receiver.Text.Select(c => new JsValue(c.ToString()))] : [.. receiver.Text.Split(first.Text).Select(part => new JsValue(part))], IsDecoded: receiver.IsDecoded);
            case "concat" when receiver.Text is not null:
                return new JsValue(receiver.Text + string.Concat(arguments.Select(argument => argument.Partial)), IsDecoded: receiver.IsDecoded);
            case "replace" or "replaceAll" when receiver.Text is { } text && arguments is [{ IsConstant: true, Text.Length: > 0 } from, { IsConstant: true } to] && (long)text.Length * (to.Text!.Length + 1) <= LongestText:
                var at = text.IndexOf(from.Text!, StringComparison.Ordinal);
                return at < 0 ? receiver : new JsValue(method is "replace" ? text[..at] + to.Text + text[(at + from.Text!.Length)..] : text.Replace(from.Text!, to.Text, StringComparison.Ordinal), IsDecoded: true);
            case "toString" or "trim" or "valueOf":
                return receiver with { Name = null };
            case "toLowerCase":
                return receiver with { Text = receiver.Text?.ToLowerInvariant() };
            case "toUpperCase":
                return receiver with { Text = receiver.Text?.ToUpperInvariant() };
            default:
                return null;
        }
    }

    /// <summary>Calls a function of the language that makes a text; null for others.</summary>
    public static JsValue? Function(string name, List<JsValue> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : null;
        switch (name)
        {
            case "String.fromCharCode":
                var text = new StringBuilder();
                foreach (var argument in arguments)
                {
                    if (!int.TryParse(argument.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code > 0xFFFE)
                    {
                        return JsValue.Unknown;
                    }

                    text.Append((char)code);
                }

                return new JsValue(text.ToString(), IsDecoded: true);
            case "atob":
                return first is { IsConstant: true } && Base64(first.Text!) is { } bytes ? new JsValue(Encoding.Latin1.GetString(bytes), IsDecoded: true) : JsValue.Unknown;
            case "Buffer.from":
                return first is not { IsConstant: true } ? JsValue.Unknown
                    : arguments.Count < 2 ? first
                    : arguments[1].Text switch
                    {
                        "base64" => Base64(first.Text!) is { } decoded ? new JsValue(Encoding.UTF8.GetString(decoded), IsDecoded: true) : JsValue.Unknown,
                        "hex" => first.Text!.Length % 2 == 0 && first.Text.All(char.IsAsciiHexDigit) ? new JsValue(Encoding.UTF8.GetString(Convert.FromHexString(first.Text)), IsDecoded: true) : JsValue.Unknown,
                        _ => first,
                    };
            case "unescape" or "decodeURIComponent" or "decodeURI":
                return first is { IsConstant: true } ? new JsValue(Uri.UnescapeDataString(first.Text!), IsDecoded: true) : JsValue.Unknown;
            case "parseInt" or "Number":
                return first is { IsConstant: true } ? first : JsValue.Unknown;
            default:
                return null;
        }
    }

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 4];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length) ? bytes[..length] : null;
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 >= text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            switch (text[i])
            {
                case 'x' when i + 2 < text.Length && int.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    result.Append((char)code);
                    i += 2;
                    break;
                case 'u' when i + 4 < text.Length && int.TryParse(text.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    result.Append((char)unit);
                    i += 4;
                    break;
                case '\r' or '\n':
                    i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                    break;
                case var c:
                    result.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'v' => '\v', '0' => '\0', _ => c });
                    break;
            }
        }

        return result.Replace(PartialText.Unknown, '?').ToString();
    }
}

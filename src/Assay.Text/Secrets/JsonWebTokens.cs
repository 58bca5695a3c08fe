using System.Globalization;
using System.Text.Json;

namespace Assay.Text.Secrets;

/// <summary>Finds signed JSON web tokens (RFC 7519): three parts of base 64, the first two of them JSON objects.</summary>
internal static class JsonWebTokens
{
    private const int MaximumPart = 6 * 1024;

    /// <summary>Reads what begins with <c>eyJ</c>, which is <c>{"</c>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        if (anchor > 0 && (ByteClass.IsWord(text[anchor - 1]) || text[anchor - 1] is (byte)'.' or (byte)'-' or (byte)'/' or (byte)'+') && !(anchor > 1 && text[anchor - 2] == '\\'))
        {
            return false;
        }

        var at = anchor;
        if (!TryReadPart(text, ref at, ref budget, out var header) || !TryReadPart(text, ref at, ref budget, out var claims) || !TryReadPart(text, ref at, ref budget, out var signature)
            || signature.Length < 43 || (at < text.Length && text[at] == '.'))
        {
            return false;
        }

        var token = text[anchor..at];
        if (Text(Base64Text.DecodeUrl(header), "alg") is not { Length: > 0 } algorithm || algorithm == "none" || !IsObject(Base64Text.DecodeUrl(claims)))
        {
            return false;
        }

        var published = PublishedSecrets.Contains(token);
        match = new SecretMatch(anchor, at - anchor, "json-web-token", null, SecretFamily.Token)
        {
            Shown = 3,
            Checked = true,
            Detail = Expires(Base64Text.DecodeUrl(claims)) is { } day ? $"{algorithm}, expires {day}" : algorithm,
            Known = published ? "published" : null,
        };
        return published || ExampleText.IsMadeByMachine(signature);
    }

    private static bool TryReadPart(ReadOnlySpan<byte> text, ref int at, ref long budget, out ReadOnlySpan<byte> part)
    {
        var rest = text[at..Math.Min(text.Length, at + MaximumPart)];
        var length = rest.IndexOfAnyExcept(ByteClass.Of('t').Set);
        length = length < 0 ? rest.Length : length;
        budget -= length;
        part = rest[..length];
        at += length;
        at += at < text.Length && text[at] == '.' ? 1 : 0;
        return length >= 16;
    }

    private static string? Text(byte[] json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsObject(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // RFC 7519 4.1.4: seconds since 1970.
    private static string? Expires(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("exp", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 10_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }
}

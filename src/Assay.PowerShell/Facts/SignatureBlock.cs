using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Looks at the signature block of a script: whether it is one, and whether code follows it.</summary>
/// <remarks>The engine takes every short comment that resembles the marker for one; code behind it is not run, but a reader who trusts the block does not see it.</remarks>
internal static class SignatureBlock
{
    private const string Marker = "sig#beginsignatureblock";
    private const string Begin = "# SIG # Begin signature block";
    private const string End = "# SIG # End signature block";
    private const int Tolerance = 10;

    public static void Write(ScriptReading reading)
    {
        var tokens = reading.Script.Tokens;
        var marker = FindMarker(reading.Script);
        if (marker < 0)
        {
            return;
        }

        var isExact = TextOf(reading.Script, tokens[marker]).Trim().Equals(Begin, StringComparison.OrdinalIgnoreCase);
        var content = new System.Text.StringBuilder();
        var isEnded = false;
        for (var i = marker + 1; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is TokenKind.NewLine or TokenKind.EndOfInput or TokenKind.LineContinuation)
            {
                continue;
            }

            if (tokens[i].Kind != TokenKind.Comment)
            {
                reading.Add(FactKind.Anomaly, "code-after-signature", tokens[i].Start);
                break;
            }

            var text = TextOf(reading.Script, tokens[i]);
            isEnded |= text.Trim().Equals(End, StringComparison.OrdinalIgnoreCase);
            if (!isEnded)
            {
                content.Append(text.TrimStart('#').Trim());
            }
        }

        var isSignature = isEnded && IsSignature(content.ToString());
        if (!isExact || (!isSignature && content.Length == 0))
        {
            reading.Add(FactKind.Anomaly, "fake-signature-block", tokens[marker].Start);
        }
        else
        {
            reading.Add(isSignature ? FactKind.Signature : FactKind.Anomaly, isSignature ? "script" : "signature-block-invalid", tokens[marker].Start);
        }
    }

    private static int FindMarker(PowerShellScript script)
    {
        for (var i = 0; i < script.Tokens.Count; i++)
        {
            var token = script.Tokens[i];
            if (token.Kind == TokenKind.Comment && token.End - token.Start is >= 15 and <= 160 && IsMarker(TextOf(script, token)))
            {
                return i;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<char> TextOf(PowerShellScript script, in Token token) => script.Text.AsSpan(token.Start, token.End - token.Start);

    private static bool IsMarker(ReadOnlySpan<char> comment)
    {
        Span<char> text = stackalloc char[35];
        var length = 0;
        foreach (var c in comment[1..])
        {
            if (char.IsWhiteSpace(c))
            {
                continue;
            }

            if (length == text.Length)
            {
                return false;
            }

            text[length++] = char.ToLowerInvariant(c);
        }

        return length is >= 14 and < 34 && Distance(text[..length]) < Tolerance;
    }

    // Levenshtein distance to the marker.
    private static int Distance(ReadOnlySpan<char> text)
    {
        Span<int> row = stackalloc int[Marker.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= text.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (text[i - 1] == Marker[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    // PKCS#7 starts with a SEQUENCE of a length that fits.
    private static bool IsSignature(string content)
    {
        var bytes = new byte[(content.Length * 3 / 4) + 4];
        return Convert.TryFromBase64String(content, bytes, out var length) && length > 64 && bytes[0] == 0x30 && bytes[1] == 0x82 && ((bytes[2] << 8) | bytes[3]) + 4 <= length;
    }
}

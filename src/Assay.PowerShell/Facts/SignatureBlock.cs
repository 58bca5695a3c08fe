using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Looks at the marks of a signature block: whether one is misspelt, and what follows the block. The block itself is verified elsewhere, on the bytes.</summary>
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

        // The verifier looks for exactly this line; everything else that the engine takes for the mark only looks like a signature to a reader.
        var start = tokens[marker].Start;
        if (!TextOf(reading.Script, tokens[marker]).SequenceEqual(Begin) || (start > 0 && reading.Script.Text[start - 1] != '\n'))
        {
            reading.Add(FactKind.Anomaly, "fake-signature-block", start, [new Argument("role", "script"), new Argument("how", "misspelt")]);
        }

        WriteTail(reading, marker);
    }

    // What stands behind the block. A second block is told by the verifier.
    private static void WriteTail(ScriptReading reading, int marker)
    {
        var tokens = reading.Script.Tokens;
        var isEnded = false;
        var remark = -1;
        for (var i = marker + 1; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is TokenKind.NewLine or TokenKind.EndOfInput or TokenKind.LineContinuation)
            {
                continue;
            }

            if (tokens[i].Kind != TokenKind.Comment)
            {
                reading.Add(FactKind.Anomaly, "code-after-signature", tokens[i].Start);
                return;
            }

            var text = TextOf(reading.Script, tokens[i]);
            if (isEnded && remark < 0 && !text.SequenceEqual(Begin))
            {
                remark = tokens[i].Start;
            }

            isEnded = (isEnded && !text.SequenceEqual(Begin)) || text.SequenceEqual(End);
        }

        if (remark >= 0)
        {
            reading.Add(FactKind.Anomaly, "signature-covers-part", remark, [new Argument("role", "script")]);
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
}

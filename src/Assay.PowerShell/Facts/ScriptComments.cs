using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Reads what comments tell the engine and the gallery: <c>#requires</c> and <c>PSScriptInfo</c>.</summary>
internal static class ScriptComments
{
    private const int MaximumRequires = 256;

    public static void Write(ScriptReading reading)
    {
        var requires = 0;
        var hasInfo = false;
        foreach (var token in reading.Script.Tokens)
        {
            if (token.Kind != TokenKind.Comment)
            {
                continue;
            }

            var text = reading.Script.Text.AsSpan(token.Start, token.End - token.Start);
            if (text.StartsWith("#requires", StringComparison.OrdinalIgnoreCase) && requires++ < MaximumRequires)
            {
                RequiresFacts.Write(reading, text["#requires".Length..].ToString(), token.Start);
            }
            else if (!hasInfo && text.StartsWith("<#", StringComparison.Ordinal) && text[2..].TrimStart().StartsWith("PSScriptInfo", StringComparison.OrdinalIgnoreCase))
            {
                hasInfo = true;
                ScriptInfoFacts.Write(reading, text.ToString(), token.Start);
            }
        }
    }
}

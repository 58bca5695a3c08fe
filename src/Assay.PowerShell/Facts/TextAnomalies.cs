using System.Globalization;
using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Writes anomalies of the text as a whole.</summary>
internal static class TextAnomalies
{
    private const int FewErrors = 5;

    public static void Write(ScriptReading reading)
    {
        SignatureBlock.Write(reading);
        if (!IsPowerShell(reading.Script))
        {
            reading.Add(FactKind.Anomaly, "script-not-powershell", 0, [new Argument("errors", reading.Script.Errors.Count.ToString(CultureInfo.InvariantCulture))]);
        }
    }

    /// <summary>False for markup, and for as good as one error in every third line.</summary>
    public static bool IsPowerShell(PowerShellScript script)
    {
        var text = script.Text.AsSpan().TrimStart();
        if (text.Length > 1 && text[0] == '<' && (text[1] is '!' or '?' or '/' || char.IsAsciiLetter(text[1])))
        {
            return false;
        }

        var lines = script.Locate(script.Text.Length).Line;
        return script.Errors.Count < FewErrors || script.Errors.Count * 3 < lines;
    }
}

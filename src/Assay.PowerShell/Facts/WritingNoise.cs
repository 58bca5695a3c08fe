using System.Globalization;
using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Counts names that are written to escape a search; one may be a slip, several are not.</summary>
internal sealed class WritingNoise
{
    private const int Enough = 2;
    private int _backticks;
    private int _firstBacktick;
    private int _mixed;
    private int _firstMixed;

    public void AddBacktick(int position)
    {
        _firstBacktick = _backticks++ == 0 ? position : _firstBacktick;
    }

    public void AddMixedCase(int position)
    {
        _firstMixed = _mixed++ == 0 ? position : _firstMixed;
    }

    public void Write(ScriptReading reading)
    {
        Write(reading, "backtick-noise", _backticks, _firstBacktick);
        Write(reading, "mixed-case-noise", _mixed, _firstMixed);
    }

    private static void Write(ScriptReading reading, string id, int count, int position)
    {
        if (count >= Enough)
        {
            reading.Add(FactKind.Anomaly, id, position, [new Argument("count", count.ToString(CultureInfo.InvariantCulture))]);
        }
    }
}

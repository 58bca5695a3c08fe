namespace Assay.Community;

/// <summary>Scores vectors of CVSS v3.0 and v3.1.</summary>
/// <remarks>Specification documents, sections 7 (v3.1) and 8 (v3.0) for the equations and 7.4 (8.4) for the values; rounding as in appendix A of v3.1.</remarks>
internal static class Cvss3
{
    private static readonly string[] Base = ["AV", "AC", "PR", "UI", "S", "C", "I", "A"];
    private static readonly string[] Temporal = ["E", "RL", "RC"];
    private static readonly string[] Environmental = ["CR", "IR", "AR", "MAV", "MAC", "MPR", "MUI", "MS", "MC", "MI", "MA"];

    private static readonly Dictionary<string, string[]> Allowed = CvssMetrics.Table(
        "AV:NALP AC:LH PR:NLH UI:NR S:UC C:HLN I:HLN A:HLN E:XHFPU RL:XUWTO RC:XCRU CR:XHML IR:XHML AR:XHML MAV:XNALP MAC:XLH MPR:XNLH MUI:XNR MS:XUC MC:XHLN MI:XHLN MA:XHLN");

    /// <summary>Reads a vector with its prefix; null for anything else.</summary>
    public static CvssVector? Parse(string text, string version)
    {
        if (CvssMetrics.Read(text.AsSpan("CVSS:3.x/".Length), Allowed, Base) is not { } metrics)
        {
            return null;
        }

        var isFirst = version == "3.0";
        var score = BaseScore(metrics, isFirst);
        double? temporal = metrics.HasAny(Temporal) ? (double)RoundUp(score * TemporalFactor(metrics), isFirst) : null;
        double? environmental = metrics.HasAny(Environmental) ? (double)EnvironmentalScore(metrics, isFirst) : null;
        return new CvssVector(version, text, (double)score) { Temporal = temporal, Environmental = environmental, Overall = environmental ?? temporal ?? (double)score };
    }

    private static decimal BaseScore(CvssMetrics metrics, bool isFirst)
    {
        var isChanged = metrics.Get("S") == "C";
        var lost = 1m - ((1m - Loss(metrics.Get("C"))) * (1m - Loss(metrics.Get("I"))) * (1m - Loss(metrics.Get("A"))));
        var impact = isChanged ? (7.52m * (lost - 0.029m)) - (3.25m * Power(lost - 0.02m, 15)) : 6.42m * lost;
        return Combine(impact, Exploitability(metrics.Get("AV"), metrics.Get("AC"), metrics.Get("PR"), metrics.Get("UI"), isChanged), isChanged, isFirst);
    }

    private static decimal EnvironmentalScore(CvssMetrics metrics, bool isFirst)
    {
        var isChanged = Modified("S") == "C";
        var lost = Math.Min(0.915m, 1m - ((1m - (Requirement("CR") * Loss(Modified("C")))) * (1m - (Requirement("IR") * Loss(Modified("I")))) * (1m - (Requirement("AR") * Loss(Modified("A"))))));
        var impact = !isChanged ? 6.42m * lost
            : isFirst ? (7.52m * (lost - 0.029m)) - (3.25m * Power(lost - 0.02m, 15))
            : (7.52m * (lost - 0.029m)) - (3.25m * Power((lost * 0.9731m) - 0.02m, 13));
        var combined = Combine(impact, Exploitability(Modified("AV"), Modified("AC"), Modified("PR"), Modified("UI"), isChanged), isChanged, isFirst);
        return RoundUp(combined * TemporalFactor(metrics), isFirst);

        string Modified(string name) => metrics.Get("M" + name) is var value and not "X" ? value : metrics.Get(name);

        decimal Requirement(string name) => metrics.Get(name) switch { "H" => 1.5m, "L" => 0.5m, _ => 1m };
    }

    private static decimal Combine(decimal impact, decimal exploitability, bool isChanged, bool isFirst) =>
        impact <= 0 ? 0m : RoundUp(Math.Min(10m, (isChanged ? 1.08m : 1m) * (impact + exploitability)), isFirst);

    private static decimal Exploitability(string vector, string complexity, string privileges, string interaction, bool isChanged) => 8.22m
        * vector switch { "N" => 0.85m, "A" => 0.62m, "L" => 0.55m, _ => 0.2m }
        * complexity switch { "L" => 0.77m, _ => 0.44m }
        * privileges switch { "N" => 0.85m, "L" => isChanged ? 0.68m : 0.62m, _ => isChanged ? 0.5m : 0.27m }
        * interaction switch { "N" => 0.85m, _ => 0.62m };

    private static decimal TemporalFactor(CvssMetrics metrics) =>
        metrics.Get("E") switch { "F" => 0.97m, "P" => 0.94m, "U" => 0.91m, _ => 1m }
        * metrics.Get("RL") switch { "W" => 0.97m, "T" => 0.96m, "O" => 0.95m, _ => 1m }
        * metrics.Get("RC") switch { "R" => 0.96m, "U" => 0.92m, _ => 1m };

    private static decimal Loss(string value) => value switch { "H" => 0.56m, "L" => 0.22m, _ => 0m };

    private static decimal Power(decimal value, int exponent)
    {
        var result = 1m;
        for (var i = 0; i < exponent; i++)
        {
            result *= value;
        }

        return result;
    }

    // v3.0: the smallest tenth that is not less. v3.1 rounds to five places before, so that all arithmetic gives the same.
    private static decimal RoundUp(decimal value, bool isFirst) => Math.Ceiling((isFirst ? value : Math.Round(value, 5, MidpointRounding.AwayFromZero)) * 10m) / 10m;
}

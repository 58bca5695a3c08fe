namespace Assay.Community;

/// <summary>Scores vectors of CVSS v2.0.</summary>
/// <remarks>"A Complete Guide to the Common Vulnerability Scoring System Version 2.0", sections 2.4 (vectors) and 3.2 (equations).</remarks>
internal static class Cvss2
{
    private static readonly string[] Base = ["AV", "AC", "Au", "C", "I", "A"];
    private static readonly string[] Temporal = ["E", "RL", "RC"];
    private static readonly string[] Environmental = ["CDP", "TD", "CR", "IR", "AR"];

    private static readonly Dictionary<string, string[]> Allowed = CvssMetrics.Table("AV:LAN AC:HML Au:MSN C:NPC I:NPC A:NPC E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND CR:L,M,H,ND IR:L,M,H,ND AR:L,M,H,ND");

    /// <summary>Reads a vector, with or without parentheses around it; null for anything else.</summary>
    public static CvssVector? Parse(string text)
    {
        var inner = text is ['(', .., ')'] ? text.AsSpan(1, text.Length - 2) : text;
        if (CvssMetrics.Read(inner, Allowed, Base) is not { } metrics)
        {
            return null;
        }

        var score = BaseScore(metrics, Impact(metrics, isAdjusted: false));
        double? temporal = metrics.HasAny(Temporal) ? (double)TemporalScore(metrics, score) : null;
        double? environmental = metrics.HasAny(Environmental) ? (double)EnvironmentalScore(metrics) : null;
        return new CvssVector("2.0", text, (double)score) { Temporal = temporal, Environmental = environmental, Overall = environmental ?? temporal ?? (double)score };
    }

    private static decimal BaseScore(CvssMetrics metrics, decimal impact)
    {
        var exploitability = 20m
            * metrics.Get("AV") switch { "L" => 0.395m, "A" => 0.646m, _ => 1.0m }
            * metrics.Get("AC") switch { "H" => 0.35m, "M" => 0.61m, _ => 0.71m }
            * metrics.Get("Au") switch { "M" => 0.45m, "S" => 0.56m, _ => 0.704m };

        // f(impact): without impact the score is 0.
        return impact == 0 ? 0m : Round(((0.6m * impact) + (0.4m * exploitability) - 1.5m) * 1.176m);
    }

    private static decimal Impact(CvssMetrics metrics, bool isAdjusted)
    {
        var impact = 10.41m * (1m - ((1m - Of("C", "CR")) * (1m - Of("I", "IR")) * (1m - Of("A", "AR"))));
        return isAdjusted ? Math.Min(10m, impact) : impact;

        decimal Of(string name, string requirement) => metrics.Get(name) switch { "N" => 0m, "P" => 0.275m, _ => 0.660m }
            * (isAdjusted ? metrics.Get(requirement, "ND") switch { "L" => 0.5m, "H" => 1.51m, _ => 1.0m } : 1m);
    }

    private static decimal TemporalScore(CvssMetrics metrics, decimal score) => Round(score
        * metrics.Get("E", "ND") switch { "U" => 0.85m, "POC" => 0.9m, "F" => 0.95m, _ => 1.0m }
        * metrics.Get("RL", "ND") switch { "OF" => 0.87m, "TF" => 0.90m, "W" => 0.95m, _ => 1.0m }
        * metrics.Get("RC", "ND") switch { "UC" => 0.90m, "UR" => 0.95m, _ => 1.0m });

    private static decimal EnvironmentalScore(CvssMetrics metrics)
    {
        var adjusted = TemporalScore(metrics, BaseScore(metrics, Impact(metrics, isAdjusted: true)));

        // What an environment does not need may leave so little that the equations go below 0, which no score does.
        return Math.Max(0.0m, Round((adjusted + ((10m - adjusted) * metrics.Get("CDP", "ND") switch { "L" => 0.1m, "LM" => 0.3m, "MH" => 0.4m, "H" => 0.5m, _ => 0m }))
            * metrics.Get("TD", "ND") switch { "N" => 0m, "L" => 0.25m, "M" => 0.75m, _ => 1.0m }));
    }

    private static decimal Round(decimal value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);
}

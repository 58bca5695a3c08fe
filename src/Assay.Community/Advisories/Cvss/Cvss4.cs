namespace Assay.Community;

/// <summary>Scores vectors of CVSS v4.0.</summary>
/// <remarks>
/// Specification document, section 8: the metrics fall into six equivalence classes, whose levels together are the macro vector with its score of the table.
/// From it is taken, on the mean over the classes that have a lower level, the part of the way to that level that lies between the vector and the highest vector of its own level.
/// </remarks>
internal static class Cvss4
{
    private const string BaseTable = "AV:NALP AC:LH AT:NP PR:NLH UI:NPA VC:HLN VI:HLN VA:HLN SC:HLN SI:HLN SA:HLN";

    // Supplemental metrics (S to U) change no score.
    private const string OtherTable = " E:XAPU CR:XHML IR:XHML AR:XHML MAV:XNALP MAC:XLH MAT:XNP MPR:XNLH MUI:XNPA MVC:XHLN MVI:XHLN MVA:XHLN MSC:XHLN MSI:XSHLN MSA:XSHLN S:XNP AU:XNY R:XAUI V:XDC RE:XLMH U:X,Clear,Green,Amber,Red";

    private static readonly string[] Base = [.. CvssMetrics.Table(BaseTable).Keys];
    private static readonly Dictionary<string, string[]> Allowed = CvssMetrics.Table(BaseTable + OtherTable);

    // For each level of a class its highest vectors, in steps of the metrics below the worst value. Table 24 and section 8.2.
    private static readonly int[][][] Highest1 = [[[0, 0, 0]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[3, 0, 0], [1, 1, 1]]];
    private static readonly int[][][] Highest2 = [[[0, 0]], [[1, 0], [0, 1]]];
    private static readonly int[][][] Highest4 = [[[1, 0, 0]], [[1, 1, 1]], [[2, 2, 2]]];

    // Classes 3 and 6 are taken together: by class 3, then by class 6.
    private static readonly int[][][][] Highest36 =
    [
        [[[0, 0, 0, 0, 0, 0]], [[0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 1]]],
        [[[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]], [[1, 0, 1, 0, 1, 0], [1, 0, 0, 0, 1, 1], [0, 1, 0, 1, 0, 1], [0, 1, 1, 1, 0, 0], [1, 1, 0, 0, 0, 1]]],
        [[], [[1, 1, 1, 0, 0, 0]]],
    ];

    // Steps from the highest vector of a level to the highest of the next one.
    private static readonly int[] Depth1 = [1, 4, 5];
    private static readonly int[] Depth2 = [1, 2];
    private static readonly int[][] Depth36 = [[7, 6], [8, 8], [0, 10]];
    private static readonly int[] Depth4 = [6, 5, 4];

    /// <summary>Reads a vector with its prefix; null for anything else.</summary>
    public static CvssVector? Parse(string text)
    {
        if (CvssMetrics.Read(text.AsSpan("CVSS:4.0/".Length), Allowed, Base) is not { } metrics)
        {
            return null;
        }

        return new CvssVector("4.0", text, (double)Score(new Levels(metrics, isBase: true))) { Overall = (double)Score(new Levels(metrics, isBase: false)) };
    }

    private static decimal Score(Levels at)
    {
        if (at is { VC: 2, VI: 2, VA: 2, SC: 3, SI: 3, SA: 3 })
        {
            return 0m;
        }

        var class1 = at is { AV: 0, PR: 0, UI: 0 } ? 0 : at.AV != 3 && (at.AV == 0 || at.PR == 0 || at.UI == 0) ? 1 : 2;
        var class2 = at is { AC: 0, AT: 0 } ? 0 : 1;
        var class3 = at is { VC: 0, VI: 0 } ? 0 : at.VC == 0 || at.VI == 0 || at.VA == 0 ? 1 : 2;
        var class4 = at.SI == 0 || at.SA == 0 ? 0 : at.SC == 1 || at.SI == 1 || at.SA == 1 ? 1 : 2;
        var class6 = at is { VC: 0, CR: 0 } or { VI: 0, IR: 0 } or { VA: 0, AR: 0 } ? 0 : 1;
        var score = Cvss4Table.Find(class1, class2, class3, class4, at.E, class6)!.Value;

        // A vector of class 5 is always the highest of its level.
        (decimal? Next, int Distance, int Depth)[] ways =
        [
            (Cvss4Table.Find(class1 + 1, class2, class3, class4, at.E, class6), Distance(Highest1[class1], [at.AV, at.PR, at.UI]), Depth1[class1]),
            (Cvss4Table.Find(class1, class2 + 1, class3, class4, at.E, class6), Distance(Highest2[class2], [at.AC, at.AT]), Depth2[class2]),
            (NextOf36(class1, class2, class3, class4, at.E, class6), Distance(Highest36[class3][class6], [at.VC, at.VI, at.VA, at.CR, at.IR, at.AR]), Depth36[class3][class6]),
            (Cvss4Table.Find(class1, class2, class3, class4 + 1, at.E, class6), Distance(Highest4[class4], [at.SC, at.SI, at.SA]), Depth4[class4]),
            (Cvss4Table.Find(class1, class2, class3, class4, at.E + 1, class6), 0, 1),
        ];
        var (sum, count) = (0m, 0);
        foreach (var (next, distance, depth) in ways)
        {
            if (next is { } lower)
            {
                sum += (score - lower) * distance / depth;
                count++;
            }
        }

        return Math.Round(Math.Clamp(score - (count == 0 ? 0m : sum / count), 0m, 10m), 1, MidpointRounding.AwayFromZero);
    }

    // From the highest level of both the way leads to whichever of the two next ones scores higher.
    private static decimal? NextOf36(int class1, int class2, int class3, int class4, int class5, int class6) => (class3, class6) switch
    {
        (0, 0) => Cvss4Table.Find(class1, class2, 0, class4, class5, 1) is var left && Cvss4Table.Find(class1, class2, 1, class4, class5, 0) is var right && left > right ? left : right,
        (1, 0) => Cvss4Table.Find(class1, class2, 1, class4, class5, 1),
        (_, 1) => Cvss4Table.Find(class1, class2, class3 + 1, class4, class5, 1),
        _ => null,
    };

    // The first of the highest vectors that is nowhere below the vector counts.
    private static int Distance(int[][] highest, ReadOnlySpan<int> levels)
    {
        foreach (var vector in highest)
        {
            var (distance, isAbove) = (0, true);
            for (var i = 0; i < levels.Length; i++)
            {
                distance += levels[i] - vector[i];
                isAbove &= levels[i] >= vector[i];
            }

            if (isAbove)
            {
                return distance;
            }
        }

        return 0;
    }

    // Steps of each metric below its worst value, in the letters of the specification; what is not defined is the worst.
    private sealed class Levels(CvssMetrics metrics, bool isBase)
    {
        public int AV { get; } = Of(metrics, isBase, "AV", "NALP");
        public int PR { get; } = Of(metrics, isBase, "PR", "NLH");
        public int UI { get; } = Of(metrics, isBase, "UI", "NPA");
        public int AC { get; } = Of(metrics, isBase, "AC", "LH");
        public int AT { get; } = Of(metrics, isBase, "AT", "NP");
        public int VC { get; } = Of(metrics, isBase, "VC", "HLN");
        public int VI { get; } = Of(metrics, isBase, "VI", "HLN");
        public int VA { get; } = Of(metrics, isBase, "VA", "HLN");
        public int SC { get; } = Of(metrics, isBase, "SC", "SHLN");
        public int SI { get; } = Of(metrics, isBase, "SI", "SHLN");
        public int SA { get; } = Of(metrics, isBase, "SA", "SHLN");
        public int E { get; } = isBase ? 0 : Math.Max(0, "APU".IndexOf(metrics.Get("E"), StringComparison.Ordinal));
        public int CR { get; } = isBase ? 0 : Math.Max(0, "HML".IndexOf(metrics.Get("CR"), StringComparison.Ordinal));
        public int IR { get; } = isBase ? 0 : Math.Max(0, "HML".IndexOf(metrics.Get("IR"), StringComparison.Ordinal));
        public int AR { get; } = isBase ? 0 : Math.Max(0, "HML".IndexOf(metrics.Get("AR"), StringComparison.Ordinal));

        private static int Of(CvssMetrics metrics, bool isBase, string name, string values)
        {
            var modified = isBase ? "X" : metrics.Get("M" + name);
            return values.IndexOf(modified == "X" ? metrics.Get(name) : modified, StringComparison.Ordinal);
        }
    }
}

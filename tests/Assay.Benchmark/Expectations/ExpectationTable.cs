namespace Assay.Benchmark.Expectations;

/// <summary>What a scan of a case should say.</summary>
internal sealed record CaseExpectation(string Id, string Community, string Technique, string Vector, ExpectedVerdict Verdict, string? Needs)
{
    /// <summary>True for a package that only looks suspicious.</summary>
    public bool IsHardNegative => Verdict is ExpectedVerdict.Pass or ExpectedVerdict.WarnAtMost;
}

/// <summary>One behavior or issue that a case should show.</summary>
/// <param name="Case">Id of the case.</param>
/// <param name="Kind">Behavior or issue.</param>
/// <param name="Id">Row of the behavior catalogue, or id of the issue that a policy names under <c>aka</c>.</param>
/// <param name="Files">Artifacts one of which the evidence names, or lies in; empty for any.</param>
/// <param name="Members">Places one of which the evidence names: type::method, function, target; <c>top</c> for a top level; empty for any.</param>
/// <param name="Surfaces">When the evidence runs: one of these; empty for any.</param>
/// <param name="Needs">What the expectation waits for, when it is counted apart.</param>
internal sealed record Expectation(string Case, ExpectationKind Kind, string Id, IReadOnlyList<string> Files, IReadOnlyList<string> Members, IReadOnlyList<string> Surfaces, string? Needs);

internal enum ExpectationKind
{
    Behavior,
    Issue,
}

internal enum ExpectedVerdict
{
    Fail,
    Warn,
    WarnAtMost,
    Pass,
}

/// <summary>The cases and what is expected of them, as the two tables beside this file say.</summary>
internal sealed record ExpectationTable(IReadOnlyList<CaseExpectation> Cases, IReadOnlyList<Expectation> Expectations)
{
    /// <summary>Reads the tables of the assembly.</summary>
    public static ExpectationTable Load() => Parse(Resource("cases.tsv"), Resource("expectations.tsv"));

    /// <summary>Reads tables: a header line, then a line for each case or expectation. Throws on a line that is wrong.</summary>
    public static ExpectationTable Parse(string cases, string expectations)
    {
        var table = new ExpectationTable(
            [.. Rows(cases, 6).Select(row => new CaseExpectation(row[0], row[1], row[2], row[3], Verdict(row[4]), Optional(row[5])))],
            [.. Rows(expectations, 7).Select(row => new Expectation(row[0], Kind(row[1]), row[2], Any(row[3]), Any(row[4]), Any(row[5]), Optional(row[6])))]);
        var known = table.Cases.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var strange = table.Expectations.FirstOrDefault(expectation => !known.Contains(expectation.Case));
        return strange is null && known.Count == table.Cases.Count ? table : throw new InvalidDataException($"No such case, or one twice: {strange?.Case}");
    }

    private static IEnumerable<string[]> Rows(string text, int columns) => text.Split('\n').Skip(1).Where(line => line.Length > 0)
        .Select(line => line.Split('\t') is var row && row.Length == columns ? row : throw new InvalidDataException($"{columns} columns are needed: {line}"));

    private static string? Optional(string cell) => cell == "-" ? null : cell;

    private static string[] Any(string cell) => cell == "-" ? [] : cell.Split('|');

    private static ExpectationKind Kind(string cell) => cell switch
    {
        "behavior" => ExpectationKind.Behavior,
        "issue" => ExpectationKind.Issue,
        _ => throw new InvalidDataException($"Neither behavior nor issue: {cell}"),
    };

    private static ExpectedVerdict Verdict(string cell) => cell switch
    {
        "fail" => ExpectedVerdict.Fail,
        "warn" => ExpectedVerdict.Warn,
        "warn at most" => ExpectedVerdict.WarnAtMost,
        "pass" => ExpectedVerdict.Pass,
        _ => throw new InvalidDataException($"No such verdict: {cell}"),
    };

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ExpectationTable).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is missing."));
        return reader.ReadToEnd();
    }
}

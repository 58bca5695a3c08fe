using Assay.Model;

namespace Assay.Robustness.Tests.Made;

/// <summary>An input that a test makes, and what a scan of it has to say.</summary>
/// <param name="Id">Names the case among all: the family of parsers, a slash, what is wrong.</param>
/// <param name="File">The name that the input has.</param>
/// <param name="Make">Makes the bytes.</param>
internal sealed record MadeCase(string Id, string File, Func<byte[]> Make)
{
    /// <summary>Problems that the report has to name.</summary>
    public IReadOnlyList<ProblemId> Problems { get; private init; } = [];

    /// <summary>Behaviors and issues that the report has to have: what lies before, beside or behind the damage was read.</summary>
    public IReadOnlyList<string> Rules { get; private init; } = [];

    /// <summary>True when the report may name no other problem, apart from code that is only searched for texts.</summary>
    public bool IsNothingElse { get; private init; }

    /// <summary>True when nothing is asked for but that the scan ends well.</summary>
    public bool IsBare => Problems.Count == 0 && Rules.Count == 0 && !IsNothingElse;

    /// <summary>The case when the report has to name these problems.</summary>
    public MadeCase Says(params ProblemId[] problems) => this with { Problems = [.. Problems, .. problems] };

    /// <summary>The case when the report has to have these behaviors and issues.</summary>
    public MadeCase Finds(params string[] rules) => this with { Rules = [.. Rules, .. rules] };

    /// <summary>The case when no problem but those that were named may be said.</summary>
    public MadeCase AndNothingElse() => this with { IsNothingElse = true };
}

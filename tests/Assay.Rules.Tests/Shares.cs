using System.Globalization;
using Assay.Model;

namespace Assay.Rules.Tests;

/// <summary>A community of a thousand packages in which a rule holds for the given share; rules without one have no figures.</summary>
internal sealed class Shares : Dictionary<string, double>, IPrevalence
{
    public string? Label { get; init; } = "Common";

    public SnapshotInfo Snapshot { get; } = new("sample", "2026-01-31", "nuget", 1_000, "downloads");

    public Prevalence Of(Rule rule, string? packageId, string? community)
    {
        Assert.Equal(("P", "nuget"), (packageId, community));
        return TryGetValue(rule.Id, out var share)
            ? new Prevalence(PrevalenceStatus.Known, Label, share.ToString(CultureInfo.InvariantCulture), null, null, null, new PrevalenceTier((int)(share * 1_000), 1_000, share))
            : new Prevalence(PrevalenceStatus.RuleChanged, null, "none", null, null, null, null);
    }
}

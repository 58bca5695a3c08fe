namespace Assay.Model;

/// <summary>Knows how many packages of a community have a finding; what judges and views need of a community snapshot.</summary>
public interface IPrevalence
{
    /// <summary>The population.</summary>
    SnapshotInfo Snapshot { get; }

    /// <summary>Gives the figures of a rule for the scanned package, which is left out of counts and population when it belongs to it.</summary>
    /// <param name="rule">The rule; figures belong to its condition hash.</param>
    /// <param name="packageId">Id of the scanned package; null for loose files.</param>
    /// <param name="community">Community of the scanned package; null for loose files.</param>
    Prevalence Of(Rule rule, string? packageId, string? community);

    /// <summary>Gives the figures for packages of a community; itself where there is nothing better.</summary>
    IPrevalence For(string? community) => this;
}

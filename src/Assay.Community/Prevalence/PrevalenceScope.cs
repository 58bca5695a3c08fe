namespace Assay.Community.Index;

/// <summary>Whose findings are counted.</summary>
/// <param name="Population">Which ids.</param>
/// <param name="Versions">Which of their versions.</param>
public sealed record PrevalenceScope(PopulationKind Population, VersionScope Versions)
{
    /// <summary>Ids that the feed shows, by the version that stands for each: what reports speak of.</summary>
    public static PrevalenceScope Usual { get; } = new(PopulationKind.Listed, VersionScope.Latest);

    internal string PopulationText => Population == PopulationKind.Listed ? "listed" : "all";

    internal string VersionsText => Versions == VersionScope.Latest ? "latest" : "any";

    // The version that stands for a package of this population.
    internal string Standing => Population == PopulationKind.Listed ? "latest_listed" : "latest";

    internal static PrevalenceScope Parse(string population, string versions) =>
        new(population == "listed" ? PopulationKind.Listed : PopulationKind.All, versions == "latest" ? VersionScope.Latest : VersionScope.Any);
}

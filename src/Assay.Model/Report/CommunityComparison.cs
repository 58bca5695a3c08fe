namespace Assay.Model;

/// <summary>What tells a package from the others of its community.</summary>
/// <param name="Together">How many have its unusual behaviors together; null when that would say nothing.</param>
/// <param name="Apart">The behavior that sets it apart from packages of its kind; null when none does.</param>
public sealed record CommunityComparison(BehaviorCombination? Together, DistinguishingBehavior? Apart);

/// <summary>How many packages of a population have several behaviors together, the scanned one left out.</summary>
public sealed record BehaviorCombination
{
    /// <summary>Ids of the behaviors, the rarest first: suspicious and worse ones, or notable ones that are not common where there are none of these.</summary>
    public required IReadOnlyList<string> Behaviors { get; init; }
    /// <summary>Ids of behaviors that belong to them, and whose rule changed since the snapshot.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
    /// <summary>The figures with their population, for a person.</summary>
    public required string Sentence { get; init; }
    /// <summary>Of the Top 100.</summary>
    public PrevalenceTier? Top100 { get; init; }
    /// <summary>Of the Top 1,000.</summary>
    public PrevalenceTier? Top1k { get; init; }
    /// <summary>Of the Top 10,000.</summary>
    public PrevalenceTier? Top10k { get; init; }
    /// <summary>Of all.</summary>
    public required PrevalenceTier Community { get; init; }
}

/// <summary>A behavior that few packages of the same kind have, the scanned one left out.</summary>
/// <param name="Behavior">Id of the behavior.</param>
/// <param name="Kind">What the packages have in common: <c>tag:json</c> or <c>depends-on:newtonsoft.json</c>.</param>
/// <param name="Among">How many of them have it.</param>
/// <param name="Sentence">The figures, for a person.</param>
public sealed record DistinguishingBehavior(string Behavior, string Kind, PrevalenceTier Among, string Sentence);

/// <summary>Compares a whole package with the others of a community.</summary>
public interface ICommunityComparer
{
    /// <summary>Gives what can be said; null when the package is of another community or there is nothing.</summary>
    CommunityComparison? Compare(PackageProfile package);
}

/// <summary>What is known of a package that is compared.</summary>
/// <param name="Id">Id; null for loose files.</param>
/// <param name="Community">Community; null for loose files.</param>
/// <param name="Tags">Tags as declared.</param>
/// <param name="Dependencies">Ids that it depends on.</param>
/// <param name="Behaviors">Its behaviors with their prevalence.</param>
public sealed record PackageProfile(string? Id, string? Community, IReadOnlyList<string> Tags, IReadOnlyList<string> Dependencies, IReadOnlyList<Behavior> Behaviors);

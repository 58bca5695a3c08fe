namespace Assay.Model;

/// <summary>What a package consists of and depends on, with the vulnerabilities that are known of it.</summary>
/// <param name="Components">Components of others in it, by path; at most <see cref="ComponentLimit"/>.</param>
/// <param name="Vulnerabilities">Vulnerabilities of the package and of its components.</param>
/// <param name="Dependencies">Declared dependencies.</param>
public sealed record PackageComposition(IReadOnlyList<ReportedComponent> Components, VulnerabilityResult Vulnerabilities, IReadOnlyList<ReportedDependency> Dependencies)
{
    /// <summary>The most components that are listed.</summary>
    public const int ComponentLimit = 1_000;

    /// <summary>Nothing was looked at.</summary>
    public static PackageComposition Unknown { get; } = new([], VulnerabilityResult.NotChecked, []);
}

namespace Assay.Model;

/// <summary>What a manifest (nuspec) says of its package. Texts are as written and not trusted.</summary>
public sealed record PackageManifest
{
    /// <summary>Package id.</summary>
    public required string Id { get; init; }
    /// <summary>Version as written.</summary>
    public required string Version { get; init; }
    /// <summary>Normalised version (no build metadata, at least three parts).</summary>
    public required string NormalizedVersion { get; init; }
    /// <summary>Title.</summary>
    public string? Title { get; init; }
    /// <summary>Description.</summary>
    public string? Description { get; init; }
    /// <summary>Authors.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
    /// <summary>Owners; not to be trusted as ownership.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];
    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>Licence.</summary>
    public LicenseDeclaration? License { get; init; }
    /// <summary>Project page.</summary>
    public string? ProjectUrl { get; init; }
    /// <summary>Source repository.</summary>
    public RepositoryDeclaration? Repository { get; init; }
    /// <summary>Package types (<c>Dependency</c>, <c>DotnetTool</c>, <c>Template</c>, <c>MSBuildSdk</c> ...).</summary>
    public IReadOnlyList<string> PackageTypes { get; init; } = [];
    /// <summary>Dependencies by framework.</summary>
    public IReadOnlyList<PackageDependency> Dependencies { get; init; } = [];
    /// <summary>Marked as a development dependency.</summary>
    public bool DevelopmentDependency { get; init; }
}

/// <summary>A declared licence: one of the three forms.</summary>
public sealed record LicenseDeclaration(string? Expression, string? File, string? Url);

/// <summary>A declared source repository.</summary>
public sealed record RepositoryDeclaration(string? Type, string? Url, string? Commit, string? Branch);

/// <summary>A declared dependency.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Range">Version range as written; null for any.</param>
/// <param name="Framework">Short framework name, null for all.</param>
/// <param name="Kind"><c>package</c>, or <c>assembly</c> for framework assemblies.</param>
public sealed record PackageDependency(string Id, string? Range, string? Framework, string Kind);

using Assay.Model;
using Assay.Text.Secrets;

namespace Assay.Scan;

/// <summary>Makes the keys of contents.</summary>
internal static class ContentKeys
{
    /// <summary>Gives the key of an artifact.</summary>
    public static ContentKey Of(ArtifactInfo artifact, bool isNamedLicense) =>
        new(artifact.Sha256, artifact.Kind, RoleOf(artifact.Name, artifact.Kind, artifact.Origin is { Recovered: true }) | (isNamedLicense ? ContentRole.NamedLicense : ContentRole.None));

    /// <summary>Gives the key of content that was found inside other content and read before.</summary>
    public static ContentKey Of(DerivedArtifact derived, KnownContent known) => new(known.Sha256, known.Kind, RoleOf(derived.Name, known.Kind, derived.Recovered));

    private static ContentRole RoleOf(string name, ArtifactKind kind, bool isRecovered) =>
        (isRecovered ? ContentRole.Recovered : ContentRole.None)
        | (name.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase) ? ContentRole.ModuleManifest : ContentRole.None)
        | (EnvironmentFiles.Is(name) ? ContentRole.Environment : ContentRole.None)
        | (kind == ArtifactKind.DotNetSource && Analyzers.IsCSharp(name) ? ContentRole.CSharp : ContentRole.None);
}

using Assay.Model;

namespace Assay.Linking.Components;

/// <summary>Tells which library a file is: by its hash, by what the assembly says of itself, by its version resource, by texts that native libraries keep. Thread-safe.</summary>
/// <param name="assemblies">Dated lists of assemblies.</param>
/// <param name="files">Files whose packages are known; null without an index.</param>
/// <param name="packageOf">Gives the id of a package of NuGet as it is written, when a package of that name is known in any letter case; else null.</param>
internal sealed class ComponentIdentifier(KnownAssemblies assemblies, IKnownFiles? files, Func<string, string?> packageOf)
{
    private const string NuGet = "nuget";
    private const string LibraryKey = "image.library";

    /// <summary>Gives the library that an assembly is; null when none is told, or when it is the package itself.</summary>
    /// <param name="artifact">The file.</param>
    /// <param name="facts">What was read of it.</param>
    /// <param name="own">Id of the package of NuGet that the file is in; null for modules, which may have the name of a library that they ship, and for loose files.</param>
    public IdentifiedComponent? OfAssembly(ArtifactInfo artifact, FileFacts facts, string? own)
    {
        if (FrameworkContent.IsReference(artifact.Name) || AssemblyStatement.Read(facts) is not { Kind: not ("reference" or "satellite" or "module"), HasCode: true } assembly)
        {
            return null;
        }

        var known = assemblies.Of(assembly.Name);
        var packages = known?.Packages ?? (packageOf(assembly.Name) is { } id ? [id] : []);
        if (packages.Count > 0)
        {
            return IsOwn(packages, own) ? null : OfHash(artifact, packages) ?? OfIdentity(assembly, known, packages[0]);
        }

        return OfResource(assembly, own);
    }

    /// <summary>Gives the libraries whose texts a native file keeps.</summary>
    public static IEnumerable<IdentifiedComponent> OfNative(FileFacts facts)
    {
        foreach (var record in facts.Records)
        {
            if (record.Kind == FactKind.Metadata && record.Arguments != FactRecord.None && facts.Strings[record.Value] == LibraryKey
                && facts.Arguments[record.Arguments] is var arguments && arguments["value"] is { } library && arguments["version"] is { } text && PackageVersion.ParseUpstream(text) is { } version)
            {
                yield return new IdentifiedComponent("generic", library, new ComponentVersion([version], ComponentVersion.High) { Text = text }, "version-string", ComponentVersion.High);
            }
        }
    }

    private static bool IsOwn(IReadOnlyList<string> packages, string? own) => own is not null && packages.Contains(own, StringComparer.OrdinalIgnoreCase);

    // Anybody may ship a copy; only the package that the assembly is named after says what it is.
    private IdentifiedComponent? OfHash(ArtifactInfo artifact, IReadOnlyList<string> packages)
    {
        if (files is null)
        {
            return null;
        }

        var found = files.Of(artifact.Sha256).Where(file => file.Community == NuGet && packages.Contains(file.Package, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (found.Length == 0 || Array.Exists(found, file => !file.Package.Equals(found[0].Package, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        PackageVersion[] versions = [.. found.Select(file => PackageVersion.Parse(file.Version)).OfType<PackageVersion>().OrderDescending(Comparer<PackageVersion>.Create((one, other) => one.CompareWith(other)))];
        return versions.Length == 0 ? null : new IdentifiedComponent(NuGet, found[0].Package, new ComponentVersion(versions, ComponentVersion.Certain), "file-hash", ComponentVersion.Certain);
    }

    private IdentifiedComponent? OfIdentity(AssemblyStatement assembly, KnownAssembly? known, string package)
    {
        var version = AssemblyVersions.Of(assembly, assemblies);
        if (known is null)
        {
            // Only the name is known, not the key.
            return Identified(ComponentVersion.Medium);
        }

        // Another key is another publisher: a fork, which may have other faults.
        var isUnsigned = assembly.Token.Length == 0;
        var isSignedAlike = known.Tokens.Count == 0 || known.Tokens.Contains(isUnsigned ? KnownAssembly.Unsigned : assembly.Token, StringComparer.Ordinal);
        if (!isSignedAlike && !isUnsigned)
        {
            return null;
        }

        // Without a key the name alone says little: the product has to be the same where both name one.
        var isOtherProduct = isUnsigned && known.Products.Count > 0 && assembly.Product is { Length: > 0 } product && !known.Products.Contains(product, StringComparer.OrdinalIgnoreCase);
        return isOtherProduct ? null : Identified(isSignedAlike && known.Tokens.Count > 0 ? ComponentVersion.High : ComponentVersion.Medium);

        IdentifiedComponent Identified(string confidence) =>
            new(NuGet, package, version, "assembly-identity", version is null ? confidence : Lower(confidence, version.Confidence));
    }

    // The assembly was given another name; what its version resource says was left: original name and product together.
    private IdentifiedComponent? OfResource(AssemblyStatement assembly, string? own)
    {
        if (assembly is not { OriginalName: { } original, Product: { Length: > 0 } product } || !original.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            || assemblies.Of(original[..^4]) is not { Products.Count: > 0 } known || !known.Products.Contains(product, StringComparer.OrdinalIgnoreCase) || IsOwn(known.Packages, own)
            || (assembly.Token.Length > 0 && !known.Tokens.Contains(assembly.Token, StringComparer.Ordinal)))
        {
            return null;
        }

        var version = AssemblyVersions.Of(assembly with { Name = known.Name }, assemblies);
        return new IdentifiedComponent(NuGet, known.Packages[0], version is null ? null : version with { Confidence = ComponentVersion.Medium }, "version-resource", ComponentVersion.Medium);
    }

    private static string Lower(string one, string other) => one == ComponentVersion.Medium || other == ComponentVersion.Medium ? ComponentVersion.Medium : ComponentVersion.High;
}

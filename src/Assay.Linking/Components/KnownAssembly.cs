namespace Assay.Linking.Components;

/// <summary>What is known of the assemblies of one name.</summary>
/// <param name="Name">Simple name of the assembly.</param>
/// <param name="Packages">Ids of the packages that ship it as their own; the first is the one it is named after.</param>
/// <param name="Tokens">Public key tokens it was published with; <see cref="Unsigned"/> for none.</param>
/// <param name="Products">Products that its version resource names.</param>
public sealed record KnownAssembly(string Name, IReadOnlyList<string> Packages, IReadOnlyList<string> Tokens, IReadOnlyList<string> Products)
{
    /// <summary>Stands among <see cref="Tokens"/> for an assembly without a key.</summary>
    public const string Unsigned = "-";
}

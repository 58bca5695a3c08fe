namespace Assay.Model;

/// <summary>What a policy file says of signatures.</summary>
/// <param name="Roots">Files of trusted authorities in PEM, in place of the list of the build; none keeps that.</param>
/// <param name="RevocationLists">Files of revoked certificates.</param>
/// <param name="Deny">SHA-256 of certificates that are not accepted, lower-case hexadecimal.</param>
public sealed record SignatureListing(IReadOnlyList<string> Roots, IReadOnlyList<string> RevocationLists, IReadOnlyList<string> Deny)
{
    /// <summary>Nothing is said.</summary>
    public static SignatureListing Empty { get; } = new([], [], []);
}

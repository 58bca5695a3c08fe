namespace Assay.Signatures.Certificates;

/// <summary>The list of roots that comes with the program.</summary>
internal static class BundledRoots
{
    public static TrustedRoots Load() => new([]);
}

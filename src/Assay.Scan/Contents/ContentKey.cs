using System.Security.Cryptography;
using System.Text;
using Assay.Model;

namespace Assay.Scan;

/// <summary>Says which content was read, and as what: the same bytes say something else where they were decoded, as a manifest, as the licence, as source of C#, and as a file of environment variables.</summary>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Role">How it was met.</param>
public readonly record struct ContentKey(string Sha256, ArtifactKind Kind, ContentRole Role)
{
    private const int Length = 20;

    /// <summary>Gives 20 bytes that stand for the key and the extractor that reads it.</summary>
    public byte[] ToBytes(string extractor) =>
        SHA256.HashData(Encoding.ASCII.GetBytes($"{Sha256} {(int)Kind} {(int)Role} {extractor}"))[..Length];
}

/// <summary>How content was met, as far as that decides what is read of it.</summary>
[Flags]
public enum ContentRole
{
    /// <summary>As a file like any other.</summary>
    None = 0,
    /// <summary>Decoded from its host: what is in it is recovered.</summary>
    Recovered = 1,
    /// <summary>Under the name of a module's manifest.</summary>
    ModuleManifest = 2,
    /// <summary>As the file that the manifest names as the licence.</summary>
    NamedLicense = 4,
    /// <summary>Under the name of a file of environment variables.</summary>
    Environment = 8,
    /// <summary>Under the name of a C# file.</summary>
    CSharp = 16,
}

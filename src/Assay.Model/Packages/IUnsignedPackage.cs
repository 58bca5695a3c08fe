using System.Security.Cryptography;

namespace Assay.Model;

/// <summary>A signed package as it was before it was signed: what its signature is about.</summary>
public interface IUnsignedPackage
{
    /// <summary>Digest of the package without its signature entry; null when it cannot be told what that is (several signature entries, an entry outside of the archive).</summary>
    byte[]? Digest(HashAlgorithmName algorithm);
}

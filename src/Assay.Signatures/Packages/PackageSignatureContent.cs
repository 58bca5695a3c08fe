using System.Security.Cryptography;
using System.Text;
using Assay.Model;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Packages;

/// <summary>What a package signature says about the package: digests of it as it was before it was signed.</summary>
/// <remarks>Text in UTF-8: <c>Version:1</c>, an empty line, <c>{object identifier of the digest}-Hash:{base-64}</c>.</remarks>
internal sealed record PackageSignatureContent(IReadOnlyList<(DigestAlgorithm Algorithm, byte[] Digest)> Digests)
{
    private const int MaximumBytes = 1024 * 1024;
    private const int DigestBuffer = 128;
    private const string HashSuffix = "-Hash";

    /// <summary>Reads the content; null when it is broken or of another version.</summary>
    public static PackageSignatureContent? TryRead(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaximumBytes)
        {
            return null;
        }

        var isVersionKnown = false;
        var digests = new List<(DigestAlgorithm, byte[])>();
        foreach (var line in Encoding.UTF8.GetString(content).AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon < 0)
            {
                if (!line.IsEmpty)
                {
                    return null;
                }

                continue;
            }

            var name = line[..colon];
            var value = line[(colon + 1)..];
            if (name is "Version")
            {
                if (value is not "1" || isVersionKnown)
                {
                    return null;
                }

                isVersionKnown = true;
            }
            else if (name.EndsWith(HashSuffix, StringComparison.Ordinal) && Cms.Digests.FromObjectId(name[..^HashSuffix.Length].ToString()) is var algorithm && algorithm != DigestAlgorithm.Unknown)
            {
                var digest = new byte[DigestBuffer];
                if (!Convert.TryFromBase64Chars(value, digest, out var length))
                {
                    return null;
                }

                digests.Add((algorithm, digest[..length]));
            }
        }

        return isVersionKnown && digests.Count > 0 ? new PackageSignatureContent(digests) : null;
    }

    /// <summary>Compares with the package.</summary>
    public ContentState Check(IUnsignedPackage package)
    {
        foreach (var (algorithm, digest) in Digests)
        {
            if (Cms.Digests.NameFor(algorithm) is not { } name || package.Digest(name) is not { } actual)
            {
                return ContentState.Unknown;
            }

            if (!CryptographicOperations.FixedTimeEquals(actual, digest))
            {
                return ContentState.Differs;
            }
        }

        return ContentState.Matches;
    }
}

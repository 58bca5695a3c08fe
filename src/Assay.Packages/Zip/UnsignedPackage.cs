using System.Buffers.Binary;
using System.Security.Cryptography;
using Assay.Model;

namespace Assay.Packages.Zip;

/// <summary>Digests of a package as it was before it was signed, computed when asked for and kept.</summary>
internal sealed class UnsignedPackage(ReadOnlyMemory<byte> archive, ZipDirectory directory, IReadOnlyList<ZipEntry> signatures) : IUnsignedPackage
{
    private readonly List<(HashAlgorithmName Algorithm, byte[]? Digest)> _known = [];

    /// <summary>SHA-512 in base-64, as NuGet keeps it in lock files.</summary>
    public string? ContentHash => Digest(HashAlgorithmName.SHA512) is { } digest ? Convert.ToBase64String(digest) : null;

    /// <inheritdoc/>
    public byte[]? Digest(HashAlgorithmName algorithm)
    {
        foreach (var (known, digest) in _known)
        {
            if (known == algorithm)
            {
                return digest;
            }
        }

        var computed = Compute(archive.Span, algorithm);
        _known.Add((algorithm, computed));
        return computed;
    }

    private byte[]? Compute(ReadOnlySpan<byte> bytes, HashAlgorithmName algorithm)
    {
        if (signatures.Count == 0)
        {
            return CryptographicOperations.HashData(algorithm, bytes);
        }

        var signature = signatures[0];
        var start = (long)signature.LocalOffset;
        if (signatures.Count > 1 || signature.DataStart < 0 || signature.End > directory.Start || start > directory.Start)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(bytes[..(int)start]);
        hash.AppendData(bytes[signature.End..directory.Start]);
        AppendDirectory(bytes, directory, signature, hash);
        AppendEnd(bytes, directory, signature, hash);
        return hash.GetHashAndReset();
    }

    /// <summary>The directory without the signature's record; entries that followed the signature move forward by its size.</summary>
    private static void AppendDirectory(ReadOnlySpan<byte> archive, ZipDirectory directory, ZipEntry signature, IncrementalHash hash)
    {
        Span<byte> offset = stackalloc byte[4];
        var removed = (uint)(signature.End - (long)signature.LocalOffset);
        foreach (var entry in directory.Entries)
        {
            if (ReferenceEquals(entry, signature))
            {
                continue;
            }

            var record = archive.Slice(entry.CentralPosition, entry.CentralSize);
            var written = new CentralHeader(record).LocalOffset;
            BinaryPrimitives.WriteUInt32LittleEndian(offset, entry.LocalOffset > signature.LocalOffset ? unchecked(written - removed) : written);
            hash.AppendData(record[..CentralHeader.LocalOffsetField]);
            hash.AppendData(offset);
            hash.AppendData(record[(CentralHeader.LocalOffsetField + 4)..]);
        }
    }

    /// <summary>The end record with one entry less and the directory where it was.</summary>
    private static void AppendEnd(ReadOnlySpan<byte> archive, ZipDirectory directory, ZipEntry signature, IncrementalHash hash)
    {
        Span<byte> record = stackalloc byte[EndRecord.FixedSize];
        archive.Slice(directory.EndPosition, EndRecord.FixedSize).CopyTo(record);
        var end = new EndRecord(archive[directory.EndPosition..]);
        BinaryPrimitives.WriteUInt16LittleEndian(record[8..], unchecked((ushort)(end.EntriesOnDisk - 1)));
        BinaryPrimitives.WriteUInt16LittleEndian(record[10..], unchecked((ushort)(end.Entries - 1)));
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], unchecked(end.DirectorySize - (uint)signature.CentralSize));
        BinaryPrimitives.WriteUInt32LittleEndian(record[16..], unchecked(end.DirectoryOffset - (uint)(signature.End - (long)signature.LocalOffset)));
        hash.AppendData(archive[directory.End..directory.EndPosition]);
        hash.AppendData(record);
        hash.AppendData(archive[(directory.EndPosition + EndRecord.FixedSize)..]);
    }
}

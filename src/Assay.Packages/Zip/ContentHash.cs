using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Assay.Packages.Zip;

/// <summary>Computes the hash that NuGet keeps in lock files: SHA-512 of the package as it was before it was signed.</summary>
internal static class ContentHash
{
    /// <summary>Gives the base-64 hash; null when the signature entry is not a plain one and the unsigned package cannot be told.</summary>
    public static string? Compute(ReadOnlySpan<byte> archive, ZipDirectory directory, IReadOnlyList<ZipEntry> signatures)
    {
        if (signatures.Count == 0)
        {
            return Convert.ToBase64String(SHA512.HashData(archive));
        }

        var signature = signatures[0];
        var start = (long)signature.LocalOffset;
        if (signatures.Count > 1 || signature.DataStart < 0 || signature.End > directory.Start || start > directory.Start)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(archive[..(int)start]);
        hash.AppendData(archive[signature.End..directory.Start]);
        AppendDirectory(archive, directory, signature, hash);
        AppendEnd(archive, directory, signature, hash);
        return Convert.ToBase64String(hash.GetHashAndReset());
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

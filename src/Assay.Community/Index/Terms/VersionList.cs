using Assay.Model.Storing;

namespace Assay.Community.Index;

/// <summary>Numbers of versions as bytes, in any order: how many, then differences of either sign.</summary>
internal static class VersionList
{
    public static byte[] Write(IReadOnlyList<long> versions)
    {
        var output = new StoredBuffer();
        output.Number(versions.Count);
        var before = 0L;
        foreach (var version in versions)
        {
            output.Signed(version - before);
            before = version;
        }

        return output.Written.ToArray();
    }

    public static long[] Read(ReadOnlySpan<byte> bytes)
    {
        var input = new StoredReader(bytes);
        var versions = new long[input.Count()];
        var before = 0L;
        foreach (ref var version in versions.AsSpan())
        {
            before += input.SignedLong();
            version = before;
        }

        return input.AtEnd ? versions : throw StoredReader.Broken();
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Writes and reads rule packs.</summary>
/// <remarks>By hand: the first use of a serialiser costs 80 ms before the first rule is read, all rules read this way cost less.</remarks>
public static class RulePackJson
{
    /// <summary>Writes a pack; equal packs give equal bytes.</summary>
    public static void Write(RulePack pack, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = PackReader.MaximumDepth });
        PackWriter.Write(json, pack);
    }

    /// <summary>Reads a pack that this version wrote; throws <see cref="JsonException"/> for anything else.</summary>
    public static RulePack Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return PackReader.Read(json) with { Sha256 = Hash(json) };
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or OverflowException)
        {
            throw new JsonException("The rule pack has another form than this version writes.", exception);
        }
    }

    /// <summary>Gives a pack the hash of the bytes that it would be written as.</summary>
    internal static RulePack WithHash(RulePack pack)
    {
        using var bytes = new MemoryStream();
        Write(pack, bytes);
        return pack with { Sha256 = Hash(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) };
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

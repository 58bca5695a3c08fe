using System.Security.Cryptography;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Writes and reads rule packs as the build embeds them.</summary>
/// <remarks>
/// A file of bytes: the mark, the number of the form, the SHA-256 of all that follows, all distinct texts (number; for each its length, then UTF-8), then the distinct predicates on facts, then the rules, whose parts stand in a fixed order.
/// Every number is a LEB128 of 32 bits, a text or predicate its place among those and one more (0: none), a list its length and its items.
/// JSON would take twice as long to read at the start of a program, and no program but the one that carries a pack reads it. The hash stands in it since what asks for rules alone need not load what hashes.
/// </remarks>
public static class RulePackFile
{
    /// <summary>Changes whenever a pack is written in another way.</summary>
    internal const byte Form = 1;

    /// <summary>Conditions inside each other; rules may have 16.</summary>
    internal const int MaximumDepth = 64;

    /// <summary>What a pack begins with.</summary>
    private static ReadOnlySpan<byte> Mark => "ASYR"u8;

    /// <summary>Writes a pack; equal packs give equal bytes.</summary>
    public static byte[] Write(RulePack pack)
    {
        var content = PackWriter.Write(pack);
        return [.. Mark, Form, .. SHA256.HashData(content), .. content];
    }

    /// <summary>Reads a pack that this version wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are anything else.</exception>
    public static RulePack Read(ReadOnlySpan<byte> bytes)
    {
        var hash = Mark.Length + 1;
        if (bytes.Length < hash + SHA256.HashSizeInBytes || !bytes.StartsWith(Mark) || bytes[Mark.Length] != Form)
        {
            throw new InvalidDataException("This is no rule pack, or one of another version of the program.");
        }

        var content = bytes[(hash + SHA256.HashSizeInBytes)..];
        return new PackReader(content).Pack() with { Sha256 = Convert.ToHexStringLower(bytes.Slice(hash, SHA256.HashSizeInBytes)) };
    }

    /// <summary>Gives a pack the hash that it would be written with.</summary>
    internal static RulePack WithHash(RulePack pack) => pack with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(PackWriter.Write(pack))) };
}

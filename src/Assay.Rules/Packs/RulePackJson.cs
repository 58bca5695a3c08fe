using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Writes and reads rule packs.</summary>
public static class RulePackJson
{
    /// <summary>Writes a pack; equal packs give equal bytes.</summary>
    public static void Write(RulePack pack, Stream stream)
    {
        // The hash is that of the bytes and cannot stand in them.
        using var json = new Utf8JsonWriter(stream);
        JsonSerializer.Serialize(json, pack with { Sha256 = "" }, PackContext.Default.RulePack);
    }

    /// <summary>Reads a pack that this version wrote; throws <see cref="JsonException"/> for anything else.</summary>
    public static RulePack Read(ReadOnlySpan<byte> json)
    {
        var pack = JsonSerializer.Deserialize(json, PackContext.Default.RulePack) ?? throw new JsonException("The rule pack is null.");
        return pack with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(json)) };
    }

    /// <summary>Gives a pack the hash of the bytes that it would be written as.</summary>
    internal static RulePack WithHash(RulePack pack)
    {
        using var bytes = new MemoryStream();
        Write(pack, bytes);
        return pack with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))) };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RulePack))]
internal sealed partial class PackContext : JsonSerializerContext;

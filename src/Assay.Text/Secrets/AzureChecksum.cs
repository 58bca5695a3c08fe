using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;

namespace Assay.Text.Secrets;

/// <summary>Checks keys of Azure services: the last four bytes are Marvin32 over the others, seeded with the name of the kind of key.</summary>
internal static class AzureChecksum
{
    private const int Size = 4;
    private const int MaximumKey = 96;

    /// <summary>Storage accounts.</summary>
    public static readonly ulong[] Storage = [Seed("Default0")];

    /// <summary>Master, system and resource keys.</summary>
    public static readonly ulong[] Cosmos = [Seed("MastRW00"), Seed("MastRO00"), Seed("SysAll00"), Seed("SystRW00"), Seed("SystRO00"), Seed("Resour00"), Seed("Encryp00")];

    /// <summary>Batch accounts.</summary>
    public static readonly ulong[] Batch = [Seed("AbAcct00")];

    /// <summary>Web services of Machine Learning.</summary>
    public static readonly ulong[] MachineLearning = [Seed("Classic0")];

    /// <summary>Subscriptions, gateways, repositories and direct management.</summary>
    public static readonly ulong[] ApiManagement = [Seed("IoTHub00"), Seed("Gatewy00"), Seed("GitKey00"), Seed("Tenant00")];

    /// <summary>Service Bus, Event Hubs and Relay: keys to send, to listen, to manage.</summary>
    public static readonly ulong[] Messaging = [Seed("Manage00"), Seed("Listen00"), Seed("Send0000"), Seed("System00"), Seed("Unknown0")];

    /// <summary>Caches.</summary>
    public static readonly ulong[] Redis = [Seed("Access00")];

    /// <summary>Hubs, devices, provisioning.</summary>
    public static readonly ulong[] InternetOfThings = [Seed("IoTHub00"), Seed("Device00"), Seed("DpsKey00")];

    /// <summary>Functions: function, master and system keys.</summary>
    public static readonly ulong[] Functions = [Seed("Functi00"), Seed("Master00"), Seed("System00")];

    /// <summary>Search: query and administration.</summary>
    public static readonly ulong[] Search = [Seed("Query000"), Seed("PAdmin00")];

    /// <summary>Container registries.</summary>
    public static readonly ulong[] ContainerRegistry = [Seed("ACRDflt0")];

    /// <summary>True when the checksum of the key belongs to one of the seeds.</summary>
    public static bool Holds(ReadOnlySpan<byte> key, ReadOnlySpan<ulong> seeds)
    {
        Span<byte> letters = stackalloc byte[MaximumKey];
        Span<byte> bytes = stackalloc byte[MaximumKey];
        if (key.Length > letters.Length)
        {
            return false;
        }

        // Keys for URLs are written with - and _.
        key.CopyTo(letters);
        letters = letters[..key.Length];
        letters.Replace((byte)'-', (byte)'+');
        letters.Replace((byte)'_', (byte)'/');
        if (Base64.DecodeFromUtf8(letters, bytes, out _, out var length) != System.Buffers.OperationStatus.Done || length <= Size)
        {
            return false;
        }

        var expected = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(length - Size)..]);
        foreach (var seed in seeds)
        {
            if (Marvin32(bytes[..(length - Size)], seed) == expected)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Computes Marvin32 (Caswell and others, 2012), both halves joined by exclusive or.</summary>
    internal static uint Marvin32(ReadOnlySpan<byte> data, ulong seed)
    {
        var (low, high) = ((uint)seed, (uint)(seed >> 32));
        for (; data.Length >= sizeof(uint); data = data[sizeof(uint)..])
        {
            low += BinaryPrimitives.ReadUInt32LittleEndian(data);
            Mix(ref low, ref high);
        }

        var last = 0x80u;
        for (var i = data.Length - 1; i >= 0; i--)
        {
            last = (last << 8) | data[i];
        }

        low += last;
        Mix(ref low, ref high);
        Mix(ref low, ref high);
        return low ^ high;
    }

    private static void Mix(ref uint low, ref uint high)
    {
        high ^= low;
        low = BitOperations.RotateLeft(low, 20);
        low += high;
        high = BitOperations.RotateLeft(high, 9);
        high ^= low;
        low = BitOperations.RotateLeft(low, 27);
        low += high;
        high = BitOperations.RotateLeft(high, 19);
    }

    // Eight letters, the first one in the highest byte.
    private static ulong Seed(string letters) => letters.Aggregate(0UL, (seed, letter) => (seed << 8) | letter);
}

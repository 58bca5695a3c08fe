namespace Assay.Model;

/// <summary>Memory for the tables of one package's facts, which goes from package to package: a scan of many neither asks for new memory for each nor leaves it to the collector.</summary>
/// <remarks>Used by one thread at a time. What it gave is valid until <see cref="Clear"/>.</remarks>
public sealed class FactMemory
{
    // What a large package needed is not held for small ones.
    private const int KeptBytes = 48 * 1024 * 1024;

    internal MemoryBlocks<FactRecord> Records { get; } = new();

    internal MemoryBlocks<StoredArgument> Arguments { get; } = new();

    internal MemoryBlocks<StoredPlace> Places { get; } = new();

    internal MemoryBlocks<TextParts> Parts { get; } = new();

    internal MemoryBlocks<Dispatch> Dispatches { get; } = new();

    internal MemoryBlocks<int> Numbers { get; } = new();

    internal MemoryBlocks<byte> Bytes { get; } = new();

    internal MemoryBlocks<string?> Texts { get; } = new();

    /// <summary>Ends the life of everything that was given: it must not be read any more.</summary>
    public void Clear()
    {
        long kept = KeptBytes;
        Records.Clear(ref kept);
        Arguments.Clear(ref kept);
        Places.Clear(ref kept);
        Parts.Clear(ref kept);
        Dispatches.Clear(ref kept);
        Numbers.Clear(ref kept);
        Bytes.Clear(ref kept);
        Texts.Clear(ref kept);
    }
}

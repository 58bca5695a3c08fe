namespace Assay.Signatures.StrongNames;

/// <summary>Remembers keys of strong names: the assemblies of a publisher share few. Thread-safe.</summary>
internal sealed class StrongNameKeys
{
    private const int MaximumKeys = 512;

    // A key of 16384 bits has 2,080 bytes.
    private const int MaximumBytes = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PublicKeyBlob?> _keys = new(StringComparer.Ordinal);

    /// <summary>Reads a key; null when it is none, or its algorithms are not known.</summary>
    public PublicKeyBlob? Read(byte[] encoded)
    {
        if (encoded.Length > MaximumBytes)
        {
            return null;
        }

        var name = Convert.ToBase64String(encoded);
        lock (_lock)
        {
            if (_keys.TryGetValue(name, out var known))
            {
                return known;
            }

            if (_keys.Count == MaximumKeys)
            {
                _keys.Clear();
            }

            return _keys[name] = PublicKeyBlob.TryRead(encoded);
        }
    }
}

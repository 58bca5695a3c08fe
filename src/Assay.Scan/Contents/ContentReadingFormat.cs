using Assay.Model;
using Assay.Model.Storing;

namespace Assay.Scan;

/// <summary>What was read of one content as bytes; nothing is compressed here.</summary>
public static class ContentReadingFormat
{
    /// <summary>Writes a reading whose derived contents are all known (<see cref="DerivedArtifact.Known"/>).</summary>
    public static void Write(ContentReading reading, StoredBuffer output)
    {
        output.Number(reading.Derived.Count);
        foreach (var derived in reading.Derived)
        {
            var known = derived.Known ?? throw new ArgumentException("The content of a derived artifact is not known.", nameof(reading));
            output.Text(derived.Name);
            output.Text(derived.How);
            output.Number(derived.HostPlace + 1);
            output.Byte(derived.Recovered ? (byte)1 : (byte)0);
            output.Number((int)known.Kind);
            output.Number(known.Size);
            output.Text(known.Sha256);
            output.Text(known.Excerpt);
        }

        FileFactsFormat.Write(reading.Facts, output);
    }

    /// <summary>Reads one; throws <see cref="InvalidDataException"/> when the bytes are damaged.</summary>
    public static ContentReading Read(ReadOnlySpan<byte> bytes)
    {
        var input = new StoredReader(bytes);
        var derived = new DerivedArtifact[input.Count()];
        foreach (ref var artifact in derived.AsSpan())
        {
            artifact = new DerivedArtifact(input.RequiredText(), ReadOnlyMemory<byte>.Empty, input.RequiredText())
            {
                HostPlace = input.Number() - 1,
                Recovered = input.Byte() != 0,
                Known = new KnownContent((ArtifactKind)input.Number(), input.LongNumber(), input.RequiredText(), input.Text()),
            };
        }

        var facts = FileFactsFormat.Read(ref input);
        return input.AtEnd && Array.TrueForAll(derived, artifact => artifact.HostPlace < facts.Places.Count) ? new ContentReading(facts, derived) : throw StoredReader.Broken();
    }
}

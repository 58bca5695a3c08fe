using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Assay.DotNet.Recovery;
using Assay.Model;

namespace Assay.DotNet.Resources;

/// <summary>Looks into resources that are no program as they lie there: programs under a one-byte XOR, as text, or compressed, and content that looks encrypted.</summary>
/// <remarks>A few bytes decide for nearly every resource. A program that is found is handed back as it was before it was hidden.</remarks>
internal sealed class HiddenContent(FactWriter facts)
{
    /// <summary>Bytes that all hidden programs of an assembly may have.</summary>
    private const long MaximumUnpacked = 64 * 1024 * 1024;
    private const int MinimumProgram = 512;

    /// <summary>Smaller content gives no safe measure and holds no program worth hiding.</summary>
    private const int MinimumMeasured = 64 * 1024;
    private const double MinimumEntropy = 7.9;

    private long _unpacked;

    /// <summary>Examines one resource; of a resource set each of its byte arrays and streams.</summary>
    public void Examine(string name, ReadOnlyMemory<byte> content, List<DerivedArtifact> derived)
    {
        if (ResourceSet.IsOne(content.Span))
        {
            foreach (var (entry, bytes) in ResourceSet.Read(content, facts, name))
            {
                ExamineBytes(name + "/" + entry, bytes, derived);
            }
        }
        else
        {
            ExamineBytes(name, content, derived);
        }
    }

    private void ExamineBytes(string name, ReadOnlyMemory<byte> content, List<DerivedArtifact> derived)
    {
        var bytes = content.Span;
        if (bytes.Length < MinimumProgram)
        {
            return;
        }

        if (ProgramMarks.IsProgram(bytes))
        {
            derived.Add(new DerivedArtifact("resource:" + name, content, "resource set"));
        }
        else if (ProgramMarks.XorKey(bytes) is var key and not 0)
        {
            Add(name, $"XOR 0x{key:X2}", () => Xor(content.Span, key), bytes.Length, derived);
        }
        else if (bytes[0] is (byte)'T' or (byte)'f' or (byte)'4' or (byte)'7' && ProgramMarks.Encoding(Encoding.ASCII.GetString(bytes[..256])) is { } encoding)
        {
            Add(name, encoding, () => ProgramTexts.Decode(Encoding.ASCII.GetString(content.Span), encoding), bytes.Length, derived);
        }
        else if (IsDeflatedProgram(content) is var skip and >= 0)
        {
            Add(name, "deflate", () => Inflate(content[skip..], (int)(MaximumUnpacked - _unpacked)), bytes.Length, derived);
        }
        else if (bytes.StartsWith("H4sI"u8) && EncodedContent.TryDecode(Encoding.ASCII.GetString(bytes), out var decoded, out var layers))
        {
            Add(name, layers, () => decoded, bytes.Length, derived);
        }
        else if (UnzipUnderKey(bytes, out var layerKey) is { } unpacked)
        {
            Add(name, $"XOR 0x{layerKey:X2}, gzip", () => unpacked, bytes.Length, derived);
        }
        else
        {
            Measure(name, bytes);
        }
    }

    // RFC 1952: what begins with 1F 8B 08 when one byte is taken out of it.
    private static byte[]? UnzipUnderKey(ReadOnlySpan<byte> bytes, out byte key)
    {
        key = (byte)(bytes[0] ^ 0x1F);
        return key != 0 && (bytes[1] ^ key) == 0x8B && (bytes[2] ^ key) == 0x08 && EncodedContent.TryUnzip(Xor(bytes, key)) is { } unpacked && ProgramMarks.IsProgram(unpacked) ? unpacked : null;
    }

    private void Add(string name, string how, Func<byte[]> decode, int size, List<DerivedArtifact> derived)
    {
        facts.Add(FactKind.Anomaly, "hidden-program", arguments: new ArgumentList(new Argument("how", how), new Argument("in", "resource"), new Argument("name", HiddenCharacters.Escape(name))));
        if (_unpacked + size > MaximumUnpacked)
        {
            facts.AddProblem(ProblemId.LimitBytes, $"The resource {name} hides a program that is larger than the limit; it was not examined.", name);
            return;
        }

        var program = decode();
        _unpacked += program.Length;
        derived.Add(new DerivedArtifact("resource:" + name, program, "manifest resource, " + how) { Recovered = true });
    }

    private void Measure(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MinimumMeasured || CompressedFormats.Is(bytes))
        {
            return;
        }

        var randomness = Randomness.Of(bytes);
        if (randomness.Entropy >= MinimumEntropy)
        {
            facts.Add(FactKind.Anomaly, "even-bytes", arguments: new ArgumentList(
                new Argument("in", "resource"), new Argument("name", HiddenCharacters.Escape(name)), new Argument("size", bytes.Length.ToString(CultureInfo.InvariantCulture)),
                new Argument("entropy", randomness.Entropy.ToString("0.000", CultureInfo.InvariantCulture)), new Argument("chi-square", Math.Min(randomness.ChiSquare, 1e9).ToString("0", CultureInfo.InvariantCulture))));
        }
    }

    private static byte[] Xor(ReadOnlySpan<byte> bytes, byte key)
    {
        var plain = bytes.ToArray();
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] ^= key;
        }

        return plain;
    }

    /// <summary>Bytes before the deflated data (RFC 1951; two of a zlib header, RFC 1950) when a program comes out of it; -1 otherwise.</summary>
    private static int IsDeflatedProgram(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        var skip = bytes[0] == 0x78 && BinaryPrimitives.ReadUInt16BigEndian(bytes) % 31 == 0 ? 2 : 0;

        // BTYPE 10, a block with its own codes: what every compressor makes of so long a beginning.
        if ((bytes[skip] & 6) != 4)
        {
            return -1;
        }

        return ProgramMarks.IsProgram(Inflate(content.Slice(skip, Math.Min(content.Length - skip, 4096)), 4096)) ? skip : -1;
    }

    // Gives what comes out until the input, its sense or the limit ends.
    private static byte[] Inflate(ReadOnlyMemory<byte> packed, int limit)
    {
        using var deflate = new DeflateStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
        using var output = new MemoryStream();
        var buffer = new byte[Math.Min(limit, 81920)];
        try
        {
            for (int read; output.Length < limit && (read = deflate.Read(buffer, 0, (int)Math.Min(buffer.Length, limit - output.Length))) > 0;)
            {
                output.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return output.ToArray();
        }

        return output.ToArray();
    }
}

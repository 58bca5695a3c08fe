using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Text;

/// <summary>Finds programs that a file holds in disguise: written as text, or under a one-byte XOR, and content of unknown format that looks encrypted.</summary>
public static class HiddenPrograms
{
    /// <summary>Programs taken out of one file.</summary>
    private const int MaximumPrograms = 8;

    /// <summary>Characters that are tried: a hostile text may begin a program at every fourth letter.</summary>
    private const long MaximumCharacters = 64L * 1024 * 1024;
    private const int MinimumProgram = 512;
    private const int MinimumMeasured = 64 * 1024;
    private const double MinimumEntropy = 7.9;

    /// <summary>Examines a file whose format is unknown.</summary>
    public static IReadOnlyList<DerivedArtifact> InUnknown(ReadOnlyMemory<byte> content, FactWriter facts)
    {
        var bytes = content.Span;
        if (ProgramMarks.XorKey(bytes) is var key and not 0)
        {
            var plain = bytes.ToArray();
            for (var i = 0; i < plain.Length; i++)
            {
                plain[i] ^= key;
            }

            Add(facts, $"XOR 0x{key:X2}", PositionKind.ByteOffset, 0, 0);
            return [new DerivedArtifact("program#1.exe", plain, $"XOR 0x{key:X2}") { Recovered = true }];
        }

        if (bytes.Length >= MinimumMeasured && !CompressedFormats.Is(bytes) && Randomness.Of(bytes) is { Entropy: >= MinimumEntropy } randomness)
        {
            facts.Add(FactKind.Anomaly, "even-bytes", arguments: new ArgumentList(new Argument("in", "file"), new Argument("size", bytes.Length.ToString(CultureInfo.InvariantCulture)),
                new Argument("entropy", randomness.Entropy.ToString("0.000", CultureInfo.InvariantCulture)), new Argument("chi-square", Math.Min(randomness.ChiSquare, 1e9).ToString("0", CultureInfo.InvariantCulture))));
        }

        return [];
    }

    /// <summary>Examines a text: base-64 and hexadecimal that begin like a program, anywhere in it.</summary>
    public static IReadOnlyList<DerivedArtifact> InText(ReadOnlySpan<byte> bytes, FactWriter facts)
    {
        if (bytes.Length < MinimumProgram)
        {
            return [];
        }

        var text = TextDecoding.ToUtf8(bytes, new FactWriter(), out var converted) ? converted.AsSpan() : bytes;
        var found = new List<DerivedArtifact>();
        var budget = MaximumCharacters;
        Span<byte> letters = stackalloc byte[8];

        // "MZ" with its next byte, which is one of two dozen in practice, the most usual ones; the ELF mark.
        foreach (var mark in (ReadOnlySpan<string>)["TVqQAA", "TVpQAA", "TVqAAA", "TVroAA", "f0VMRg", "4D5A90", "4d5a90", "4D5A50", "7F454C46", "7f454c46"])
        {
            var lines = new LineCounter();
            var needle = letters[..Encoding.ASCII.GetBytes(mark, letters)];
            for (var from = 0; found.Count < MaximumPrograms && budget > 0 && text[from..].IndexOf(needle) is >= 0 and var hit;)
            {
                var at = from + hit;
                from = at + mark.Length;
                budget -= mark.Length;

                // Within a longer run the letters mean something else.
                if (at > 0 && char.IsAsciiLetterOrDigit((char)text[at - 1]))
                {
                    continue;
                }

                var begins = Encoding.Latin1.GetString(text.Slice(at, Math.Min(256, text.Length - at)));
                if (ProgramMarks.Encoding(begins) is not { } encoding)
                {
                    continue;
                }

                var rest = text[at..];
                budget -= rest.Length;
                var program = ProgramTexts.Decode(Encoding.Latin1.GetString(rest), encoding);
                if (program.Length >= MinimumProgram && ProgramMarks.IsProgram(program))
                {
                    lines.MoveTo(text, at);
                    Add(facts, encoding, PositionKind.LineColumn, lines.Line, lines.Column(text, at));
                    found.Add(new DerivedArtifact(string.Create(CultureInfo.InvariantCulture, $"program#{found.Count + 1}.exe"), program, encoding) { Recovered = true });
                }
            }
        }

        return found;
    }

    /// <summary>Examines the constant texts that an analyser wrote.</summary>
    public static IReadOnlyList<DerivedArtifact> InStrings(FactWriter facts)
    {
        var found = new List<DerivedArtifact>();
        var count = facts.Count;
        for (var i = 0; i < count && found.Count < MaximumPrograms; i++)
        {
            var record = facts.Records[i];
            if (record.Kind != FactKind.String || facts.Text(record.Value) is not { Length: >= MinimumProgram } text || text[0] is not ('T' or 'f' or '4' or '7') || ProgramMarks.Encoding(text) is not { } encoding)
            {
                continue;
            }

            var program = ProgramTexts.Decode(text, encoding);
            if (program.Length >= MinimumProgram && ProgramMarks.IsProgram(program))
            {
                facts.Add(FactKind.Anomaly, "hidden-program", record.Place, new ArgumentList(new Argument("how", encoding), new Argument("in", "text")), Derivation.Recovered, record.PositionKind, record.Position, record.Column);
                found.Add(new DerivedArtifact(string.Create(CultureInfo.InvariantCulture, $"program#{found.Count + 1}.exe"), program, encoding) { HostPlace = record.Place, Recovered = true });
            }
        }

        return found;
    }

    private static void Add(FactWriter facts, string how, PositionKind kind, int position, int column) =>
        facts.Add(FactKind.Anomaly, "hidden-program", FactRecord.None, new ArgumentList(new Argument("how", how), new Argument("in", "file")), Derivation.Literal, kind, position, column);
}

using System.Buffers;
using System.Globalization;
using System.Text;
using Assay.Licenses;
using Assay.Model;

namespace Assay.Text.Licenses;

/// <summary>Says which licences a text states: by their texts, by sentences, by SPDX identifiers and by the addresses of publishers.</summary>
public static class LicenseTextAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    private const int MaximumIdentifier = 256;
    private const int MaximumReferences = 10_000;

    private static readonly SearchValues<byte> AddressEnds = SearchValues.Create(" \t\r\n\"'<>()[]{},;|`"u8);

    private static ReadOnlySpan<byte> IdentifierMark => "SPDX-License-Identifier:"u8;

    /// <summary>Writes a <c>license</c> fact for each licence at its first place: value the id, <c>how</c> it was recognised, <c>similarity</c> of its text of a hundred, <c>count</c> when it stands there several times.</summary>
    public static void Analyze(ReadOnlySpan<byte> bytes, FactWriter facts)
    {
        var isRtf = RtfText.IsIn(bytes);
        // An RTF file is read in another order of lines than it is written in: its facts have no place.
        var text = isRtf ? Encoding.UTF8.GetBytes(RtfText.Read(bytes)) : TextDecoding.ToUtf8(bytes, facts: null, out var converted) ? converted : bytes;
        var found = LicenseIndex.Default.FindTexts(text, out var isComplete);
        if (!isComplete)
        {
            facts.AddProblem(ProblemId.LimitFindings, "The file has more text of licences than is compared; the rest is left out.");
        }

        var stated = new Dictionary<string, Statement>(StringComparer.OrdinalIgnoreCase);
        foreach (var license in found)
        {
            var how = license.IsPhrase ? "phrase" : "text";
            stated[license.Id] = stated.TryGetValue(license.Id, out var before)
                ? before with
                {
                    // The sentence that names a licence stands before its text: only texts count.
                    How = before.How == "text" ? before.How : how,
                    Count = before.How == how ? before.Count + 1 : before.How == "text" ? before.Count : 1,
                    Similarity = before.How == how ? Math.Max(before.Similarity ?? 0, license.Similarity) : before.How == "text" ? before.Similarity : license.Similarity,
                }
                : new Statement(license.Id, how, license.Similarity, license.Offset, 1);
        }

        AddIdentifiers(text, stated);
        AddAddresses(text, stated);
        Write(text, !isRtf, stated.Values, facts);
    }

    // SPDX specification, annex on using short identifiers: the expression ends with the line.
    private static void AddIdentifiers(ReadOnlySpan<byte> text, Dictionary<string, Statement> stated)
    {
        for (int from = 0, left = MaximumReferences; left > 0 && text[from..].IndexOf(IdentifierMark) is var hit and >= 0; left--)
        {
            var start = from + hit;
            from = start + IdentifierMark.Length;
            var line = text[from..Math.Min(text.Length, from + MaximumIdentifier)];
            var end = line.IndexOfAny("\r\n*<"u8);
            if (SpdxExpression.Parse(Encoding.UTF8.GetString(end < 0 ? line : line[..end]), out _) is not { } expression)
            {
                continue;
            }

            foreach (var license in expression.Licenses)
            {
                var id = license.Find(LicenseIndex.Default)?.Id ?? license.Id;
                stated.TryAdd(id, new Statement(id, "identifier", null, start, 1));
            }
        }
    }

    private static void AddAddresses(ReadOnlySpan<byte> text, Dictionary<string, Statement> stated)
    {
        for (int from = 0, left = MaximumReferences; left > 0 && text[from..].IndexOf("://"u8) is var hit and >= 0; left--)
        {
            var at = from + hit;
            from = at + 3;
            var start = at >= 5 && text[at - 1] == (byte)'s' ? at - 5 : at - 4;
            var rest = text[at..Math.Min(text.Length, at + MaximumIdentifier)];
            var end = rest.IndexOfAny(AddressEnds);
            var address = "http" + Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]).TrimEnd('.', '*', '_');
            if (start >= 0 && LicenseIndex.Default.FindByAddress(address) is { } license && !stated.Values.Any(statement => LicenseIndex.Default.Find(statement.Id)?.Text == license.Text))
            {
                stated.Add(license.Id, new Statement(license.Id, "address", null, start, 1));
            }
        }
    }

    private static void Write(ReadOnlySpan<byte> text, bool hasPlaces, IEnumerable<Statement> statements, FactWriter facts)
    {
        var lines = new LineCounter();
        foreach (var statement in statements.OrderBy(statement => statement.Offset).ThenBy(statement => statement.Id, StringComparer.Ordinal))
        {
            var arguments = new List<Argument>
            {
                new("how", statement.How),
                new("family", LicenseIndex.NameOf(LicenseIndex.Default.Find(statement.Id)?.Family ?? LicenseFamily.Unknown)),
            };
            if (statement.Similarity is { } similarity)
            {
                arguments.Add(new Argument("similarity", similarity.ToString(CultureInfo.InvariantCulture)));
            }

            if (statement.Count > 1)
            {
                arguments.Add(new Argument("count", statement.Count.ToString(CultureInfo.InvariantCulture)));
            }

            lines.MoveTo(text, hasPlaces ? statement.Offset : 0);
            facts.Add(FactKind.License, statement.Id, FactRecord.None, new ArgumentList([.. arguments]), Derivation.Literal,
                hasPlaces ? PositionKind.LineColumn : PositionKind.None, hasPlaces ? lines.Line : 0, hasPlaces ? lines.Column(text, statement.Offset) : 0);
        }
    }

    private sealed record Statement(string Id, string How, int? Similarity, int Offset, int Count);
}

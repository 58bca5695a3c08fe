using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Assay.Model;

namespace Assay.Text.Secrets;

/// <summary>Writes <c>secret</c> facts. What is secret never gets into one: only the beginning that everybody knows.</summary>
public static class SecretFacts
{
    /// <summary>Shorter texts hold no secret.</summary>
    private const int ShortestText = 12;

    /// <summary>Texts are searched in batches of this size.</summary>
    private const int Batch = 64 * 1024;

    /// <summary>Searches a text file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="where">What kind of text it is: <c>code</c>, <c>file</c> or <c>documentation</c>.</param>
    /// <param name="facts">Takes the facts, with line and column.</param>
    public static void AddFromText(ReadOnlySpan<byte> bytes, string where, FactWriter facts) => AddFromText(bytes, where, null, facts);

    /// <summary>Searches a text file of which parts document the rest.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="where">What kind of text it is.</param>
    /// <param name="isRemark">Tells of a line and column whether a remark stands there; asked for what was found alone.</param>
    /// <param name="facts">Takes the facts, with line and column.</param>
    public static void AddFromText(ReadOnlySpan<byte> bytes, string where, Func<int, int, bool>? isRemark, FactWriter facts)
    {
        var text = TextDecoding.ToUtf8(bytes, new FactWriter(), out var converted) ? converted.AsSpan() : bytes;
        var matches = new List<SecretMatch>();
        var complete = SecretScanner.Find(text, matches, passwords: where != "documentation");
        var lines = new LineCounter();
        var last = 0;
        foreach (var match in matches.Take(facts.Limits.Number(Limit.Secrets)))
        {
            // A match may begin before its anchor, and so before the one in front of it.
            last = Math.Max(last, match.Start);
            lines.MoveTo(text, last);
            var (line, column) = (lines.Line, lines.Column(text, last));
            var place = isRemark is not null && isRemark(line, column) ? "documentation" : where;
            facts.Add(FactKind.Secret, match.Format, FactRecord.None, Arguments(match, text.Slice(match.Start, match.Length), place), Derivation.Literal, PositionKind.LineColumn, line, column);
        }

        SayLimits(complete, matches.Count, facts);
    }

    /// <summary>Searches the ASCII texts within a binary.</summary>
    /// <param name="bytes">The binary or a part of it.</param>
    /// <param name="offset">Where the part begins in the file.</param>
    /// <param name="where">What the bytes are: <c>code</c>, <c>resource</c>.</param>
    /// <param name="facts">Takes the facts, with byte offsets.</param>
    public static void AddFromBinary(ReadOnlySpan<byte> bytes, int offset, string where, FactWriter facts)
    {
        var matches = new List<SecretMatch>();
        var complete = SecretScanner.Find(bytes, matches);
        foreach (var match in matches.Take(facts.Limits.Number(Limit.Secrets)))
        {
            facts.Add(FactKind.Secret, match.Format, FactRecord.None, Arguments(match, bytes.Slice(match.Start, match.Length), where), Derivation.Literal, PositionKind.ByteOffset, offset + match.Start);
        }

        SayLimits(complete, matches.Count, facts);
    }

    /// <summary>Searches the <c>string</c> facts already written, and states what is found at their places. Each distinct text is searched once.</summary>
    /// <param name="facts">Has the texts and takes the facts.</param>
    /// <param name="computedOnly">True where the file itself is searched as well: only texts that do not stand in it.</param>
    public static void AddFromStrings(FactWriter facts, bool computedOnly)
    {
        var found = Find(facts, computedOnly, out var complete);
        var added = 0;
        var limit = facts.Limits.Number(Limit.Secrets);
        var count = found.Count == 0 ? 0 : facts.Count;
        for (var i = 0; i < count; i++)
        {
            var record = facts.Records[i];
            if (record.Kind != FactKind.String || (computedOnly && record.Derivation == Derivation.Literal) || !found.TryGetValue(record.Value, out var secrets))
            {
                continue;
            }

            foreach (var (format, arguments) in secrets)
            {
                if (++added <= limit)
                {
                    facts.Add(new FactRecord(FactKind.Secret, record.Derivation, record.PositionKind, format, arguments, record.Place, record.Position, record.Column));
                }
            }
        }

        SayLimits(complete, added, facts);
    }

    /// <summary>States a secret that is a file as a whole.</summary>
    internal static void AddFile(in SecretMatch match, FactWriter facts) =>
        facts.Add(FactKind.Secret, match.Format, FactRecord.None, Arguments(match, default, "file"), Derivation.Literal, PositionKind.ByteOffset, 0);

    // Texts are joined with a line break between, so that a short one costs little and none goes on in the next.
    private static Dictionary<int, List<(int Format, int Arguments)>> Find(FactWriter facts, bool computedOnly, out bool complete)
    {
        var found = new Dictionary<int, List<(int, int)>>();
        var seen = new HashSet<int>();
        var buffer = ArrayPool<byte>.Shared.Rent(Batch);
        var texts = new List<(int Text, int Start)>();
        var used = 0;
        complete = true;
        var count = facts.Count;
        for (var i = 0; i < count; i++)
        {
            var record = facts.Records[i];
            if (record.Kind != FactKind.String || (computedOnly && record.Derivation == Derivation.Literal) || facts.Text(record.Value) is not { Length: >= ShortestText } text || !seen.Add(record.Value))
            {
                continue;
            }

            if (used + text.Length + 1 > buffer.Length)
            {
                complete &= Search(buffer.AsSpan(0, used), texts, facts, found);
                texts.Clear();
                used = 0;
                if (text.Length + 1 > buffer.Length)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = ArrayPool<byte>.Shared.Rent(text.Length + 1);
                }
            }

            texts.Add((record.Value, used));
            AsciiText.Narrow(text, buffer.AsSpan(used));
            used += text.Length;
            buffer[used++] = (byte)'\n';
        }

        complete &= Search(buffer.AsSpan(0, used), texts, facts, found);
        ArrayPool<byte>.Shared.Return(buffer);
        return found;
    }

    private static bool Search(ReadOnlySpan<byte> bytes, List<(int Text, int Start)> texts, FactWriter facts, Dictionary<int, List<(int, int)>> found)
    {
        var matches = new List<SecretMatch>();
        var complete = SecretScanner.Find(bytes, matches);
        foreach (var match in matches)
        {
            var index = texts.BinarySearch((0, match.Start), Comparer<(int Text, int Start)>.Create((left, right) => left.Start.CompareTo(right.Start)));
            index = index < 0 ? ~index - 1 : index;
            var end = index + 1 < texts.Count ? texts[index + 1].Start : bytes.Length;
            if (match.Start + match.Length > end)
            {
                // Keys over several lines must not be put together out of texts that are beside each other by chance.
                continue;
            }

            ref var secrets = ref CollectionsMarshal.GetValueRefOrAddDefault(found, texts[index].Text, out _);
            secrets ??= [];
            secrets.Add((facts.Intern(match.Format), facts.Intern(Arguments(match, bytes.Slice(match.Start, match.Length), "code"))));
        }

        return complete;
    }

    private static ArgumentList Arguments(in SecretMatch match, ReadOnlySpan<byte> text, string where)
    {
        var list = new List<Argument>(8) { new("family", match.Family.Name()), new("in", where) };
        if (match.Service is { } service)
        {
            list.Add(new Argument("service", service));
        }

        if (!text.IsEmpty)
        {
            list.Add(new Argument("redacted", Redact(match, text)));
        }

        list.Add(new Argument("checked", match.Checked ? "true" : "false"));
        if (match.Protected is { } isProtected)
        {
            list.Add(new Argument("protected", isProtected ? "true" : "false"));
        }

        if (match.Known is { } known)
        {
            list.Add(new Argument("known", known));
        }

        if (match.Detail is { } detail)
        {
            list.Add(new Argument("detail", detail));
        }

        return new ArgumentList([.. list]);
    }

    // ghp_(36 hidden): the beginning, in one line, and how much is left out.
    private static string Redact(in SecretMatch match, ReadOnlySpan<byte> text)
    {
        var hidden = text.Length - match.Shown - match.ShownEnd;
        return string.Create(CultureInfo.InvariantCulture, $"{OneLine(text[..match.Shown])}({hidden} hidden){OneLine(text[(text.Length - match.ShownEnd)..])}");
    }

    private static string OneLine(ReadOnlySpan<byte> text)
    {
        var shown = Encoding.UTF8.GetString(text.Length > 120 ? text[..120] : text);
        return string.Concat(shown.Select(letter => char.IsControl(letter) ? ' ' : letter));
    }

    private static void SayLimits(bool complete, int count, FactWriter facts)
    {
        if (!complete || count > facts.Limits.Number(Limit.Secrets))
        {
            facts.AddLimit(Limit.Secrets, "The file holds more that looks like a secret than the limit; the rest is left out.");
        }
    }
}

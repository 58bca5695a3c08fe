using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Assay.Model.Storing;

/// <summary>Facts of a file as bytes. They are written column by column, which packs well; nothing is compressed here.</summary>
/// <remarks>
/// Numbers of kinds are those of this build: what is stored is kept under the version of the extractor.
/// Debug symbols stay out: they are needed only to show lines, and are as large as everything else.
/// </remarks>
public static class FileFactsFormat
{
    private const byte Format = 2;

    // A name has at most 1,024 letters, two of them between a type and a member.
    private const int MaximumDepth = 1024;

    // The last of each enumeration: bytes may say more than there is.
    private const int LastKind = (int)FactKind.Vulnerability;
    private const int LastDerivation = (int)Derivation.Unknown;
    private const int LastPosition = (int)PositionKind.ByteOffset;

    private const byte AsciiText = 0;
    private const byte MemberText = 1;
    private const byte Utf8Text = 2;
    private const byte Utf16Text = 3;

    /// <summary>Writes facts.</summary>
    public static void Write(FileFacts facts, StoredBuffer output)
    {
        output.Byte(Format);
        output.Byte(facts.Complete ? (byte)1 : (byte)0);
        WriteTexts(facts.Strings, output);
        WritePlaces(((PlaceTable)facts.Places).Stored, output);
        WriteArguments((ArgumentTable)facts.Arguments, output);
        WriteRecords(facts.RecordSpan, output);
        facts.Links.Write(output);
        WriteProblems(facts.Problems, output);
    }

    /// <summary>Reads facts; throws <see cref="InvalidDataException"/> where indexes or texts cannot be so.</summary>
    public static FileFacts Read(ref StoredReader input)
    {
        if (input.Byte() != Format)
        {
            throw StoredReader.Broken();
        }

        var complete = input.Byte() != 0;
        var texts = ReadTexts(ref input);
        var places = ReadPlaces(ref input, texts.Count);
        var arguments = ReadArguments(ref input, texts);
        var records = ReadRecords(ref input, texts.Count, arguments.Count, places.Length);
        return new FileFacts
        {
            Complete = complete,
            Strings = texts,
            Places = new PlaceTable(places, texts),
            Arguments = arguments,
            Records = records,
            Links = CodeLinks.Read(ref input, places.Length, texts.Count),
            Problems = ReadProblems(ref input),
        };
    }

    /// <summary>Writes problems of one artifact or of several.</summary>
    public static void WriteProblems(IReadOnlyList<Problem> problems, StoredBuffer output)
    {
        output.Number(problems.Count);
        foreach (var problem in problems)
        {
            output.Number((int)problem.Id);
            output.Text(problem.Artifact);
            output.Text(problem.Location);
            output.Text(problem.Text);
            output.Text(problem.Reached?.Name);
            if (problem.Reached is { } reached)
            {
                output.Text(reached.Value.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Reads problems.</summary>
    public static Problem[] ReadProblems(ref StoredReader input)
    {
        var problems = new Problem[input.Count()];
        foreach (ref var problem in problems.AsSpan())
        {
            var id = (ProblemId)input.Number();
            problem = new Problem(Enum.IsDefined(id) ? id : throw StoredReader.Broken(), input.RequiredText(), input.Text(), input.RequiredText()) { Reached = ReadReached(ref input) };
        }

        return problems;
    }

    private static LimitValue? ReadReached(ref StoredReader input)
    {
        if (input.Text() is not { } name)
        {
            return null;
        }

        return LimitTable.Find(name) is { } definition && long.TryParse(input.RequiredText(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new LimitValue(definition.Limit, value)
            : throw StoredReader.Broken();
    }

    private static void WriteTexts(TextTable texts, StoredBuffer output)
    {
        output.Number(texts.Count);
        var spellings = output.Take(texts.Count);
        var ascii = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            spellings[i] = SpellingOf(texts, i);
            ascii += spellings[i] == AsciiText ? texts.LengthOf(i) : 0;
        }

        // The buffer may move while it grows.
        byte[] kept = [.. spellings];
        for (var i = 0; i < kept.Length; i++)
        {
            switch (kept[i])
            {
                case AsciiText:
                    output.Number(texts.LengthOf(i));
                    break;
                case MemberText:
                    var parts = texts.PartsOf(i);
                    output.Number(parts.Type);
                    output.Number(parts.Member);
                    break;
                case Utf8Text:
                    output.Number(Encoding.UTF8.GetByteCount(texts[i]));
                    break;
                default:
                    output.Number(texts[i].Length);
                    break;
            }
        }

        output.Number(ascii);
        var letters = output.Take(ascii);
        for (var i = 0; i < kept.Length; i++)
        {
            letters = kept[i] == AsciiText ? letters[texts.CopyAscii(i, letters)..] : letters;
        }

        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i] == Utf8Text)
            {
                output.Bytes(Encoding.UTF8.GetBytes(texts[i]));
            }
            else if (kept[i] == Utf16Text)
            {
                output.Utf16(texts[i]);
            }
        }
    }

    private static byte SpellingOf(TextTable texts, int index) =>
        texts.PartsOf(index) is { IsMember: true } ? MemberText
        : texts.PartsOf(index).IsName || Ascii.IsValid(texts[index]) ? AsciiText
        : StoredBuffer.IsWellFormed(texts[index]) ? Utf8Text
        : Utf16Text;

    private static TextTable ReadTexts(ref StoredReader input)
    {
        var count = input.Count();
        var spellings = input.Bytes(count);
        var texts = new string?[count];
        var parts = new TextParts[count];
        var depths = new short[count];
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            switch (spellings[i])
            {
                case AsciiText:
                    var length = input.Number(int.MaxValue - start);
                    parts[i] = TextParts.OfName(start, length);
                    start += length;
                    break;
                case MemberText:
                    // Of texts before it, so that there is no circle, and not too deep to be put together.
                    var (type, member) = (input.Number(i - 1), input.Number(i - 1));
                    parts[i] = TextParts.OfMember(type, member);
                    depths[i] = (short)(Math.Max(depths[type], depths[member]) + 1);
                    if (depths[i] > MaximumDepth)
                    {
                        throw StoredReader.Broken();
                    }

                    break;
                case Utf8Text or Utf16Text:
                    parts[i] = TextParts.OfName(0, input.Number());
                    break;
                default:
                    throw StoredReader.Broken();
            }
        }

        if (input.Number() != start)
        {
            throw StoredReader.Broken();
        }

        var names = input.Bytes(start).ToArray();
        if (!Ascii.IsValid(names))
        {
            throw StoredReader.Broken();
        }

        for (var i = 0; i < count; i++)
        {
            if (spellings[i] is Utf8Text or Utf16Text)
            {
                var length = parts[i].NameLength;
                texts[i] = spellings[i] == Utf8Text ? StoredReader.Utf8(input.Bytes(length)) : length <= int.MaxValue / sizeof(char) ? input.Utf16(length) : throw StoredReader.Broken();
                parts[i] = TextParts.None;
            }
        }

        return new TextTable(texts, parts, names);
    }

    private static void WritePlaces(ReadOnlySpan<StoredPlace> places, StoredBuffer output)
    {
        output.Number(places.Length);
        foreach (ref readonly var place in places)
        {
            output.Number(place.Type + 1);
            output.Number(place.Method + 1);
            output.Number(place.BodyType + 1);
            output.Number(place.BodyMethod + 1);
            output.Number(place.XPath + 1);
            output.Number((int)place.Surface);
        }
    }

    private static StoredPlace[] ReadPlaces(ref StoredReader input, int texts)
    {
        var places = new StoredPlace[input.Count()];
        foreach (ref var place in places.AsSpan())
        {
            place = new StoredPlace(input.Number(texts) - 1, input.Number(texts) - 1, input.Number(texts) - 1, input.Number(texts) - 1, input.Number(texts) - 1, (Surface)input.Number());
        }

        return places;
    }

    private static void WriteArguments(ArgumentTable table, StoredBuffer output)
    {
        output.Number(table.Count);
        for (var i = 0; i < table.Count; i++)
        {
            output.Number(table.List(i).Length);
        }

        foreach (ref readonly var argument in table.Stored)
        {
            output.Number(argument.Name + 1);
            output.Number(argument.Value + 1);
            output.Byte((byte)argument.Derivation);
        }
    }

    private static ArgumentTable ReadArguments(ref StoredReader input, TextTable texts)
    {
        var starts = new int[input.Count() + 1];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + input.Number(int.MaxValue - starts[i - 1]);
        }

        input.Expect(starts[^1]);
        var arguments = new StoredArgument[starts[^1]];
        foreach (ref var argument in arguments.AsSpan())
        {
            argument = new StoredArgument(input.Number(texts.Count) - 1, input.Number(texts.Count) - 1, input.Byte() is <= LastDerivation and var derivation ? (Derivation)derivation : throw StoredReader.Broken());
        }

        return new ArgumentTable(arguments, starts, texts);
    }

    private static void WriteRecords(ReadOnlySpan<FactRecord> records, StoredBuffer output)
    {
        output.Number(records.Length);
        foreach (ref readonly var record in records)
        {
            output.Byte((byte)record.Kind);
        }

        foreach (ref readonly var record in records)
        {
            output.Byte((byte)((int)record.Derivation | ((int)record.PositionKind << 4)));
        }

        foreach (ref readonly var record in records)
        {
            output.Number(record.Value);
        }

        foreach (ref readonly var record in records)
        {
            output.Number(record.Arguments + 1);
        }

        var before = 0;
        foreach (ref readonly var record in records)
        {
            output.Signed(record.Place - before);
            before = record.Place;
        }

        before = 0;
        foreach (ref readonly var record in records)
        {
            output.Signed((long)record.Position - before);
            before = record.Position;
        }

        foreach (ref readonly var record in records)
        {
            output.Signed(record.Column);
        }
    }

    private static FactRecord[] ReadRecords(ref StoredReader input, int texts, int lists, int places)
    {
        var count = input.Count();
        var kinds = input.Bytes(count);
        var hows = input.Bytes(count);
        input.Expect(count * 5L);
        var records = GC.AllocateUninitializedArray<FactRecord>(count);
        for (var i = 0; i < count; i++)
        {
            if (kinds[i] > LastKind || (hows[i] & 15) > LastDerivation || hows[i] >> 4 > LastPosition)
            {
                throw StoredReader.Broken();
            }

            records[i] = new FactRecord((FactKind)kinds[i], (Derivation)(hows[i] & 15), (PositionKind)(hows[i] >> 4), input.Number(texts - 1), 0, 0, 0);
        }

        foreach (ref var record in records.AsSpan())
        {
            record = record with { Arguments = input.Number(lists) - 1 };
        }

        var before = 0L;
        foreach (ref var record in records.AsSpan())
        {
            before += input.Signed();
            record = before >= FactRecord.None && before < places ? record with { Place = (int)before } : throw StoredReader.Broken();
        }

        before = 0;
        foreach (ref var record in records.AsSpan())
        {
            before += input.SignedLong();
            record = before is >= int.MinValue and <= int.MaxValue ? record with { Position = (int)before } : throw StoredReader.Broken();
        }

        foreach (ref var record in records.AsSpan())
        {
            record = record with { Column = input.Signed() };
        }

        return records;
    }
}

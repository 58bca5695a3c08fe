using System.Runtime.CompilerServices;

namespace Assay.Model;

/// <summary>Everything an analyser read from one content, whatever package it lies in: stored under (SHA-256, kind, analyser version).</summary>
public sealed class FileFacts
{
    internal FileFacts()
    {
    }

    /// <summary>The facts, in file order.</summary>
    public required ArraySegment<FactRecord> Records { get; init; }

    /// <summary>The same, for code that reads all of them.</summary>
    public ReadOnlySpan<FactRecord> RecordSpan => Records;

    /// <summary>Values that <see cref="FactRecord.Value"/> counts in.</summary>
    public required TextTable Strings { get; init; }

    /// <summary>Places that <see cref="FactRecord.Place"/> counts in.</summary>
    public required IReadOnlyList<Place> Places { get; init; }

    /// <summary>Argument lists that <see cref="FactRecord.Arguments"/> counts in.</summary>
    public required IReadOnlyList<ArgumentList> Arguments { get; init; }

    /// <summary>Which places run which others.</summary>
    public CodeLinks Links { get; init; } = CodeLinks.None;

    /// <summary>Debug symbols of an assembly, or those a file holds; null when there are none.</summary>
    public DebugSymbols? Symbols { get; init; }

    /// <summary>What could not be read; the artifact is filled in by the caller.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>False when something that could hold facts was not read: conditions on absence do not hold then.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>No facts.</summary>
    public static FileFacts Empty { get; } = new FactWriter().ToFacts();

    /// <summary>True when nothing was found and all was read. Symbols do not count.</summary>
    public bool IsEmpty => Records.Count == 0 && Problems.Count == 0 && Complete && Links.Count == 0 && Links.References.Count == 0;

    /// <summary>Bytes that the tables take as stored: records, places, arguments, links, texts. Symbols and problems are left out.</summary>
    public long StoredBytes => ((long)Records.Count * Unsafe.SizeOf<FactRecord>()) + ((long)Places.Count * Unsafe.SizeOf<StoredPlace>()) + ((ArgumentTable)Arguments).StoredBytes
        + ((long)(Links.Count + Places.Count) * sizeof(int)) + ((long)Links.Dispatches.Length * Unsafe.SizeOf<Dispatch>()) + Strings.StoredBytes;

    /// <summary>Reads a place's own surfaces without making its texts.</summary>
    public Surface PlaceSurface(int place) => ((PlaceTable)Places).Stored[place].Surface;

    /// <summary>Names a place's type and method by text indexes (-1: none), without making its texts. Equal texts have equal indexes.</summary>
    public (int Type, int Method) PlaceNames(int place)
    {
        var stored = ((PlaceTable)Places).Stored[place];
        return (stored.Type, stored.Method);
    }

    /// <summary>Names the type and method that IL offsets count in where the compiler made them or the type is nested, by text indexes (-1: none), without making its texts.</summary>
    public (int Type, int Method) PlaceBody(int place)
    {
        var stored = ((PlaceTable)Places).Stored[place];
        return (stored.BodyType, stored.BodyMethod);
    }

    /// <summary>Marks the texts that stand as constant values in some argument list.</summary>
    public bool[] ArgumentTexts()
    {
        var texts = new bool[Strings.Count];
        foreach (var argument in ((ArgumentTable)Arguments).Stored)
        {
            if (argument.Value >= 0 && argument.Derivation <= Derivation.Recovered)
            {
                texts[argument.Value] = true;
            }
        }

        return texts;
    }

    /// <summary>Says in which ways arguments became known: bits by <see cref="Derivation"/>.</summary>
    public int ArgumentDerivations()
    {
        var derivations = 0;
        foreach (var argument in ((ArgumentTable)Arguments).Stored)
        {
            derivations |= 1 << (int)argument.Derivation;
        }

        return derivations;
    }

    /// <summary>True when an argument of the list has that name and a value.</summary>
    public bool HasArgument(int list, string name)
    {
        foreach (var argument in ((ArgumentTable)Arguments).List(list))
        {
            if (argument is { Name: >= 0, Value: >= 0 } && Strings[argument.Name] == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads an argument list without making an object of it.</summary>
    /// <returns>How many arguments there are; more than the buffer holds are not read.</returns>
    public int ReadArguments(int list, Span<Argument> buffer)
    {
        var table = (ArgumentTable)Arguments;
        var count = table.List(list).Length;
        if (count <= buffer.Length)
        {
            table.Read(list, buffer);
        }

        return count;
    }

    /// <summary>Joins, list by list, the bits of the texts that stand as constants in it.</summary>
    /// <param name="texts">The bits of each text.</param>
    /// <param name="masks">Takes those of each list; as long as there are lists.</param>
    public void ArgumentMasks(ReadOnlySpan<ulong> texts, Span<ulong> masks)
    {
        var table = (ArgumentTable)Arguments;
        for (var i = 0; i < masks.Length; i++)
        {
            var mask = 0ul;
            foreach (ref readonly var argument in table.List(i))
            {
                mask |= argument.Value >= 0 && argument.Derivation <= Derivation.Recovered ? texts[argument.Value] : 0;
            }

            masks[i] = mask;
        }
    }

    /// <summary>Gives the same facts, those of a kind with other arguments.</summary>
    /// <param name="kind">Which facts.</param>
    /// <param name="change">Gives the new arguments of a list, or the list itself where nothing changes. Asked once for each list.</param>
    public FileFacts WithArguments(FactKind kind, Func<ArgumentList, ArgumentList> change)
    {
        var changed = new Dictionary<int, int>();
        var added = new List<ArgumentList>();
        var records = Records.ToArray();
        foreach (ref var record in records.AsSpan())
        {
            if (record.Kind != kind || record.Arguments == FactRecord.None)
            {
                continue;
            }

            if (!changed.TryGetValue(record.Arguments, out var list))
            {
                var before = Arguments[record.Arguments];
                var after = change(before);
                list = ReferenceEquals(before, after) ? record.Arguments : Arguments.Count + added.Count;
                changed.Add(record.Arguments, list);
                if (list != record.Arguments)
                {
                    added.Add(after);
                }
            }

            record = record with { Arguments = list };
        }

        if (added.Count == 0)
        {
            return this;
        }

        var (strings, arguments) = ((ArgumentTable)Arguments).With(Strings, added);
        return new FileFacts
        {
            Records = records,
            Strings = strings,
            Places = Places,
            Arguments = arguments,
            Links = Links,
            Symbols = Symbols,
            Problems = Problems,
            Complete = Complete,
        };
    }

    /// <summary>Gives these facts followed by those that a writer went on with after <see cref="FactWriter.Resume"/> of them; code keeps its links and symbols.</summary>
    public FileFacts Continued(FactWriter writer)
    {
        var joined = writer.ToFacts();
        return new FileFacts
        {
            Records = joined.Records,
            Strings = joined.Strings,
            Places = joined.Places,
            Arguments = joined.Arguments,
            Links = Links,
            Symbols = Symbols,
            Problems = joined.Problems,
            Complete = joined.Complete,
        };
    }

    /// <summary>Gives a record its texts.</summary>
    public Fact Read(in FactRecord record) => new(
        record.Kind,
        Strings[record.Value],
        record.Arguments == FactRecord.None ? null : Arguments[record.Arguments],
        record.Derivation,
        record.Place == FactRecord.None ? null : Places[record.Place],
        record.PositionKind, record.Position, record.Column);
}

/// <summary>One statement about a file, with its texts.</summary>
public readonly record struct Fact(
    FactKind Kind, string Value, ArgumentList? Arguments, Derivation Derivation, Place? Place, PositionKind PositionKind, int Position, int Column);

using System.Runtime.InteropServices;
using Assay.Model.Storing;

namespace Assay.Model;

/// <summary>A virtual or interface method and one body that a call of it may run.</summary>
/// <param name="Slot">Place of the called method; for delegates the junction of their type.</param>
/// <param name="Type">Place of the type whose objects have this body, or of the method that makes the delegate: without an object nothing is dispatched to it.</param>
/// <param name="Body">Place of the body.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Dispatch(int Slot, int Type, int Body);

/// <summary>Which places of a file run others of the same file: calls, constructions, delegates, state machines, static constructors. Numbers are place indexes; there are no texts.</summary>
/// <remarks>The place of a type is linked from its constructors: it is reached when objects of the type are made.</remarks>
public sealed class CodeLinks
{
    private readonly ArraySegment<int> _starts;
    private readonly ArraySegment<int> _targets;
    private readonly ArraySegment<Dispatch> _bySlot;
    private readonly ArraySegment<Dispatch> _byType;

    private CodeLinks(ArraySegment<int> starts, ArraySegment<int> targets, ArraySegment<Dispatch> dispatches, FactMemory? memory = null)
    {
        _starts = starts;
        _targets = targets;
        _bySlot = dispatches;
        _byType = StoredArray.Of<Dispatch>(dispatches, memory?.Dispatches);
        _bySlot.AsSpan().Sort(static (left, right) => Order(left.Slot, right.Slot, left, right));
        _byType.AsSpan().Sort(static (left, right) => Order(left.Type, right.Type, left, right));
    }

    /// <summary>No links.</summary>
    public static CodeLinks None { get; } = Of([]);

    /// <summary>Indexes of the names of the assemblies that are referenced, in the string table of the facts.</summary>
    public IReadOnlyList<int> References { get; init; } = [];

    /// <summary>Points that links meet in although no code stands there; they are numbered after the places.</summary>
    public int Junctions { get; private init; }

    /// <summary>Links in all.</summary>
    public int Count => _targets.Count;

    /// <summary>Ways that a virtual call may take, by slot.</summary>
    public ReadOnlySpan<Dispatch> Dispatches => _bySlot;

    /// <summary>Places that the code of this place runs.</summary>
    public ReadOnlySpan<int> From(int place) => place + 1 < _starts.Count ? _targets.AsSpan(_starts[place].._starts[place + 1]) : [];

    /// <summary>Bodies that a call of this place may run besides its own.</summary>
    public ReadOnlySpan<Dispatch> OfSlot(int place) => Range(_bySlot, place, static dispatch => dispatch.Slot);

    /// <summary>Bodies that objects of this type have for some slot.</summary>
    public ReadOnlySpan<Dispatch> OfType(int place) => Range(_byType, place, static dispatch => dispatch.Type);

    /// <summary>Orders links by where they start; one that leaves the points, or leads to itself, is left out. Junctions come as -2, -3 and so on.</summary>
    internal static CodeLinks Create(int places, int junctions, ReadOnlySpan<(int From, int To)> links, ReadOnlySpan<Dispatch> dispatches, int[] references, FactMemory? memory)
    {
        if (links.IsEmpty && dispatches.Length == 0)
        {
            return references.Length == 0 ? None : Of(references);
        }

        var points = places + junctions;
        var kept = StoredArray.Zeros(points + 1, memory?.Numbers);
        var starts = kept.AsSpan();
        foreach (var (from, to) in links)
        {
            if (IsLink(from, to, places, points))
            {
                starts[Point(from, places) + 1]++;
            }
        }

        for (var i = 0; i < points; i++)
        {
            starts[i + 1] += starts[i];
        }

        // While targets are filled in, each start is where the next one goes; then all move up by one.
        var targets = StoredArray.Zeros(starts[points], memory?.Numbers);
        foreach (var (from, to) in links)
        {
            if (IsLink(from, to, places, points))
            {
                targets.AsSpan()[starts[Point(from, places)]++] = Point(to, places);
            }
        }

        starts[..points].CopyTo(starts[1..]);
        starts[0] = 0;
        var bySlot = StoredArray.Of(dispatches, memory?.Dispatches);
        foreach (ref var dispatch in bySlot.AsSpan())
        {
            dispatch = dispatch with { Slot = Point(dispatch.Slot, places) };
        }

        return new CodeLinks(kept, targets, bySlot, memory) { References = references, Junctions = junctions };
    }

    /// <summary>Writes the links as bytes.</summary>
    internal void Write(StoredBuffer output)
    {
        output.Number(Junctions);
        output.Number(References.Count);
        foreach (var reference in References)
        {
            output.Number(reference);
        }

        output.Number(_starts.Count);
        for (var i = 1; i < _starts.Count; i++)
        {
            output.Number(_starts[i] - _starts[i - 1]);
        }

        for (var point = 0; point + 1 < _starts.Count; point++)
        {
            foreach (var target in From(point))
            {
                output.Signed(target - point);
            }
        }

        output.Number(_bySlot.Count);
        foreach (ref readonly var dispatch in Dispatches)
        {
            output.Number(dispatch.Slot);
            output.Number(dispatch.Type);
            output.Number(dispatch.Body);
        }
    }

    /// <summary>Reads links; throws <see cref="InvalidDataException"/> where one leaves the points.</summary>
    internal static CodeLinks Read(ref StoredReader input, int places, int texts)
    {
        var junctions = input.Number(int.MaxValue - places - 1);
        var references = new int[input.Count()];
        foreach (ref var reference in references.AsSpan())
        {
            reference = input.Number(texts - 1);
        }

        var points = places + junctions;
        var starts = new int[input.Count()];
        if (starts.Length > 0 && starts.Length != points + 1)
        {
            throw StoredReader.Broken();
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + input.Number(int.MaxValue - starts[i - 1]);
        }

        var links = starts.Length == 0 ? 0 : starts[^1];
        input.Expect(links);
        var targets = new int[links];
        for (var point = 0; point + 1 < starts.Length; point++)
        {
            foreach (ref var target in targets.AsSpan(starts[point]..starts[point + 1]))
            {
                var to = (long)point + input.Signed();
                target = to >= 0 && to < points ? (int)to : throw StoredReader.Broken();
            }
        }

        var dispatches = new Dispatch[input.Count()];
        foreach (ref var dispatch in dispatches.AsSpan())
        {
            dispatch = new Dispatch(input.Number(points - 1), input.Number(points - 1), input.Number(points - 1));
        }

        return starts.Length == 0 && dispatches.Length == 0 && references.Length == 0 ? None : new CodeLinks(starts, targets, dispatches) { References = references, Junctions = junctions };
    }

    private static CodeLinks Of(int[] references) => new(ArraySegment<int>.Empty, ArraySegment<int>.Empty, ArraySegment<Dispatch>.Empty) { References = references };

    private static int Point(int number, int places) => number <= -2 ? places - 2 - number : number;

    private static bool IsLink(int from, int to, int places, int points) => (uint)Point(from, places) < (uint)points && (uint)Point(to, places) < (uint)points && from != to;

    private static int Order(int left, int right, in Dispatch leftDispatch, in Dispatch rightDispatch) =>
        left != right ? left.CompareTo(right)
        : leftDispatch.Body != rightDispatch.Body ? leftDispatch.Body.CompareTo(rightDispatch.Body)
        : leftDispatch.Slot != rightDispatch.Slot ? leftDispatch.Slot.CompareTo(rightDispatch.Slot)
        : leftDispatch.Type.CompareTo(rightDispatch.Type);

    private static ReadOnlySpan<Dispatch> Range(ReadOnlySpan<Dispatch> sorted, int place, Func<Dispatch, int> key)
    {
        var low = 0;
        var high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (key(sorted[middle]) < place)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var end = low;
        while (end < sorted.Length && key(sorted[end]) == place)
        {
            end++;
        }

        return sorted[low..end];
    }
}

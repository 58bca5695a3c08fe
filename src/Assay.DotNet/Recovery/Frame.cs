namespace Assay.DotNet.Recovery;

/// <summary>Arguments, locals and evaluation stack of one call.</summary>
internal sealed class Frame(int methodRow, IlValue[] arguments)
{
    private const int MaximumSlots = 4096;
    // Most calls are of small methods without locals.
    private IlValue[] _stack = new IlValue[8];

    public int MethodRow { get; } = methodRow;

    public IlValue[] Arguments { get; private set; } = arguments;

    public IlValue[] Locals { get; private set; } = [];

    public int Depth { get; private set; }

    public void Push(in IlValue value)
    {
        if (Depth == _stack.Length)
        {
            Array.Resize(ref _stack, Grown(Depth));
        }

        _stack[Depth++] = value;
    }

    public IlValue Pop() => Depth > 0 ? _stack[--Depth] : throw new RecoveryStoppedException();

    public IlValue Peek() => Depth > 0 ? _stack[Depth - 1] : throw new RecoveryStoppedException();

    public void Clear() => Depth = 0;

    public ref IlValue Local(int index)
    {
        if ((uint)index >= MaximumSlots)
        {
            throw new RecoveryStoppedException();
        }

        if (index >= Locals.Length)
        {
            var grown = new IlValue[Grown(index)];
            Locals.CopyTo(grown, 0);
            Locals = grown;
        }

        return ref Locals[index];
    }

    public ref IlValue Argument(int index)
    {
        if ((uint)index >= (uint)Arguments.Length)
        {
            throw new RecoveryStoppedException();
        }

        return ref Arguments[index];
    }

    /// <summary>Copies the frame with all objects that it reaches, for the other way of a branch.</summary>
    public Frame Copy(RecoveryBudget budget)
    {
        var copier = new ObjectCopier(budget);
        var copy = new Frame(MethodRow, []);
        copier.Map(this, copy);
        copy.Arguments = copier.Slots(Arguments);
        copy.Locals = copier.Slots(Locals);
        copy._stack = copier.Slots(_stack.AsSpan(0, Depth).ToArray());
        copy.Depth = Depth;
        if (copy._stack.Length == 0)
        {
            copy._stack = new IlValue[8];
        }

        return copy;
    }

    private static int Grown(int length) => length < MaximumSlots ? Math.Min(MaximumSlots, Math.Max(8, (length + 1) * 2)) : throw new RecoveryStoppedException();
}

namespace Assay.DotNet.Folding;

/// <summary>The evaluation stack of ECMA-335 III.1.3.2 with what is known of each value.</summary>
internal sealed class EvaluationStack
{
    private const int Capacity = 256;
    private readonly Value[] _values = new Value[Capacity];
    private readonly int[] _pushedAt = new int[Capacity];

    /// <summary>Values on the stack. Beyond the capacity values are counted but not kept.</summary>
    public int Depth { get; private set; }

    public void Clear() => Depth = 0;

    public void Push(in Value value, int offset)
    {
        if (Depth < Capacity)
        {
            _values[Depth] = value;
            _pushedAt[Depth] = offset;
        }

        Depth++;
    }

    /// <summary>Takes the top value; an empty stack gives Unknown, as invalid IL may ask for more than there is.</summary>
    public Value Pop()
    {
        if (Depth == 0)
        {
            return Value.Unknown;
        }

        Depth--;
        return Depth < Capacity ? _values[Depth] : Value.Unknown;
    }

    public void Pop(int count) => Depth = Math.Max(0, Depth - count);

    /// <summary>Reads a value by its distance from the top.</summary>
    public Value Peek(int fromTop)
    {
        var index = Depth - 1 - fromTop;
        return index is >= 0 and < Capacity ? _values[index] : Value.Unknown;
    }

    /// <summary>Starts a handler: the exception object alone (ECMA-335 III.1.7.5).</summary>
    public void StartHandler()
    {
        Clear();
        Push(Value.Unknown, 0);
    }

    /// <summary>Forgets what the ways into a join disagree about.</summary>
    /// <remarks>
    /// Values that lay on the stack before the first branch to this place are the same on every way; later ones are not known:
    /// <code>ldstr "a"; brtrue L1; ldstr "b"; br L2; L1: ldstr "c"; L2:   =>   at L2: "a", unknown</code>
    /// </remarks>
    /// <param name="branchOffset">Offset of the first branch seen that leads here with values on the stack; -1 when there is none.</param>
    /// <param name="depth">Values on the stack at that branch.</param>
    /// <param name="fallsThrough">True when the instruction before continues here.</param>
    public void Join(int branchOffset, int depth, bool fallsThrough)
    {
        if (!fallsThrough)
        {
            Depth = depth;
        }

        for (var i = Math.Min(Depth, Capacity) - 1; i >= 0; i--)
        {
            if (_pushedAt[i] > branchOffset)
            {
                _values[i] = Value.Unknown;
            }
        }
    }
}

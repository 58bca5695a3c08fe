using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using Assay.DotNet.Calls;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.IL;

/// <summary>Which delegates the method makes, and which it hands to somebody who runs them.</summary>
/// <remarks>
/// A delegate that goes from where it is made to where it is run without leaving the stack is a use of what it holds. All others meet by their type:
/// every delegate of a type may be the one that runs. The compiler keeps what captures nothing in a field of a generated type, and makes it when that is empty:
/// <code>ldsfld c; dup; brtrue L; pop; ldsfld o; ldftn f; newobj; dup; stsfld c; L: call Run</code>
/// </remarks>
internal sealed partial class MethodWalker
{
    private const int NotCached = int.MaxValue;

    // In the order of the stack.
    private readonly List<HeldDelegate> _held = [];

    // The two static fields that were read last: the kept delegate, and the object that a new one is made with.
    private (int Token, int Offset) _lastRead;
    private (int Token, int Offset) _earlierRead;

    private void NoteDelegates(int row, int count, int offset, bool constructs)
    {
        if (constructs && _delegates.MadeBy(row) is var made and not 0)
        {
            if (_function != NoFunction && _recovered is null)
            {
                // The receiver and the function lie on the stack, the delegate takes the place of the receiver.
                var index = _stack.Depth - 2;
                SettleHeld(index);
                _held.Add(new HeldDelegate(new MadeDelegate(_methodRow, _function, made), index, offset, NotCached));
            }

            _function = NoFunction;
            return;
        }

        var run = _recovered is null ? _delegates.RunBy(row) : [];
        var first = _held.Count;
        while (first > 0 && _held[first - 1].Index >= _stack.Depth - count)
        {
            first--;
        }

        if (run.Length > 0 && !RunsHeld(run, first) && _lastRunner[row] != _methodRow)
        {
            _lastRunner[row] = _methodRow;
            for (var i = 0; i < run.Length; i++)
            {
                if (Array.IndexOf(run, run[i]) == i)
                {
                    _uses.AddRun(_methodRow, run[i]);
                }
            }
        }

        if (first < _held.Count)
        {
            SettleHeld(_stack.Depth - count);
        }
    }

    // All that a member may run lies among its arguments, as many as it takes.
    private bool RunsHeld(int[] run, int first)
    {
        foreach (var type in run)
        {
            var left = 0;
            foreach (var other in run)
            {
                left += other == type ? 1 : 0;
            }

            for (var i = first; i < _held.Count; i++)
            {
                left -= _held[i].Made.Type == type ? 1 : 0;
            }

            if (type == DelegateTypes.Any || left > 0)
            {
                return false;
            }
        }

        for (var i = _held.Count - 1; i >= first; i--)
        {
            if (Array.IndexOf(run, _held[i].Made.Type) >= 0)
            {
                NoteUse(_held[i].Made.Function);
                _held.RemoveAt(i);
            }
        }

        return true;
    }

    private void NoteKeptDelegate(ILOpCode operation, int token)
    {
        // One copy is stored, the one below stays.
        if (_held.Count > 0 && operation == ILOpCode.Stsfld && _held[^1].Index == _stack.Depth - 2 && token >> 24 == 0x04 && KindOf(token & 0xFFFFFF) == FieldKind.Closure)
        {
            _held[^1] = _held[^1] with { CacheRead = _lastRead.Token == token ? _lastRead.Offset : _earlierRead.Token == token ? _earlierRead.Offset : NotCached };
        }
    }

    // ECMA-335 III.1.7.5: on another way something else may lie there; before the branch all ways are one.
    private void JoinHeld(int branchOffset)
    {
        for (var i = _held.Count - 1; i >= 0; i--)
        {
            // Branches over the making of a kept delegate start behind the place where it was read.
            if (_held[i].Offset > branchOffset && _held[i].CacheRead > branchOffset)
            {
                _uses.Add(_held[i].Made);
                _held.RemoveAt(i);
            }
        }
    }

    // Invalid code takes more from the stack than there is: what it makes then lies below the bottom.
    private void ReleaseHeld() => SettleHeld(int.MinValue);

    private void SettleHeld() => SettleHeld(_stack.Depth);

    private void SettleHeld(int depth)
    {
        while (_held.Count > 0 && _held[^1].Index >= depth)
        {
            _uses.Add(_held[^1].Made);
            _held.RemoveAt(_held.Count - 1);
        }
    }

    /// <summary>A delegate on the stack.</summary>
    /// <param name="Made">What it is.</param>
    /// <param name="Index">Where it lies, counted from the bottom.</param>
    /// <param name="Offset">Where it was made.</param>
    /// <param name="CacheRead">Where the same delegate was looked for in a field of the compiler.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct HeldDelegate(MadeDelegate Made, int Index, int Offset, int CacheRead);
}

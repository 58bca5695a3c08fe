using System.Globalization;
using Assay.Model;

namespace Assay.DotNet.Obfuscation;

/// <summary>Counts methods whose control flow was flattened: blocks of code that all return to one <c>switch</c>, which chooses the next.</summary>
/// <remarks>
/// <code>
/// head: ldc key; xor; dup; stloc s; ldc n; rem.un; switch (b0 b1 ...)     b0: ...; br head     b1: ...; br head
/// </code>
/// A parser's loop around a switch looks alike, hence the share over the whole assembly decides, and the rule that reads it.
/// </remarks>
internal sealed class Dispatchers
{
    /// <summary>Bytes between the head of the loop and its switch: the computation of the next block.</summary>
    private const int MaximumComputation = 40;
    private const int MinimumBlocks = 3;
    private const int MinimumMethods = 5;
    private int _switch = -1;
    private int _blocks;
    private int _returns;
    private int _flattened;
    private int _methods;

    /// <summary>Starts a method.</summary>
    public void Start()
    {
        _switch = -1;
        _returns = 0;
    }

    /// <summary>Notes a switch; the first with enough blocks is taken for the dispatcher.</summary>
    public void Switch(int offset, int blocks)
    {
        if (_switch < 0 && blocks >= MinimumBlocks)
        {
            _switch = offset;
            _blocks = blocks;
        }
    }

    /// <summary>Notes a branch.</summary>
    public void Branch(int from, int target)
    {
        if (_switch >= 0 && from > _switch && target <= _switch && target >= _switch - MaximumComputation)
        {
            _returns++;
        }
    }

    /// <summary>Ends a method.</summary>
    /// <param name="codeLength">Bytes of its code: one-liners are not flattened and do not count.</param>
    public void End(int codeLength)
    {
        const int OneLiner = 32;
        _methods += codeLength > OneLiner ? 1 : 0;
        _flattened += _switch >= 0 && _returns >= MinimumBlocks && _returns * 2 >= _blocks ? 1 : 0;
    }

    /// <summary>Writes <c>flattened-control-flow</c> when there are several such methods and they are one in twenty.</summary>
    public void Write(FactWriter facts)
    {
        if (_flattened >= MinimumMethods && _flattened * 20 >= _methods)
        {
            facts.Add(FactKind.Anomaly, "flattened-control-flow", arguments: new ArgumentList(
                new Argument("methods", _flattened.ToString(CultureInfo.InvariantCulture)), new Argument("share", (_flattened * 100 / Math.Max(1, _methods)).ToString(CultureInfo.InvariantCulture))));
        }
    }
}

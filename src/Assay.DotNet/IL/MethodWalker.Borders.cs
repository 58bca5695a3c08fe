using System.Reflection.Metadata;
using Assay.DotNet.Folding;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Where values leave the method: what it returns, and whether it hands its parameters on.</summary>
internal sealed partial class MethodWalker
{
    private const int MaximumReturned = 4;
    private readonly StoredArgument[] _returned = new StoredArgument[MaximumReturned];
    private int _returnedCount;
    private int _returnsName = -1;
    private bool _handsOn;

    /// <summary>The method that was walked last.</summary>
    public MethodDefinitionHandle Last => _method;

    /// <summary>The names of its parameters by their indexes; empty when they were not needed.</summary>
    public ReadOnlySpan<int> LastParameters => _parameterNames.AsSpan(0, Math.Max(0, _parameterCount));

    /// <summary>The results and parameters that the last method returned, as arguments named <c>returns</c>.</summary>
    public ReadOnlySpan<StoredArgument> Returned => _returned.AsSpan(0, _returnedCount);

    /// <summary>True when the last method gave a parameter to another, or to code of its own that may run later.</summary>
    public bool HandsOn => _handsOn;

    private void NoteReturn()
    {
        if (_stack.Depth == 0 || _returnedCount == MaximumReturned
            || _stack.Peek(0) is not { Kind: ValueKind.Result or ValueKind.Parameter or ValueKind.NamedParameter or ValueKind.Array } value)
        {
            return;
        }

        _returnsName = _returnsName < 0 ? _facts.Intern("returns") : _returnsName;
        var stored = Store(value, false) with { Name = _returnsName };
        if (stored is { Value: >= 0, Derivation: Derivation.Result or Derivation.Parameter } && !Returned.Contains(stored))
        {
            _returned[_returnedCount++] = stored;
        }
    }
}

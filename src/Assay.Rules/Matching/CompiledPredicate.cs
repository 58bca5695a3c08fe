using Assay.Model;

namespace Assay.Rules;

/// <summary>A predicate on one fact that any number of rules share.</summary>
internal sealed class CompiledPredicate(FactPredicate predicate)
{
    private readonly int _derivations = Bits(predicate.Derivations);
    private readonly ArgumentTest[] _arguments = [.. predicate.Arguments.Select(argument => new ArgumentTest(argument))];

    public FactPredicate Source { get; } = predicate;

    public bool HasArguments => _arguments.Length > 0;

    /// <summary>True when nothing but the arguments decides about facts of which a file has very many.</summary>
    public bool DependsOnArgumentsOnly => HasArguments && Source.Kind is FactKind.Call or FactKind.New or FactKind.Method
        && Source.Value.Mode == MatchMode.Exists && Source.Arguments.All(argument => argument is { Negated: false, Match: not null } && argument.Match.Mode != MatchMode.Exists);

    /// <summary>True when a file whose facts became known in these ways (bits by <see cref="Derivation"/>) may have what is asked for.</summary>
    public bool MayHoldAmong(int derivations) => _derivations == 0 || (_derivations & derivations) != 0;

    /// <summary>True when the value became known in one of the ways asked for, or one of the arguments did.</summary>
    public bool HoldsDerivation(in FactRecord record, FileFacts facts)
    {
        if (_derivations == 0 || (_derivations & (1 << (int)record.Derivation)) != 0)
        {
            return true;
        }

        if (record.Arguments != FactRecord.None)
        {
            foreach (var argument in facts.Arguments[record.Arguments].Items)
            {
                if ((_derivations & (1 << (int)argument.Derivation)) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What holds of a fact that has no list of arguments.</summary>
    public bool HoldsOfNone => Array.TrueForAll(_arguments, test => test.HoldsOfNone);

    public bool Holds(ReadOnlySpan<Argument> items, DateTimeOffset? published)
    {
        foreach (var test in _arguments)
        {
            if (!test.Holds(items, published))
            {
                return false;
            }
        }

        return true;
    }

    private static int Bits(IReadOnlyList<Derivation> derivations)
    {
        var bits = 0;
        for (var index = 0; index < derivations.Count; index++)
        {
            bits |= 1 << (int)derivations[index];
        }

        return bits;
    }
}

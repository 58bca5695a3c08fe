using Assay.Model;

namespace Assay.Rules;

/// <summary>A predicate on one fact that any number of rules share.</summary>
internal sealed class CompiledPredicate(FactPredicate predicate)
{
    private readonly ArgumentTest[] _arguments = [.. predicate.Arguments.Select(argument => new ArgumentTest(argument))];

    public FactPredicate Source { get; } = predicate;

    public bool HasArguments => _arguments.Length > 0;

    /// <summary>True when nothing but the arguments decides about facts of which a file has very many.</summary>
    public bool DependsOnArgumentsOnly => HasArguments && Source.Kind is FactKind.Call or FactKind.New or FactKind.Method
        && Source.Value.Mode == MatchMode.Exists && Source.Arguments.All(argument => argument is { Negated: false, Match: not null } && argument.Match.Mode != MatchMode.Exists);

    public bool Holds(ArgumentList? arguments, DateTimeOffset? published)
    {
        foreach (var test in _arguments)
        {
            if (!test.Holds(arguments, published))
            {
                return false;
            }
        }

        return true;
    }
}

using Assay.Model;

namespace Assay.Rules;

/// <summary>A predicate on one fact that any number of rules share.</summary>
internal sealed class CompiledPredicate(FactPredicate predicate)
{
    private readonly ArgumentTest[] _arguments = [.. predicate.Arguments.Select(argument => new ArgumentTest(argument))];

    public FactPredicate Source { get; } = predicate;

    public bool HasArguments => _arguments.Length > 0;

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

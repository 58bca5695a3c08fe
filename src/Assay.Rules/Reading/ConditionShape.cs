using Assay.Model;

namespace Assay.Rules;

/// <summary>Questions about the shape of a condition.</summary>
internal static class ConditionShape
{
    /// <summary>True when only behaviors are asked for.</summary>
    public static bool IsOfBehaviors(this Condition condition) =>
        condition.Kind == ConditionKind.Behavior || (condition.Kind == ConditionKind.Any && condition.Children.All(IsOfBehaviors));

    /// <summary>True when it can hold though no fact matched anything.</summary>
    public static bool CanHoldWithoutFact(this Condition condition) => condition.Kind switch
    {
        ConditionKind.Not => true,
        ConditionKind.All => condition.Children.All(CanHoldWithoutFact),
        ConditionKind.Any => condition.Children.Any(CanHoldWithoutFact),
        _ => false,
    };

    /// <summary>True for a flow, for several conditions or behaviors that meet within a type or narrower, and for a choice of such.</summary>
    public static bool IsChain(this Condition condition) => condition.Kind switch
    {
        ConditionKind.Flow => true,
        ConditionKind.All => condition.Children.Count >= 2 && (condition.Within >= Scope.Type || condition.Children.Any(child => child.IsChain())),
        ConditionKind.Count => condition is { Distinct: CountDistinct.Behavior, Within: >= Scope.Type },
        ConditionKind.Any => condition.Children.Count > 0 && condition.Children.All(IsChain),
        _ => false,
    };

    /// <summary>Gives the condition and all below it.</summary>
    public static IEnumerable<Condition> Descendants(this Condition condition) => condition.Children.SelectMany(Descendants).Prepend(condition);
}

using Assay.Model;

namespace Assay.Rules;

/// <summary>A condition made ready: leaves are numbered in the order they are written, so that a node's leaves are a range.</summary>
internal sealed class ConditionNode
{
    private bool? _needsFact;

    public required Condition Source { get; init; }

    public required ConditionNode[] Children { get; init; }

    /// <summary>First leaf of the range.</summary>
    public required int LeafStart { get; init; }

    /// <summary>Leaf after the range.</summary>
    public required int LeafEnd { get; init; }

    /// <summary>Number of the fact predicate; -1 elsewhere.</summary>
    public int Predicate { get; init; } = -1;

    /// <summary>Indexes of the behaviors that the predicate selects.</summary>
    public int[] Behaviors { get; init; } = [];

    /// <summary>Surfaces of this node and of all around it; null: all.</summary>
    public Surface? Surfaces { get; init; }

    /// <summary>What the names of parameters must be that the steps of a flow before the sink ask methods for; empty: any.</summary>
    public TextTest[] Parameters { get; init; } = [];

    /// <summary>True when the leaves look at nothing but the manifest.</summary>
    public bool ManifestOnly { get; init; }

    /// <summary>True when the condition cannot hold in a scope without a fact of one of its leaves.</summary>
    public bool NeedsFact => _needsFact ??= Source.Kind switch
    {
        ConditionKind.Fact or ConditionKind.Behavior => true,
        ConditionKind.All or ConditionKind.Flow => Array.Exists(Children, child => child.NeedsFact),
        ConditionKind.Any => Array.TrueForAll(Children, child => child.NeedsFact),
        ConditionKind.Count => Children[0].NeedsFact,
        _ => false,
    };
}

using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Says how a fact belongs to the others of its finding, from loosest to tightest.</summary>
public enum FactRelation : byte
{
    /// <summary>It stands alone.</summary>
    None,
    /// <summary>Somewhere in the same package.</summary>
    SamePackage,
    /// <summary>In the same file.</summary>
    SameFile,
    /// <summary>In the same outer type, function or target.</summary>
    SameType,
    /// <summary>In the same method.</summary>
    SameMethod,
    /// <summary>A value flows from one to the other.</summary>
    DataFlow,
}

/// <summary>A fact that a rule matched.</summary>
/// <param name="File">Index in <see cref="PackageFacts.Files"/>.</param>
/// <param name="Record">Index in <see cref="FileFacts.Records"/>.</param>
/// <param name="Relation">How it belongs to the rule's other facts.</param>
/// <param name="Behavior">Index in <see cref="RulePack.Behaviors"/> of the behavior through which the rule saw it; <see cref="NoBehavior"/> when it looked itself.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FactHit(int File, int Record, FactRelation Relation = FactRelation.None, int Behavior = FactHit.NoBehavior)
{
    /// <summary>Stands in <see cref="Behavior"/> for "none".</summary>
    public const int NoBehavior = -1;
}

/// <summary>A rule that holds, with the facts that prove it ordered by file and record; none for a condition on absence.</summary>
public sealed record RuleMatch(Rule Rule, IReadOnlyList<FactHit> Hits);

/// <summary>What the rules of a pack say about a package.</summary>
/// <param name="Behaviors">Behaviors that hold, drafts included, ordinal by id.</param>
/// <param name="Policies">Policies that hold, drafts included, ordinal by id.</param>
/// <param name="Exhausted">True when the step budget ended before every rule was evaluated.</param>
public sealed record MatchResult(IReadOnlyList<RuleMatch> Behaviors, IReadOnlyList<RuleMatch> Policies, bool Exhausted);

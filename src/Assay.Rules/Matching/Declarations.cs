using Assay.Model;

namespace Assay.Rules;

/// <summary>Tells what the tables of a native file list from what code does.</summary>
/// <remarks>An import says that some code of the file, or of a library linked into it, can call a function; neither when nor together with what.</remarks>
internal static class Declarations
{
    /// <summary>True for imported and exported functions and for sections.</summary>
    public static bool Contains(FactKind kind) => kind is FactKind.Import or FactKind.Export or FactKind.Section;

    /// <summary>True for rules that say that something is done: what combines behaviors, is a chain, or raises a verdict.</summary>
    public static bool AreNoPartOf(Rule rule) =>
        rule is BehaviorRule or { Chain: not ChainKind.None } or PolicyRule { Assessment: AssessmentKind.Tampering or AssessmentKind.Malware, Status: AssessmentStatus.Warning or AssessmentStatus.Fail };
}

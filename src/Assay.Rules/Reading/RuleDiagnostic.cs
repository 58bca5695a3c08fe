namespace Assay.Rules;

/// <summary>Says what is wrong with a rule file, and where.</summary>
/// <param name="File">Path as it was reached.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
/// <param name="Id">Stable id.</param>
/// <param name="Message">One sentence.</param>
/// <param name="IsError">False for what does not keep the pack from being built.</param>
public sealed record RuleDiagnostic(string File, int Line, int Column, string Id, string Message, bool IsError)
{
    /// <summary>Gives MSBuild's canonical form, which editors and builds turn into a link.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {(IsError ? "error" : "warning")} {Id}: {Message}";
}

/// <summary>The stable ids of rule diagnostics.</summary>
internal static class DiagnosticIds
{
    public const string InvalidYaml = "ASYR0001";
    public const string UnknownKey = "ASYR0002";
    public const string WrongType = "ASYR0003";
    public const string MissingKey = "ASYR0004";
    public const string MissingExamples = "ASYR0005";
    public const string QuietWithoutReason = "ASYR0006";
    public const string UnknownBehavior = "ASYR0007";
    public const string UnknownTechnique = "ASYR0008";
    public const string RevokedTechnique = "ASYR0009";
    public const string SingleChild = "ASYR0010";
    public const string ShortLiteral = "ASYR0011";
    public const string RegexWithoutLiteral = "ASYR0012";
    public const string RegexInvalid = "ASYR0013";
    public const string LiteralNotInRegex = "ASYR0014";
    public const string RepeatedCondition = "ASYR0015";
    public const string SameConditionTwice = "ASYR0016";
    public const string MissingScope = "ASYR0017";
    public const string HoldsWithoutFact = "ASYR0018";
    public const string IdNotKebabCase = "ASYR0019";
    public const string TitleShape = "ASYR0020";
    public const string RepeatedTitle = "ASYR0021";
    public const string UnknownWord = "ASYR0022";
    public const string ValueShape = "ASYR0023";
    public const string ChainShape = "ASYR0024";
    public const string BehaviorCircle = "ASYR0025";
    public const string NotOneKind = "ASYR0026";
    public const string RestsOnDraft = "ASYR0027";
    public const string WiderScope = "ASYR0028";
    public const string RepeatedId = "ASYR0029";
    public const string TooDeep = "ASYR0030";
    public const string ReferenceShape = "ASYR0031";
    public const string NoTechniqueIndex = "ASYR0032";
    public const string DeclarationDecides = "ASYR0033";
    public const string UnknownRule = "ASYR0034";
    public const string SuppressionExpired = "ASYR0035";
}

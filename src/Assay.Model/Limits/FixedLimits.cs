namespace Assay.Model;

/// <summary>Depths that protect the stack, which no setting may raise: a stack overflow ends the process and cannot be caught. A thread of 1 MiB, the smallest that .NET starts, bears each of them.</summary>
public static class FixedLimits
{
    /// <summary>Nested constructs of PowerShell code.</summary>
    public const int PowerShellDepth = 200;
    /// <summary>Nested expressions, statements and calls while PowerShell values are computed.</summary>
    public const int PowerShellFoldDepth = 800;
    /// <summary>Nested calls of functions while PowerShell values are computed.</summary>
    public const int PowerShellCalls = 40;
    /// <summary>PowerShell texts that run inside each other.</summary>
    public const int PowerShellLayerDepth = 24;
    /// <summary>Brackets and operators of C# code.</summary>
    public const int CsharpDepth = 256;
    /// <summary>Elements of MSBuild and PowerShell XML files.</summary>
    public const int MarkupDepth = 256;
    /// <summary>Expressions and statements of C# code that are followed into each other.</summary>
    public const int CsharpExpressionDepth = 320;
    /// <summary>Type arguments inside each other in C# code.</summary>
    public const int CsharpTypeDepth = 64;
    /// <summary>Brackets and calls of a JavaScript expression.</summary>
    public const int JavaScriptDepth = 64;
    /// <summary>Brackets and operators of a VBScript expression.</summary>
    public const int VBScriptDepth = 128;
    /// <summary>Command lines inside each other in a batch file.</summary>
    public const int BatchDepth = 6;
    /// <summary>Substitutions inside each other in a shell script.</summary>
    public const int ShellDepth = 8;
    /// <summary>Programs that start each other in one command line.</summary>
    public const int ProgramDepth = 6;
    /// <summary>Properties that stand for each other in a build file.</summary>
    public const int BuildExpressionDepth = 16;
    /// <summary>Property functions inside each other.</summary>
    public const int BuildFunctionDepth = 16;
    /// <summary>Elements of a manifest (nuspec) and of the other XML files of a package.</summary>
    public const int ManifestDepth = 64;
    /// <summary>Properties that stand for each other in a project.</summary>
    public const int ProjectPropertyDepth = 16;
    /// <summary>Values of a JSON file that names packages.</summary>
    public const int JsonDepth = 64;
    /// <summary>Elements of an answer of a V2 feed.</summary>
    public const int FeedDepth = 64;
    /// <summary>Values of an advisory.</summary>
    public const int AdvisoryDepth = 32;
    /// <summary>Values of a list of advisories, those of the advisories included.</summary>
    public const int AdvisoryListDepth = AdvisoryDepth + 8;
    /// <summary>Brackets of a licence expression.</summary>
    public const int LicenseDepth = 64;
    /// <summary>Groups of a licence in rich text.</summary>
    public const int RichTextDepth = 256;
    /// <summary>Signatures inside signatures.</summary>
    public const int SignatureDepth = 4;
    /// <summary>Nested calls while constants of assemblies are computed.</summary>
    public const int InterpretedCalls = 16;
    /// <summary>Types inside each other, and type arguments in signatures of an assembly.</summary>
    public const int NestedTypes = 64;
    /// <summary>Conditions inside each other in a rule.</summary>
    public const int RuleConditionDepth = 16;
    /// <summary>Values of a rule file and of assay.yaml.</summary>
    public const int YamlDepth = 64;

    /// <summary>All of them, with what they limit.</summary>
    public static IReadOnlyList<(string Meaning, int Levels)> All { get; } =
    [
        ("Nested constructs of PowerShell code", PowerShellDepth),
        ("Nested expressions, statements and calls while PowerShell values are computed", PowerShellFoldDepth),
        ("Nested calls of functions while PowerShell values are computed", PowerShellCalls),
        ("PowerShell texts that run inside each other", PowerShellLayerDepth),
        ("Brackets and operators of C# code", CsharpDepth),
        ("Elements of MSBuild and PowerShell XML files", MarkupDepth),
        ("Expressions and statements of C# code that are followed into each other", CsharpExpressionDepth),
        ("Type arguments inside each other in C# code", CsharpTypeDepth),
        ("Brackets and calls of a JavaScript expression", JavaScriptDepth),
        ("Brackets and operators of a VBScript expression", VBScriptDepth),
        ("Command lines inside each other in a batch file", BatchDepth),
        ("Substitutions inside each other in a shell script", ShellDepth),
        ("Programs that start each other in one command line", ProgramDepth),
        ("Properties that stand for each other in a build file", BuildExpressionDepth),
        ("Property functions inside each other", BuildFunctionDepth),
        ("Elements of a manifest (nuspec) and of the other XML files of a package", ManifestDepth),
        ("Properties that stand for each other in a project", ProjectPropertyDepth),
        ("Values of a JSON file that names packages", JsonDepth),
        ("Elements of an answer of a V2 feed", FeedDepth),
        ("Values of an advisory", AdvisoryDepth),
        ("Values of a list of advisories, those of the advisories included", AdvisoryListDepth),
        ("Brackets of a licence expression", LicenseDepth),
        ("Groups of a licence in rich text", RichTextDepth),
        ("Signatures inside signatures", SignatureDepth),
        ("Nested calls while constants of assemblies are computed", InterpretedCalls),
        ("Types inside each other, and type arguments in signatures of an assembly", NestedTypes),
        ("Conditions inside each other in a rule", RuleConditionDepth),
        ("Values of a rule file and of assay.yaml", YamlDepth),
    ];
}

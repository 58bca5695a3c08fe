namespace Assay.Model;

/// <summary>Depths that protect the stack, which no setting may raise: a stack overflow ends the process and cannot be caught. A thread of 256 KiB bears each of them.</summary>
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
}

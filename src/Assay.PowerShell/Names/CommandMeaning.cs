namespace Assay.PowerShell.Names;

/// <summary>What a command's name stands for.</summary>
internal enum CommandSort
{
    /// <summary>A cmdlet or function that is known, or looks like one.</summary>
    Command,
    /// <summary>A function of the script.</summary>
    Function,
    /// <summary>A native program.</summary>
    Program,
    /// <summary>A script file.</summary>
    Script,
    /// <summary>Nobody knows.</summary>
    Unknown,
}

/// <summary>A command's name resolved.</summary>
/// <param name="Sort">What it is.</param>
/// <param name="Name">Its usual spelling; of programs and scripts the path as written.</param>
/// <param name="AlsoProgram">A program that PowerShell 7 starts where Windows PowerShell has an alias; null for most.</param>
internal sealed record CommandMeaning(CommandSort Sort, string Name, string? AlsoProgram = null)
{
    /// <summary>The function, when it is one of the script.</summary>
    public FunctionDefinitionAst? Function { get; init; }
}

namespace Assay.PowerShell;

/// <summary>A comment of a script.</summary>
/// <param name="Text">Its text, marks included.</param>
/// <param name="Line">Line of its start, from 1.</param>
/// <param name="Column">Column of its start, from 1.</param>
public sealed record ScriptComment(string Text, int Line, int Column);

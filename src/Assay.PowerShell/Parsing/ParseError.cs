namespace Assay.PowerShell;

/// <summary>An error of the text. Analysis goes on behind it.</summary>
/// <param name="Id">The engine's id (<c>MissingEndCurlyBrace</c>), or one of ours: <c>NestingTooDeep</c>, <c>TooManyErrors</c>.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">First code unit behind it.</param>
public sealed record ParseError(string Id, int Start, int End)
{
    /// <summary>Id of the error that stands for code that was passed over.</summary>
    public const string NestingTooDeep = "NestingTooDeep";
}

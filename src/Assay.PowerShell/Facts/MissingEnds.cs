using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Reports a text or block without an end: the engine refuses the whole script, and what stands behind is read by guess.</summary>
internal static class MissingEnds
{
    /// <summary>Reports the first of them. Other errors are left out: those may be of one edition of PowerShell alone.</summary>
    public static void Write(PowerShellScript script, FactWriter facts)
    {
        foreach (var error in script.Errors)
        {
            if (NameOf(error.Id) is { } what)
            {
                var (line, column) = script.Locate(error.Start);
                facts.AddProblem(ProblemId.ScriptInvalid, $"PowerShell refuses the script: {what} has no end. What stands there was read as far as it could be guessed.", $"{line}:{column}", incomplete: false);
                return;
            }
        }
    }

    private static string? NameOf(string error) => error switch
    {
        "MissingTerminatorMultiLineComment" => "a comment",
        "TerminatorExpectedAtEndOfString" => "a string",
        "IncompleteDollarSubexpressionReference" or "MissingEndParenthesisInSubexpression" => "an expression within a string or $()",
        "MissingEndCurlyBrace" => "a block",
        _ => null,
    };
}

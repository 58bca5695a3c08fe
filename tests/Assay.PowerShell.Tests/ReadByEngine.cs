namespace Assay.PowerShell.Tests;

/// <summary>Where PowerShell's own parser gives a part up that ours keeps, because an analyser wants to see it.</summary>
internal static class ReadByEngine
{
    /// <summary>The tokens without those behind a statement that stands behind named blocks: there PowerShell stops.</summary>
    public static IEnumerable<Token> Tokens(PowerShellScript script)
    {
        var stop = script.Errors.FirstOrDefault(error => error.Id == "MissingNamedBlocks")?.End ?? int.MaxValue;
        return script.Tokens.Where(token => token.End <= stop && !(token.Kind == TokenKind.EndOfInput && stop < int.MaxValue));
    }

    /// <summary>True for a child that PowerShell's tree has not.</summary>
    public static bool Drops(Ast parent, Ast child, PowerShellScript script) => parent switch
    {
        ScriptBlockAst block => block.Rejected.Contains(child),
        DataStatementAst data => data.CommandsAllowed.Contains(child),
        CommandBaseAst command => child is RedirectionAst redirection && IsRefused(redirection, command.Redirections, script),
        _ => false,
    };

    // `< file`, and a second place for a stream that has one.
    private static bool IsRefused(RedirectionAst redirection, IReadOnlyList<RedirectionAst> all, PowerShellScript script) =>
        IsInput(redirection, script) || all.Any(other => other.Start < redirection.Start && other.FromStream == redirection.FromStream && !IsInput(other, script));

    private static bool IsInput(RedirectionAst redirection, PowerShellScript script) => script.Text[redirection.Start] == '<';
}

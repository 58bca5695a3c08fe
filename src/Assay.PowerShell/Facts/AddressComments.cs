namespace Assay.PowerShell.Facts;

/// <summary>Finds the comments that name addresses: they document, and nothing runs them.</summary>
internal static class AddressComments
{
    private const int MaximumComments = 10_000;

    public static IReadOnlyList<ScriptComment> Find(PowerShellScript script)
    {
        var comments = new List<ScriptComment>();
        foreach (var token in script.Tokens)
        {
            if (token.Kind == TokenKind.Comment && script.Text.AsSpan(token.Start, token.End - token.Start) is var text && text.Contains("://", StringComparison.Ordinal) && comments.Count < MaximumComments)
            {
                var (line, column) = script.Locate(token.Start);
                comments.Add(new ScriptComment(text.ToString(), line, column));
            }
        }

        return comments;
    }
}

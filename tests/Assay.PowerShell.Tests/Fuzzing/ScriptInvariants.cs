namespace Assay.PowerShell.Tests.Fuzzing;

/// <summary>What holds for every script, however broken.</summary>
internal static class ScriptInvariants
{
    private const int NodesPerCharacter = 8;
    private const int BytesPerCharacter = 4_000;
    private const int BytesAtLeast = 200_000;

    /// <summary>Parses a text twice and says what is wrong; null when all holds.</summary>
    public static string? Violation(string text, ParseBudget budget)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var script = PowerShellScript.Parse(text, budget);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > BytesAtLeast + ((long)BytesPerCharacter * text.Length))
        {
            return $"{allocated} bytes allocated for {text.Length} characters";
        }

        return TokenViolation(script) ?? ErrorViolation(script, budget) ?? TreeViolation(script, out var shape)
            ?? (TreeViolation(PowerShellScript.Parse(text, budget), out var again) is null && shape == again ? null : "two parses differ");
    }

    private static string? TokenViolation(PowerShellScript script)
    {
        var end = 0;
        foreach (var token in script.Tokens)
        {
            if (token.Kind == TokenKind.EndOfInput)
            {
                continue;
            }

            if (token.Start < end || token.End <= token.Start || token.End > script.Text.Length)
            {
                return $"token {token} behind {end}";
            }

            end = token.End;
        }

        return null;
    }

    private static string? ErrorViolation(PowerShellScript script, ParseBudget budget)
    {
        // One more says that there were too many.
        if (script.Errors.Count > budget.Errors + 1)
        {
            return $"{script.Errors.Count} errors";
        }

        var start = 0;
        foreach (var error in script.Errors)
        {
            if (error.Start < start || error.End < error.Start || error.End > script.Text.Length + 2)
            {
                return $"{error} behind {start}";
            }

            start = error.Start;
        }

        return null;
    }

    private static string? TreeViolation(PowerShellScript script, out int shape)
    {
        var hash = new HashCode();
        hash.Add(script.Tokens.Count);
        hash.Add(script.Errors.Count);
        shape = 0;
        var nodes = 0;
        foreach (var node in script.Root.DescendantsAndSelf())
        {
            if (++nodes > (NodesPerCharacter * script.Text.Length) + 100)
            {
                return "more nodes than the text can give";
            }

            hash.Add(node.GetType());
            hash.Add(node.Start);
            hash.Add(node.End);
            if (NodeViolation(node, script.Text.Length) is { } violation)
            {
                return violation;
            }
        }

        shape = hash.ToHashCode();
        return null;
    }

    private static string? NodeViolation(Ast node, int length)
    {
        if (node.Start < 0 || node.End < node.Start || node.End > length)
        {
            return $"{Describe(node)} outside of {length} characters";
        }

        var start = node.Start;
        foreach (var child in node.Children)
        {
            if (child.Start < start || child.End > node.End)
            {
                return $"{Describe(child)} in {Describe(node)} behind {start}";
            }

            start = child.Start;
        }

        return node switch
        {
            StringConstantExpressionAst text when text.Value.Length > text.RawLength => $"{Describe(node)} has a value longer than its text",
            ExpandableStringExpressionAst text when text.Segments.Count != text.NestedExpressions.Count + 1 => $"{Describe(node)} has {text.Segments.Count} segments",
            ExpandableStringExpressionAst text when text.Value.Length > text.End - text.Start => $"{Describe(node)} has a value longer than its text",
            _ => null,
        };
    }

    private static string Describe(Ast node) => $"{node.GetType().Name} {node.Start}-{node.End}";
}

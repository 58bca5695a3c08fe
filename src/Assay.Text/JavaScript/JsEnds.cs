namespace Assay.Text.JavaScript;

/// <summary>Says where expressions and blocks end, for all tokens at once: who passes over one does not search for its end, which in broken code may be the end of the file each time.</summary>
internal sealed class JsEnds(string text, List<JsToken> tokens)
{
    private readonly Lazy<(int[] Expressions, int[] Braces)> _ends = new(() => Find(text, tokens));

    /// <summary>The comma, semicolon or bracket that ends the expression around a token; the number of tokens where nothing does.</summary>
    public int OfExpression(int token) => _ends.Value.Expressions[token];

    /// <summary>The token behind the brace that closes the one at a token; the number of tokens where nothing does.</summary>
    public int OfBraces(int token) => _ends.Value.Braces[token];

    // From the last token to the first: where an expression ends is known of what stands behind a bracket before it is asked of the bracket.
    private static (int[] Expressions, int[] Braces) Find(string text, List<JsToken> tokens)
    {
        var expressions = new int[tokens.Count + 1];
        var braces = new int[tokens.Count + 1];
        expressions[tokens.Count] = braces[tokens.Count] = tokens.Count;
        var closing = new Stack<int>();
        var closingBraces = new Stack<int>();
        for (var at = tokens.Count - 1; at >= 0; at--)
        {
            var mark = tokens[at].Kind == JsTokenKind.Mark ? text[tokens[at].Start] : '\0';
            switch (mark)
            {
                case ')' or ']' or '}':
                    closing.Push(at);
                    expressions[at] = at;
                    break;
                case '(' or '[' or '{':
                    // Of whatever form: a bracket of another one closes too, so that a mistake does not reach further.
                    expressions[at] = closing.TryPop(out var close) ? expressions[close + 1] : tokens.Count;
                    break;
                case ',' or ';':
                    expressions[at] = at;
                    break;
                default:
                    expressions[at] = expressions[at + 1];
                    break;
            }

            if (mark == '}')
            {
                closingBraces.Push(at);
            }
            else if (mark == '{')
            {
                braces[at] = closingBraces.TryPop(out var close) ? close + 1 : tokens.Count;
            }
        }

        return (expressions, braces);
    }
}

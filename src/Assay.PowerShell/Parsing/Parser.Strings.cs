namespace Assay.PowerShell.Parsing;

/// <summary>Strings, and what stands inside them.</summary>
internal sealed partial class Parser
{
    private ExpressionAst NewString(in Token token, StringConstantType type) => (token.Flags & TokenFlags.Expandable) != 0
        ? ParseExpandable(token, type)
        : NewConstant(token, type, SourceOf(token, type));

    // While quotes are marked, a text that has marks is read at once: they are taken back.
    private StringConstantExpressionAst NewConstant(in Token token, StringConstantType type, in StringSource source) =>
        new(token.Start, token.End, type, source, _marked && (token.Flags & TokenFlags.HasEscapes) != 0 ? source.Read(_lexer.Skipped) : null);

    // The text between the quotes.
    private StringSource SourceOf(in Token token, StringConstantType type)
    {
        var (start, end) = ContentOf(token, type);
        return new StringSource(_text, start, end, type, (token.Flags & TokenFlags.HasEscapes) != 0);
    }

    private (int Start, int End) ContentOf(in Token token, StringConstantType type)
    {
        var open = (token.Flags & TokenFlags.Unterminated) != 0;
        switch (type)
        {
            case StringConstantType.BareWord:
                return (token.Start, token.End);
            case StringConstantType.SingleQuoted or StringConstantType.DoubleQuoted:
                var quote = token.Start;
                while (_text[quote] == _lexer.Skipped)
                {
                    quote++;
                }

                return (quote + 1, open ? token.End : Math.Max(quote + 1, token.End - 1));
        }

        // @'line end ... line end'@
        var start = token.Start + 2;
        while (start < token.End && !Characters.IsNewLine(_text[start]))
        {
            start++;
        }

        start += start + 1 < token.End && _text[start] == '\r' && _text[start + 1] == '\n' ? 2 : start < token.End ? 1 : 0;
        if (open)
        {
            return (Math.Min(start, token.End), token.End);
        }

        var end = token.End - 2;
        if (end > start)
        {
            end--;
            if (end > start && _text[end] == '\n' && _text[end - 1] == '\r')
            {
                end--;
            }
        }

        return (start, Math.Max(start, end));
    }

    private ExpressionAst ParseExpandable(in Token token, StringConstantType type)
    {
        var source = SourceOf(token, type);
        if (_lexer.IsOverworked || !TryDescend())
        {
            Report(ParseError.NestingTooDeep, token);
            return new StringConstantExpressionAst(token.Start, token.End, type, source);
        }

        var (start, end) = ContentOf(token, type);
        var nested = new List<ExpressionAst>();
        var tokens = new List<Token>();
        foreach (var place in _lexer.FindNested(start, end, type))
        {
            nested.Add(_text[place.Start + 1] == '(' ? ParseNested(place.Start, place.End, type, tokens) : ParseNestedVariable(place.Start, place.End, type, tokens));
        }

        _nestedTokens[token.Start] = tokens;
        _depth--;
        return new ExpandableStringExpressionAst(token.Start, token.End, type, source, nested, _marked ? source.ReadSegments(nested, _lexer.Skipped) : null);
    }

    private ExpressionAst ParseNestedVariable(int start, int end, StringConstantType type, List<Token> tokens)
    {
        var token = new Token(TokenKind.Variable, _text[start + 1] == '{' ? TokenFlags.Braced : TokenFlags.None, start, end);
        tokens.Add(token);
        return ParseVariable(token, members: false, type);
    }

    // $( ... ) in a string: read as code up to the bracket that was counted.
    private ExpressionAst ParseNested(int start, int end, StringConstantType type, List<Token> tokens)
    {
        var marked = type == StringConstantType.DoubleQuotedHereString ? null : _lexer.MarkUsedQuotes(start + 2, end);
        var oldMarked = _marked;
        _marked |= marked is not null;
        var (ahead, hasAhead, oldComma) = (_ahead, _hasAhead, _noCommaOperator);
        var outer = _lexer.Enter(start, end);
        var mode = _lexer.Mode;
        _lexer.Mode = LexerMode.Command;
        _hasAhead = false;
        _noCommaOperator = false;
        var expression = ParsePrimary(members: true) ?? new ErrorExpressionAst(start, end, []);
        tokens.AddRange(_lexer.Saved);
        _lexer.Leave(outer);
        _lexer.Mode = mode;
        (_ahead, _hasAhead, _noCommaOperator) = (ahead, hasAhead, oldComma);
        _marked = oldMarked;
        if (marked is not null)
        {
            _lexer.Unmark(marked);
        }

        // The bracket that the string ends at closes the expression, whatever the code inside thinks of it.
        expression.End = end;
        return expression;
    }
}

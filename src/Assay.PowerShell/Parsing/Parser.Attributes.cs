namespace Assay.PowerShell.Parsing;

/// <summary>Attributes and type constraints.</summary>
internal sealed partial class Parser
{
    private bool AtLeftBracket()
    {
        var at = Here;
        return at < _text.Length && _text[at] == '[' || (!_hasAhead && NextCharacter() == '[');
    }

    // The next character that is no blank.
    private char NextCharacter()
    {
        for (var i = _lexer.Position; i < _text.Length; i++)
        {
            if (!Characters.IsWhiteSpace(_text[i]) && _text[i] != _lexer.Skipped)
            {
                return _text[i];
            }
        }

        return '\0';
    }

    // Looks past blanks, line ends and comments for a word.
    private bool NextWordIs(string word)
    {
        var i = Here;
        while (i < _text.Length)
        {
            if (Characters.IsWhiteSpace(_text[i]) || Characters.IsNewLine(_text[i]))
            {
                i++;
            }
            else if (_text[i] == '#')
            {
                var length = _text.AsSpan(i).IndexOfAny('\r', '\n');
                i = length < 0 ? _text.Length : i + length;
            }
            else if (_text[i] == '<' && i + 1 < _text.Length && _text[i + 1] == '#')
            {
                var length = _text.AsSpan(i + 2).IndexOf("#>");
                i = length < 0 ? _text.Length : i + length + 4;
            }
            else
            {
                break;
            }
        }

        return i + word.Length <= _text.Length && _text.AsSpan(i, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)
            && (i + word.Length == _text.Length || CharacterTraits.EndsWord(_text[i + word.Length]));
    }

    // Null when there is none. In an expression a line end behind a type ends the list.
    private List<AttributeBaseAst>? ParseAttributes(bool expression)
    {
        List<AttributeBaseAst>? attributes = null;
        while (ParseAttribute() is { } attribute)
        {
            (attributes ??= []).Add(attribute);
            if (!expression || attribute is AttributeAst)
            {
                SkipNewLines();
            }
        }

        return attributes;
    }

    private Token? NextLeftBracket()
    {
        if (!_hasAhead)
        {
            return _lexer.ReadLeftBracket();
        }

        if (_ahead.Kind == TokenKind.LBracket)
        {
            return Next();
        }

        // In a command `[x]` was read as one word.
        if (_ahead.Kind == TokenKind.Generic && _text[_ahead.Start] == '[')
        {
            ReadAgain(_ahead);
            return _lexer.ReadLeftBracket();
        }

        return null;
    }

    // A type alone. What turns out to be an attribute is not read: where it stands, it would be read twice, and what is nested in it twice as often.
    private TypeConstraintAst? ParseTypeConstraint() => (TypeConstraintAst?)ParseAttribute(withArguments: false);

    private AttributeBaseAst? ParseAttribute(bool withArguments = true)
    {
        var here = Here;
        if (NextLeftBracket() is not { } open)
        {
            return null;
        }

        SkipNewLines();
        if (ParseTypeName(allowsAssembly: true) is not { } type)
        {
            ReadAgain(open);
            ReportAfter("MissingTypename", open.End);
            return null;
        }

        var next = Next();
        if (next.Kind == TokenKind.LParen)
        {
            if (!withArguments)
            {
                ReadAgain(here);
                return null;
            }

            return ParseAttributeArguments(open, type, next);
        }

        if (next.Kind == TokenKind.RBracket)
        {
            return new TypeConstraintAst(open.Start, next.End, type);
        }

        GiveBack(next);
        var before = Math.Max(0, next.Start - 1);
        ReportAfter("EndSquareBracketExpectedAtEndOfAttribute", before);
        return new TypeConstraintAst(open.Start, type.End, type);
    }

    private AttributeAst ParseAttributeArguments(in Token open, TypeName type, in Token parenthesis)
    {
        SkipNewLines();
        var positional = new List<ExpressionAst>();
        var named = new List<NamedAttributeArgumentAst>();
        var mode = Enter(LexerMode.Expression);
        var last = ParseAttributeArguments(positional, named, parenthesis.End);
        SetMode(mode);

        SkipNewLines();
        var close = Next();
        var closed = close.Kind == TokenKind.RParen;
        if (closed)
        {
            last = close.End;
        }
        else
        {
            GiveBack(close);
            ReportAfter("MissingEndParenthesisInExpression", last);
        }

        SkipNewLines();
        var bracket = Next();
        if (bracket.Kind == TokenKind.RBracket)
        {
            last = bracket.End;
        }
        else
        {
            GiveBack(bracket);
            if (closed)
            {
                ReportAfter("EndSquareBracketExpectedAtEndOfAttribute", last);
            }
        }

        return new AttributeAst(open.Start, last, type) { PositionalArguments = positional, NamedArguments = named };
    }

    // Gives the end of the last one.
    private int ParseAttributeArguments(List<ExpressionAst> positional, List<NamedAttributeArgumentAst> named, int last)
    {
        var oldComma = _noCommaOperator;
        _noCommaOperator = true;
        Token? comma = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            SkipNewLines();
            if (ParseSimpleName() is { } name)
            {
                var value = ParseNamedArgumentValue(ref last);
                last = Math.Max(last, value?.End ?? name.End);
                var nameText = name.Value;
                if (!names.Add(nameText))
                {
                    Report("DuplicateNamedArgument", name.Start, name.End);
                }

                named.Add(new NamedAttributeArgumentAst(name.Start, Math.Max(name.End, value?.End ?? 0), nameText, value));
            }
            else if (ParseExpression() is { } expression)
            {
                positional.Add(expression);
                last = expression.End;
            }
            else if (comma is not null)
            {
                ReportAfter("MissingExpressionAfterToken", comma.Value.End);
                last = comma.Value.End;
            }

            SkipNewLines();
            if (PeekKind() != TokenKind.Comma)
            {
                _noCommaOperator = oldComma;
                return last;
            }

            comma = Next();
            last = comma.Value.End;
        }
    }

    private ExpressionAst? ParseNamedArgumentValue(ref int last)
    {
        if (PeekKind() != TokenKind.Equals)
        {
            return null;
        }

        var equals = Next();
        SkipNewLines();
        if (ParseExpression() is { } value)
        {
            return value;
        }

        last = equals.End;
        ReportAfter("MissingExpressionInNamedArgument", equals.End);
        Synchronise(consume: true, TokenKind.Comma, TokenKind.RParen, TokenKind.RBracket, TokenKind.NewLine);
        return new ErrorExpressionAst(equals.End, equals.End, []);
    }
}

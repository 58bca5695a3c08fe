namespace Assay.PowerShell.Parsing;

/// <summary>Members, calls of methods, and indexes.</summary>
internal sealed partial class Parser
{
    private Token? NextMemberAccess() => _hasAhead ? null : _lexer.ReadMemberAccess(allowsIndex: true);

    // In a loop: a chain of members may have any length.
    private ExpressionAst FinishMembers(ExpressionAst expression, Token? access)
    {
        while (access is { } token)
        {
            SkipNewLines();
            expression = token.Kind is TokenKind.LBracket or TokenKind.QuestionLBracket ? ParseIndex(expression, token) : ParseMember(expression, token);
            access = NextMemberAccess();
        }

        return expression;
    }

    private MemberExpressionAst ParseMember(ExpressionAst target, in Token access)
    {
        var isStatic = access.Kind == TokenKind.ColonColon;
        var conditional = access.Kind == TokenKind.QuestionDot;
        var member = ParseMemberName();
        if (member is null)
        {
            ReportAfter("MissingPropertyName", access.End);
            member = ParseSingleArgument(ArgumentContext.Argument) ?? new ErrorExpressionAst(access.End, access.End, []);
            return new MemberExpressionAst(target.Start, Math.Max(access.End, member.End), target, member, isStatic) { NullConditional = conditional };
        }

        if (!_hasAhead)
        {
            SkipGenericArguments();
            if (_lexer.ReadInvocation() is { } open)
            {
                return ParseInvocation(target, member, open, isStatic, conditional);
            }
        }

        return new MemberExpressionAst(target.Start, member.End, target, member, isStatic) { NullConditional = conditional };
    }

    private ExpressionAst? ParseMemberName()
    {
        if (ParseSimpleName() is { } name)
        {
            return name;
        }

        return PeekKind().IsUnaryOperator() || PeekKind() == TokenKind.LBracket ? ParseUnary(ternary: false) : ParsePrimary(members: false);
    }

    // $a.Method[int](...): types between a method's name and its arguments. Anything else in brackets is an index, and is read again as one.
    private void SkipGenericArguments()
    {
        var here = _lexer.Position;
        if (_lexer.IsOverworked || here + 1 >= _text.Length || _text[here] != '[' || !CharacterTraits.IsWordStart(_text[here + 1]))
        {
            return;
        }

        var errors = _errors.Count;
        var mode = Enter(LexerMode.TypeName);
        Skip();
        _ = _lexer.Next();
        var name = Next();
        var closed = false;
        if (name.Kind == TokenKind.Identifier)
        {
            var type = new TypeName(name.Start, name.End, "");
            ParseGenericArguments(type, name);
            closed = !_hasAhead && _text[type.End - 1] == ']';
        }

        SetMode(mode);
        if (!closed || _lexer.Position >= _text.Length || _text[_lexer.Position] != '(')
        {
            ReadAgain(here);
            _errors.CutTo(errors);
        }
    }

    private InvokeMemberExpressionAst ParseInvocation(ExpressionAst target, ExpressionAst member, in Token open, bool isStatic, bool conditional)
    {
        if (open.Kind == TokenKind.LParen)
        {
            var arguments = ParseInvocationArguments(open, out var end);
            return new InvokeMemberExpressionAst(target.Start, end, target, member, isStatic, arguments) { NullConditional = conditional };
        }

        // $x.m{ } is $x.m({ })
        SkipNewLines();
        var block = ParseScriptBlockExpression(open);
        return new InvokeMemberExpressionAst(target.Start, block.End, target, member, isStatic, [block]) { NullConditional = conditional };
    }

    private List<ExpressionAst> ParseInvocationArguments(in Token open, out int end)
    {
        var arguments = new List<ExpressionAst>();
        var oldComma = _noCommaOperator;
        _noCommaOperator = true;
        Token comma = default;
        var reported = false;
        end = open.End;
        while (true)
        {
            SkipNewLines();
            if (ParseExpression() is not { } argument)
            {
                if (comma.Kind == TokenKind.Comma)
                {
                    ReportAfter("MissingExpressionAfterToken", comma.End);
                    reported = true;
                }

                break;
            }

            arguments.Add(argument);
            end = argument.End;
            SkipNewLines();
            if (PeekKind() != TokenKind.Comma)
            {
                break;
            }

            comma = Next();
            end = comma.End;
        }

        SkipNewLines();
        var close = Next();
        if (close.Kind == TokenKind.RParen)
        {
            end = close.End;
        }
        else
        {
            GiveBack(close);
            if (!reported)
            {
                ReportAfter("MissingEndParenthesisInMethodCall", arguments.Count > 0 ? arguments[^1].End : open.End);
            }
        }

        _noCommaOperator = oldComma;
        return arguments;
    }

    private IndexExpressionAst ParseIndex(ExpressionAst target, in Token open)
    {
        SkipNewLines();
        var oldComma = _noCommaOperator;
        _noCommaOperator = false;
        var index = ParseExpression();
        _noCommaOperator = oldComma;
        if (index is null)
        {
            ReportAfter("MissingArrayIndexExpression", open.End);
        }

        SkipNewLines();
        var close = Next();
        var end = close.End;
        if (close.Kind != TokenKind.RBracket)
        {
            GiveBack(close);
            end = index?.End ?? open.End;
            if (index is not null)
            {
                ReportAfter("MissingEndSquareBracket", end);
            }
        }

        return new IndexExpressionAst(target.Start, end, target, index ?? new ErrorExpressionAst(open.End, open.End, []))
        {
            NullConditional = open.Kind == TokenKind.QuestionLBracket,
        };
    }
}

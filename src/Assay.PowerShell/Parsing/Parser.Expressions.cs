namespace Assay.PowerShell.Parsing;

/// <summary>Operators.</summary>
internal sealed partial class Parser
{
    // Null where none starts.
    private ExpressionAst? ParseExpression(bool ternary = false)
    {
        if (!TryDescend())
        {
            return PeekKind() is TokenKind.EndOfInput or TokenKind.RParen or TokenKind.RCurly or TokenKind.RBracket or TokenKind.NewLine or TokenKind.Semi ? null : PassOver();
        }

        var mode = Enter(LexerMode.Expression);
        var expression = ParseBinary(ternary);
        expression = expression is null ? null : FinishExpression(expression);
        SetMode(mode);
        _depth--;
        return expression;
    }

    // Behind a condition: ? a : b
    private ExpressionAst FinishExpression(ExpressionAst condition)
    {
        var question = Peek();
        if (question.Kind != TokenKind.QuestionMark)
        {
            return condition;
        }

        Skip();
        SkipNewLines();
        var ifTrue = ParseExpression(ternary: true);
        if (ifTrue is null)
        {
            ReportAfter("ExpectedValueExpression", question.End);
        }

        SkipNewLines();
        var colon = Next();
        if (colon.Kind != TokenKind.Colon)
        {
            GiveBack(colon);
            if (ifTrue is not null)
            {
                Report("MissingColonInTernaryExpression", colon);
            }

            return new ErrorExpressionAst(condition.Start, ifTrue?.End ?? question.End, Parts(condition, ifTrue));
        }

        SkipNewLines();
        var ifFalse = ParseExpression(ternary: true);
        if (ifFalse is null)
        {
            ReportAfter("ExpectedValueExpression", colon.End);
        }

        ifTrue ??= new ErrorExpressionAst(question.End, question.End, []);
        ifFalse ??= new ErrorExpressionAst(colon.End, colon.End, []);
        return new TernaryExpressionAst(condition.Start, ifFalse.End, condition, ifTrue, ifFalse);
    }

    private ExpressionAst? ParseBinary(bool ternary)
    {
        var first = ParseArrayLiteral(ternary);
        return first is null ? null : FinishBinary(first);
    }

    // Operands and operators by precedence, in a loop: a chain may have any length.
    private ExpressionAst FinishBinary(ExpressionAst first)
    {
        var token = Peek();
        if (token.Kind.BinaryPrecedence() == 0)
        {
            return token.Kind == TokenKind.Parameter ? RejectParameter(first) : first;
        }

        var operands = new Stack<ExpressionAst>();
        var operators = new Stack<TokenKind>();
        operands.Push(first);
        while (true)
        {
            token = Peek();
            var precedence = token.Kind.BinaryPrecedence();
            while (operators.Count > 0 && operators.Peek().BinaryPrecedence() >= precedence)
            {
                Reduce(operands, operators);
            }

            if (precedence == 0)
            {
                break;
            }

            Skip();
            operators.Push(token.Kind);
            SkipNewLines();
            var operand = ParseArrayLiteral(ternary: true);
            if (operand is null)
            {
                ReportAfter("ExpectedValueExpression", token.End);
                operand = new ErrorExpressionAst(token.End, token.End, []);
            }

            operands.Push(operand);
        }

        var expression = operands.Pop();
        return token.Kind == TokenKind.Parameter ? RejectParameter(expression) : expression;
    }

    private static void Reduce(Stack<ExpressionAst> operands, Stack<TokenKind> operators)
    {
        var right = operands.Pop();
        var left = operands.Pop();
        operands.Push(new BinaryExpressionAst(left.Start, right.End, left, operators.Pop(), right));
    }

    // `1 -foo 2`: no such operator.
    private ErrorExpressionAst RejectParameter(ExpressionAst expression)
    {
        var token = Peek();
        Report("UnexpectedToken", token);
        Skip();
        var name = _names.Get(_text.AsSpan(token.Start + 1, token.End - token.Start - 1));
        return new ErrorExpressionAst(expression.Start, token.End, [expression, new CommandParameterAst(token.Start, token.End, name, null)]);
    }

    private ExpressionAst? ParseArrayLiteral(bool ternary)
    {
        var first = ParseUnary(ternary);
        return first is null ? null : FinishArray(first);
    }

    private ExpressionAst FinishArray(ExpressionAst first)
    {
        if (_noCommaOperator || PeekKind() != TokenKind.Comma)
        {
            return first;
        }

        var elements = new List<ExpressionAst> { first };
        while (PeekKind() == TokenKind.Comma)
        {
            var comma = Next();
            SkipNewLines();
            if (ParseUnary(ternary: true) is not { } element)
            {
                ReportAfter("MissingExpressionAfterToken", comma.End);
                elements.Add(new ErrorExpressionAst(comma.End, comma.End, []));
                break;
            }

            elements.Add(element);
        }

        return new ArrayLiteralAst(first.Start, elements[^1].End, elements);
    }

    private ExpressionAst? ParseUnary(bool ternary)
    {
        if (!TryDescend())
        {
            return PeekKind() is TokenKind.EndOfInput or TokenKind.RParen or TokenKind.RCurly or TokenKind.RBracket or TokenKind.NewLine or TokenKind.Semi ? null : PassOver();
        }

        var expression = ParseUnaryCore(ternary);
        _depth--;
        return expression;
    }

    private ExpressionAst? ParseUnaryCore(bool ternary)
    {
        var (signed, ends) = (_lexer.AllowsSignedNumbers, _lexer.EndsNumbersAtTernary);
        _lexer.AllowsSignedNumbers = true;
        _lexer.EndsNumbersAtTernary = ternary;
        if (_hasAhead && (_ahead.Kind == TokenKind.Minus || (ternary && _ahead.Kind == TokenKind.Generic)))
        {
            ReadAgain(_ahead);
        }

        var token = Peek();
        _lexer.AllowsSignedNumbers = signed;
        _lexer.EndsNumbersAtTernary = ends;
        if (token.Kind == TokenKind.LBracket)
        {
            var attributes = ParseAttributes(expression: true);
            return attributes is null ? null : FinishAttributed(attributes, token.Start);
        }

        if (!token.Kind.IsUnaryOperator())
        {
            var primary = ParsePrimary(members: true);
            if (primary is VariableExpressionAst { Splatted: true })
            {
                Report("SplattingNotPermitted", primary.Start, primary.End);
            }

            return FinishPostfix(primary);
        }

        if (_noCommaOperator && token.Kind == TokenKind.Comma)
        {
            return null;
        }

        Skip();
        SkipNewLines();
        if (ParseUnary(ternary: true) is not { } child)
        {
            ReportAfter("MissingExpressionAfterOperator", token.End);
            return new ErrorExpressionAst(token.Start, token.End, []);
        }

        return FinishPostfix(token.Kind == TokenKind.Comma ? new ArrayLiteralAst(token.Start, child.End, [child]) : new UnaryExpressionAst(token.Start, child.End, token.Kind, child));
    }

    // Behind types and attributes: a member, an operand, or nothing.
    private ExpressionAst? FinishAttributed(List<AttributeBaseAst> attributes, int start)
    {
        if (attributes.Count > _budget.Depth)
        {
            // Each would be a level of the tree.
            Report(ParseError.NestingTooDeep, attributes[_budget.Depth].Start, attributes[_budget.Depth].End);
            attributes.RemoveRange(_budget.Depth - 1, attributes.Count - _budget.Depth);
        }

        var last = attributes[^1];
        ExpressionAst? expression = null;
        if (last is AttributeAst)
        {
            SkipNewLines();
            if (ParseUnary(ternary: true) is not { } child)
            {
                Report("UnexpectedAttribute", last.Start, last.End);
                return new ErrorExpressionAst(start, last.End, attributes);
            }

            expression = new AttributedExpressionAst(last.Start, child.End, last, child);
        }
        else
        {
            if (!_hasAhead && _text[last.End - 1] == ']' && _lexer.ReadMemberAccess(allowsIndex: false) is { } access)
            {
                expression = FinishMembers(new TypeExpressionAst(last.Start, last.End, last.TypeName), access);
            }
            else if (PeekKind() is not (TokenKind.NewLine or TokenKind.Comma) && ParseUnary(ternary: true) is { } child)
            {
                expression = new ConvertExpressionAst(last.Start, child.End, (TypeConstraintAst)last, child);
            }

            expression ??= new TypeExpressionAst(last.Start, last.End, last.TypeName);
        }

        for (var i = attributes.Count - 2; i >= 0; i--)
        {
            expression = attributes[i] is TypeConstraintAst type
                ? new ConvertExpressionAst(type.Start, expression.End, type, expression)
                : new AttributedExpressionAst(attributes[i].Start, expression.End, attributes[i], expression);
        }

        return FinishPostfix(expression);
    }

    private ExpressionAst? FinishPostfix(ExpressionAst? expression)
    {
        if (expression is null)
        {
            return null;
        }

        var token = Peek();
        var kind = token.Kind switch
        {
            TokenKind.PlusPlus => TokenKind.PostfixPlusPlus,
            TokenKind.MinusMinus => TokenKind.PostfixMinusMinus,
            _ => TokenKind.Unknown,
        };
        if (kind == TokenKind.Unknown)
        {
            return expression;
        }

        Skip();
        return new UnaryExpressionAst(expression.Start, token.End, kind, expression);
    }
}

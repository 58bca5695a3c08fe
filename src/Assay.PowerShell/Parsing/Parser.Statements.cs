namespace Assay.PowerShell.Parsing;

/// <summary>Which statement it is, and the short ones.</summary>
internal sealed partial class Parser
{
    // Null where no statement starts. Attributes that were read before it belong to a class, an enumeration, or the expression behind them.
    private StatementAst? ParseStatement(List<AttributeBaseAst>? attributes = null)
    {
        if (!TryDescend())
        {
            if (PeekKind() is TokenKind.EndOfInput or TokenKind.RParen or TokenKind.RCurly)
            {
                return null;
            }

            var skipped = PassOver(statement: true);
            return new ErrorStatementAst(skipped.Start, skipped.End, []);
        }

        var statement = ParseStatementCore(attributes);
        _depth--;
        return statement;
    }

    private StatementAst? ParseStatementCore(List<AttributeBaseAst>? attributes)
    {
        if (attributes is null && AtLeftBracket())
        {
            attributes = ParseAttributes(expression: true);
        }

        if (attributes is not null)
        {
            return ParseAttributedStatement(attributes);
        }

        var token = Next();
        switch (token.Kind)
        {
            case TokenKind.If:
                return ParseIf(token);
            case TokenKind.Switch:
                return ParseSwitch(null, token);
            case TokenKind.Foreach:
                return ParseForEach(null, token);
            case TokenKind.For:
                return ParseFor(null, token);
            case TokenKind.While:
                return ParseWhile(null, token);
            case TokenKind.Do:
                return ParseDo(null, token);
            case TokenKind.Function or TokenKind.Filter or TokenKind.Workflow:
                return ParseFunction(token);
            case TokenKind.Return or TokenKind.Throw or TokenKind.Exit:
                return ParseExit(token);
            case TokenKind.Break or TokenKind.Continue:
                return ParseJump(token);
            case TokenKind.Trap:
                return ParseTrap(token);
            case TokenKind.Try:
                return ParseTry(token);
            case TokenKind.Data:
                return ParseData(token);
            case TokenKind.Parallel or TokenKind.Sequence:
                return ParseBlockStatement(token);
            case TokenKind.Configuration:
                return ParseConfiguration(token);
            case TokenKind.From or TokenKind.Define or TokenKind.Var:
                Report("ReservedKeywordNotAllowed", token);
                return new ErrorStatementAst(token.Start, token.End, []);
            case TokenKind.Label:
                SkipNewLines();
                return ParseLabeled(token);
            case TokenKind.EndOfInput:
                GiveBack(token);
                return null;
            case TokenKind.Else or TokenKind.ElseIf or TokenKind.Catch or TokenKind.Until when _errors.Count > 0:
                // The statement that it belongs to was broken: go on with what it holds.
                SkipNewLines();
                return ParseStatement();
            case TokenKind.Class:
                return ParseClass([], token);
            case TokenKind.Enum:
                return ParseEnum([], token);
            case TokenKind.Using:
                var statement = ParseUsing(token);
                Report("UsingMustBeAtStartOfScript", statement.Start, statement.End);
                return statement;
            default:
                GiveBack(token);
                return ParsePipelineChain(null);
        }
    }

    private StatementAst? ParseAttributedStatement(List<AttributeBaseAst> attributes)
    {
        if (NextWordIs("class") || NextWordIs("enum"))
        {
            SkipNewLines();
            var keyword = Peek();
            if (keyword.Kind is TokenKind.Class or TokenKind.Enum)
            {
                Skip();
                if (attributes.Find(attribute => attribute is TypeConstraintAst) is { } type)
                {
                    Report("TypeNotAllowedBeforeStatement", type.Start, type.End);
                }

                return keyword.Kind == TokenKind.Class ? ParseClass(attributes, keyword) : ParseEnum(attributes, keyword);
            }
        }

        var mode = Enter(LexerMode.Expression);
        var first = FinishAttributed(attributes, attributes[0].Start);
        var expression = first is null ? null : FinishExpression(FinishBinary(FinishArray(first)));
        SetMode(mode);
        return ParsePipelineChain(expression);
    }

    private FlowStatementAst ParseExit(in Token keyword)
    {
        var value = ParsePipelineChain(null);
        return new FlowStatementAst(keyword.Start, value?.End ?? keyword.End, keyword.Kind, value);
    }

    private FlowStatementAst ParseJump(in Token keyword)
    {
        var label = ParseLabelOrKey();
        return new FlowStatementAst(keyword.Start, label?.End ?? keyword.End, keyword.Kind, label);
    }

    // A name, or an expression where no line ends.
    private ExpressionAst? ParseLabelOrKey()
    {
        if (ParseSimpleName() is { } name)
        {
            return name;
        }

        if (PeekKind() is TokenKind.NewLine or TokenKind.Semi)
        {
            return null;
        }


        var oldComma = _noCommaOperator;
        _noCommaOperator = true;
        var expression = ParseUnary(ternary: false);
        _noCommaOperator = oldComma;
        return expression;
    }

    private StringConstantExpressionAst? ParseSimpleName()
    {
        _lexer.WantsSimpleName = true;
        var token = Peek();
        _lexer.WantsSimpleName = false;
        if (token.Kind != TokenKind.Identifier)
        {
            return null;
        }

        Skip();
        return NewBareWord(token);
    }

    private StatementAst? ParseLabeled(in Token label)
    {
        var token = Next();
        switch (token.Kind)
        {
            case TokenKind.Switch:
                return ParseSwitch(label, token);
            case TokenKind.Foreach:
                return ParseForEach(label, token);
            case TokenKind.For:
                return ParseFor(label, token);
            case TokenKind.While:
                return ParseWhile(label, token);
            case TokenKind.Do:
                return ParseDo(label, token);
            default:
                ReadAgain(label);
                return ParsePipelineChain(null);
        }
    }

    private StatementAst ParseBlockStatement(in Token keyword)
    {
        var body = ParseStatementBlock();
        if (body is null)
        {
            ReportAfter("MissingStatementAfterKeyword", keyword.End);
            return new ErrorStatementAst(keyword.Start, keyword.End, []);
        }

        return new BlockStatementAst(keyword.Start, body.End, keyword.Kind, body);
    }

    private StatementAst ParseIf(in Token first)
    {
        var clauses = new List<IfClause>();
        var parts = new List<Ast>();
        var keyword = first;
        while (true)
        {
            SkipNewLines();
            var open = Next();
            if (open.Kind != TokenKind.LParen)
            {
                GiveBack(open);
                ReportAfter("MissingOpenParenthesisInIfStatement", keyword.End);
                return new ErrorStatementAst(first.Start, keyword.End, parts);
            }

            SkipNewLines();
            var condition = ParsePipelineChain(null);
            if (condition is null)
            {
                ReportAfter("IfStatementMissingCondition", open.End);
            }
            else
            {
                parts.Add(condition);
            }

            SkipNewLines();
            var close = Next();
            if (close.Kind != TokenKind.RParen)
            {
                GiveBack(close);
                if (condition is not null)
                {
                    Report("MissingEndParenthesisAfterStatement", close);
                }

                return new ErrorStatementAst(first.Start, condition?.End ?? open.End, parts);
            }

            SkipNewLines();
            if (ParseStatementBlock() is not { } body)
            {
                Report("MissingStatementBlock", close);
                return new ErrorStatementAst(first.Start, close.End, parts);
            }

            parts.Add(body);
            clauses.Add(new IfClause(condition ?? new ErrorStatementAst(open.End, open.End, []), body));

            // The word behind line ends may be `else`, or the start of another statement.
            var here = Here;
            SkipNewLines();
            keyword = Peek();
            if (keyword.Kind == TokenKind.ElseIf)
            {
                Skip();
                continue;
            }

            if (keyword.Kind != TokenKind.Else)
            {
                ReadAgain(here);
                return new IfStatementAst(first.Start, body.End, clauses, null);
            }

            Skip();
            SkipNewLines();
            if (ParseStatementBlock() is not { } otherwise)
            {
                ReportAfter("MissingStatementBlockAfterElse", keyword.End);
                return new ErrorStatementAst(first.Start, keyword.End, parts);
            }

            return new IfStatementAst(first.Start, otherwise.End, clauses, otherwise);
        }
    }
}

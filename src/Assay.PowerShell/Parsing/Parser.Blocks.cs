namespace Assay.PowerShell.Parsing;

/// <summary>Script blocks, parameter blocks and statement lists.</summary>
internal sealed partial class Parser
{
    // The body of a script (no opening brace), a function or a script block literal.
    private ScriptBlockAst ParseScriptBlock(Token? open)
    {
        SkipNewLines();
        var usings = open is null ? ParseUsings() : [];
        SkipNewLines();

        // Attributes may belong to a param block or to the first statement: they are read once.
        var attributes = AtLeftBracket() ? ParseAttributes(expression: true) : null;
        var parameters = ParseParamBlock(attributes);
        if (parameters is not null)
        {
            attributes = null;
        }

        if (attributes is null)
        {
            SkipTerminators();
            if (PeekKind().IsBlockName())
            {
                return ParseNamedBlocks(open, usings, parameters);
            }
        }

        var statements = new List<StatementAst>();
        while (true)
        {
            ParseStatements(statements, attributes);
            attributes = null;
            if (open is not null)
            {
                var end = CloseBlock(open.Value, statements.Count > 0 ? statements[^1].End : parameters?.End);
                return NewScriptBlock(open.Value.Start, end, usings, parameters, [UnnamedBlock(statements, parameters?.End ?? open.Value.End)]);
            }

            var token = Next();
            if (token.Kind == TokenKind.EndOfInput)
            {
                return NewScriptBlock(0, _text.Length, usings, parameters, [UnnamedBlock(statements, parameters?.End ?? (usings.Count > 0 ? usings[^1].End : 0))]);
            }

            Report("UnexpectedToken", token);
        }
    }

    private static ScriptBlockAst NewScriptBlock(int start, int end, List<UsingStatementAst> usings, ParamBlockAst? parameters, List<NamedBlockAst> blocks) =>
        new(start, end) { UsingStatements = usings, ParamBlock = parameters, Blocks = blocks };

    private static NamedBlockAst UnnamedBlock(List<StatementAst> statements, int emptyAt) => statements.Count == 0
        ? new NamedBlockAst(emptyAt, emptyAt, NamedBlockKind.End, unnamed: true) { Statements = statements }
        : new NamedBlockAst(statements[0].Start, statements[^1].End, NamedBlockKind.End, unnamed: true) { Statements = statements };

    // The closing brace, or a report that it is missing. Gives the end of the block.
    private int CloseBlock(in Token open, int? lastEnd)
    {
        var close = Next();
        if (close.Kind == TokenKind.RCurly)
        {
            return close.End;
        }

        GiveBack(close);
        Report("MissingEndCurlyBrace", open);
        return lastEnd ?? open.End;
    }

    private ScriptBlockAst ParseNamedBlocks(Token? open, List<UsingStatementAst> usings, ParamBlockAst? parameters)
    {
        var blocks = new List<NamedBlockAst>();
        var last = open?.End ?? parameters?.End ?? 0;
        while (true)
        {
            var name = Next();
            if (name.Kind is TokenKind.RCurly or TokenKind.EndOfInput)
            {
                GiveBack(name);
                break;
            }

            if (!name.Kind.IsBlockName())
            {
                Report("MissingNamedBlocks", name);
                ReadAgain(name);
                return RejectRest(open, NewScriptBlock(open?.Start ?? 0, last, usings, parameters, blocks));
            }

            var body = ParseStatementBlock();
            if (body is null)
            {
                ReportAfter("MissingNamedStatementBlock", name.End);
                body = new StatementBlockAst(name.End, name.End) { Statements = [] };
            }

            last = body.End;
            var kind = KindOf(name.Kind);
            if (blocks.Exists(block => block.Kind == kind))
            {
                Report("DuplicateScriptCommandClause", name.Start, last);
            }

            blocks.Add(new NamedBlockAst(name.Start, last, kind, unnamed: false) { Statements = body.Statements });
            SkipTerminators();
        }

        if (open is not null)
        {
            return NewScriptBlock(open.Value.Start, CloseBlock(open.Value, last), usings, parameters, blocks);
        }

        var rest = Peek();
        if (rest.Kind == TokenKind.EndOfInput)
        {
            Skip();
            return NewScriptBlock(0, _text.Length, usings, parameters, blocks);
        }

        Report("UnexpectedToken", rest);
        Skip();
        return RejectRest(null, NewScriptBlock(0, _text.Length, usings, parameters, blocks));
    }

    private static NamedBlockKind KindOf(TokenKind keyword) => keyword switch
    {
        TokenKind.Begin => NamedBlockKind.Begin,
        TokenKind.Process => NamedBlockKind.Process,
        TokenKind.Clean => NamedBlockKind.Clean,
        TokenKind.Dynamicparam => NamedBlockKind.DynamicParam,
        _ => NamedBlockKind.End,
    };

    // Behind named blocks no statement may stand. The engine stops reading; nothing may hide there.
    private ScriptBlockAst RejectRest(Token? open, ScriptBlockAst block)
    {
        var statements = new List<StatementAst>();
        while (true)
        {
            ParseStatements(statements, null);
            var token = Next();
            if (token.Kind == TokenKind.EndOfInput)
            {
                GiveBack(token);
                break;
            }

            if (token.Kind == TokenKind.RCurly && open is not null)
            {
                block.End = token.End;
                block.Rejected = statements;
                return block;
            }
        }

        block.End = open is null ? _text.Length : statements.Count > 0 ? statements[^1].End : block.End;
        block.Rejected = statements;
        return block;
    }

    // { ... } behind a keyword; null when there is no brace.
    private StatementBlockAst? ParseStatementBlock()
    {
        SkipNewLines();
        var open = Next();
        if (open.Kind != TokenKind.LCurly)
        {
            GiveBack(open);
            return null;
        }

        var statements = new List<StatementAst>();
        ParseStatements(statements, null);
        var end = CloseBlock(open, statements.Count > 0 ? statements[^1].End : null);
        return new StatementBlockAst(open.Start, end) { Statements = statements };
    }

    private void ParseStatements(List<StatementAst> statements, List<AttributeBaseAst>? attributes)
    {
        if (attributes is null)
        {
            SkipTerminators();
        }

        while (ParseStatement(attributes) is { } statement)
        {
            attributes = null;
            statements.Add(statement);
            SkipTerminators();
            if (PeekKind() is TokenKind.RParen or TokenKind.RCurly)
            {
                return;
            }
        }
    }

    private ParamBlockAst? ParseParamBlock(List<AttributeBaseAst>? attributes)
    {
        if (attributes is not null && !NextWordIs("param"))
        {
            return null;
        }

        SkipNewLines();
        var keyword = Peek();
        if (keyword.Kind != TokenKind.Param)
        {
            return null;
        }

        Skip();
        SkipNewLines();
        var open = Next();
        if (open.Kind != TokenKind.LParen)
        {
            ReadAgain(keyword);
            return null;
        }

        var parameters = ParseParameters();
        SkipNewLines();
        var close = Next();
        var end = close.End;
        if (close.Kind != TokenKind.RParen)
        {
            GiveBack(close);
            end = parameters.Count > 0 ? parameters[^1].End : open.End;
            ReportAfter("MissingEndParenthesisInFunctionParameterList", end);
        }

        foreach (var attribute in attributes ?? [])
        {
            if (attribute is TypeConstraintAst)
            {
                Report("TypeNotAllowedBeforeParam", attribute.Start, attribute.End);
            }
        }

        return new ParamBlockAst(attributes?[0].Start ?? keyword.Start, end) { Attributes = attributes ?? [], Parameters = parameters };
    }

    private List<ParameterAst> ParseParameters()
    {
        var parameters = new List<ParameterAst>();
        Token? comma = null;
        while (true)
        {
            if (ParseParameter() is not { } parameter)
            {
                if (comma is not null)
                {
                    ReportAfter("MissingExpressionAfterToken", comma.Value.End);
                }

                return parameters;
            }

            parameters.Add(parameter);
            SkipNewLines();
            if (PeekKind() != TokenKind.Comma)
            {
                return parameters;
            }

            comma = Next();
        }
    }

    private ParameterAst? ParseParameter()
    {
        var oldComma = _noCommaOperator;
        var mode = Enter(LexerMode.Expression);
        try
        {
            _noCommaOperator = true;
            SkipNewLines();
            var attributes = ParseAttributes(expression: false) ?? [];
            SkipNewLines();
            var variable = Next();
            if (variable.Kind is not (TokenKind.Variable or TokenKind.SplattedVariable))
            {
                GiveBack(variable);
                if (attributes.Count == 0)
                {
                    return null;
                }

                var (start, end) = (attributes[0].Start, attributes[^1].End);
                ReportAfter("InvalidFunctionParameter", end);
                Synchronise(consume: true, TokenKind.RParen);
                return new ParameterAst(start, end, new VariableExpressionAst(end, end, "__error__", splatted: false)) { Attributes = attributes };
            }

            var name = NewVariable(variable);
            SkipNewLines();
            ExpressionAst? value = null;
            if (PeekKind() == TokenKind.Equals)
            {
                var equals = Next();
                SkipNewLines();
                value = ParseExpression();
                if (value is null)
                {
                    ReportAfter("MissingExpressionAfterToken", equals.End);
                }
            }

            return new ParameterAst(attributes.Count > 0 ? attributes[0].Start : name.Start, value?.End ?? name.End, name) { Attributes = attributes, DefaultValue = value };
        }
        finally
        {
            _noCommaOperator = oldComma;
            SetMode(mode);
        }
    }
}

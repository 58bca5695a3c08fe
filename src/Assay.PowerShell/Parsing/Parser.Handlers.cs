namespace Assay.PowerShell.Parsing;

/// <summary><c>try</c>, <c>catch</c>, <c>trap</c> and <c>data</c>.</summary>
internal sealed partial class Parser
{
    private StatementAst ParseTrap(in Token keyword)
    {
        SkipNewLines();
        var type = ParseTypeConstraint();
        var body = ParseStatementBlock();
        if (body is null)
        {
            var end = type?.End ?? keyword.End;
            ReportAfter("MissingTrapStatement", end);
            return new ErrorStatementAst(keyword.Start, end, Parts(type));
        }

        return new TrapStatementAst(keyword.Start, body.End, type, body);
    }

    private StatementAst ParseTry(in Token keyword)
    {
        SkipNewLines();
        if (ParseStatementBlock() is not { } body)
        {
            ReportAfter("MissingTryStatementBlock", keyword.End);
            return new ErrorStatementAst(keyword.Start, keyword.End, []);
        }

        var catches = new List<CatchClauseAst>();
        var parts = new List<Ast> { body };
        var error = -1;
        while (ParseCatch(parts, ref error) is { } clause)
        {
            catches.Add(clause);
            parts.Add(clause);
        }

        var here = Here;
        SkipNewLines();
        StatementBlockAst? last = null;
        if (PeekKind() == TokenKind.Finally)
        {
            var word = Next();
            last = ParseStatementBlock();
            if (last is null)
            {
                error = word.End;
                ReportAfter("MissingFinallyStatementBlock", error);
            }
            else
            {
                parts.Add(last);
            }
        }
        else
        {
            // Line ends behind the statement belong to what follows.
            ReadAgain(here);
        }

        if (catches.Count == 0 && last is null && error < 0)
        {
            error = body.End;
            ReportAfter("MissingCatchOrFinally", error);
        }

        var end = last?.End ?? (catches.Count > 0 ? catches[^1].End : body.End);
        return error >= 0
            ? new ErrorStatementAst(keyword.Start, Math.Max(error, end), parts)
            : new TryStatementAst(keyword.Start, end) { Body = body, CatchClauses = catches, Finally = last };
    }

    private CatchClauseAst? ParseCatch(List<Ast> parts, ref int error)
    {
        var here = Here;
        SkipNewLines();
        var keyword = Peek();
        if (keyword.Kind != TokenKind.Catch)
        {
            ReadAgain(here);
            return null;
        }

        Skip();
        var types = new List<TypeConstraintAst>();
        Token? comma = null;
        while (true)
        {
            SkipNewLines();
            if (ParseTypeConstraint() is not { } type)
            {
                if (comma is not null)
                {
                    error = comma.Value.End;
                    ReportAfter("MissingTypeLiteralToken", error);
                }

                break;
            }

            types.Add(type);
            SkipNewLines();
            if (PeekKind() != TokenKind.Comma)
            {
                comma = null;
                break;
            }

            comma = Next();
        }

        if (ParseStatementBlock() is { } handler)
        {
            return new CatchClauseAst(keyword.Start, handler.End, types, handler);
        }

        if (comma is null || error != comma.Value.End)
        {
            error = types.Count > 0 ? types[^1].End : keyword.End;
            ReportAfter("MissingCatchHandlerBlock", error);
        }

        parts.AddRange(types);
        return null;
    }

    private StatementAst ParseData(in Token keyword)
    {
        SkipNewLines();
        var name = ParseSimpleName();
        SkipNewLines();
        var commands = new List<ExpressionAst>();
        var last = name?.End ?? keyword.End;
        var broken = false;
        if (PeekKind() == TokenKind.Parameter)
        {
            var parameter = Next();
            last = parameter.End;
            if (!IsPrefix(parameter, "SupportedCommand"))
            {
                broken = true;
                Report("InvalidParameterForDataSectionStatement", parameter);
            }

            do
            {
                SkipNewLines();
                if (ParseSingleArgument(ArgumentContext.CommandName) is not { } command)
                {
                    if (!broken)
                    {
                        ReportAfter("MissingValueForSupportedCommandInDataSectionStatement", last);
                    }

                    broken = true;
                    break;
                }

                commands.Add(command);
                last = command.End;
            }
            while (TrySkip(TokenKind.Comma));
        }

        if (broken)
        {
            return new ErrorStatementAst(keyword.Start, last, commands);
        }

        if (ParseStatementBlock() is { } body)
        {
            return new DataStatementAst(keyword.Start, body.End, name?.Value, commands, body);
        }

        ReportAfter("MissingStatementBlockForDataSection", last);
        return new ErrorStatementAst(keyword.Start, last, commands);
    }
}

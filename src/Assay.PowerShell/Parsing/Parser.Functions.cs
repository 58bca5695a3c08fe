namespace Assay.PowerShell.Parsing;

/// <summary>Functions, configurations and <c>using</c>.</summary>
internal sealed partial class Parser
{
    private StatementAst ParseFunction(in Token keyword)
    {
        SkipNewLines();
        var name = Next();
        if (name.Kind is TokenKind.Pipe or TokenKind.LParen or TokenKind.LCurly or TokenKind.AtParen or TokenKind.AtCurly or TokenKind.RCurly or TokenKind.RParen or TokenKind.EndOfInput
            or TokenKind.Semi or TokenKind.Redirection or TokenKind.RedirectInStd or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.Ampersand or TokenKind.Variable or TokenKind.SplattedVariable
            or TokenKind.HereStringExpandable or TokenKind.HereStringLiteral or TokenKind.StringLiteral or TokenKind.StringExpandable)
        {
            GiveBack(name);
            ReportAfter("MissingNameAfterKeyword", keyword.End);
            return new ErrorStatementAst(keyword.Start, keyword.End, []);
        }

        var error = -1;
        var end = name.End;
        var parameters = ParseFunctionParameters(ref end, ref error);
        var open = Next();
        if (open.Kind != TokenKind.LCurly)
        {
            GiveBack(open);
            if (error < 0)
            {
                error = end;
                ReportAfter("MissingFunctionBody", error);
            }
        }

        if (error >= 0)
        {
            return new ErrorStatementAst(keyword.Start, Math.Max(error, end), (IReadOnlyList<Ast>?)parameters ?? []);
        }

        var oldWorkflow = _lexer.InWorkflow;
        _lexer.InWorkflow = keyword.Kind == TokenKind.Workflow;
        var body = ParseScriptBlock(open);
        _lexer.InWorkflow = oldWorkflow;
        if (keyword.Kind == TokenKind.Workflow)
        {
            // Version 5.1 alone has workflows.
            Report("WorkflowNotSupportedInPowerShellCore", keyword.Start, body.End);
        }

        if (keyword.Kind == TokenKind.Filter && body.Blocks is [{ Unnamed: true } only])
        {
            body.Blocks = [new NamedBlockAst(only.Start, only.End, NamedBlockKind.Process, unnamed: true) { Statements = only.Statements }];
        }

        var text = name.Kind == TokenKind.Generic ? NewGeneric(name).Value : NameOf(name);
        return new FunctionDefinitionAst(keyword.Start, body.End, keyword.Kind, text, name.Start, name.End, parameters, body);
    }

    // Null when there are no brackets.
    private List<ParameterAst>? ParseFunctionParameters(ref int end, ref int error)
    {
        SkipNewLines();
        if (PeekKind() != TokenKind.LParen)
        {
            return null;
        }

        var open = Next();
        var parameters = ParseParameters();
        SkipNewLines();
        var close = Next();
        if (close.Kind == TokenKind.RParen)
        {
            end = close.End;
        }
        else
        {
            GiveBack(close);
            error = parameters.Count > 0 ? parameters[^1].End : open.End;
            ReportAfter("MissingEndParenthesisInFunctionParameterList", error);
        }

        SkipNewLines();
        return parameters;
    }

    private StatementAst ParseConfiguration(in Token keyword)
    {
        SkipNewLines();
        var token = Next();
        if (token.Kind == TokenKind.LCurly)
        {
            ReportAfter("MissingConfigurationName", keyword.End);
            var nameless = ParseScriptBlockExpression(token);
            if (PeekKind() is not (TokenKind.EndOfInput or TokenKind.RCurly or TokenKind.RParen))
            {
                Report("UnexpectedToken", Peek());
            }

            return new ErrorStatementAst(keyword.Start, nameless.End, [nameless]);
        }

        GiveBack(token);
        if (token.Kind is TokenKind.EndOfInput or TokenKind.Comma || ParseSingleArgument(ArgumentContext.CommandName) is not { } name)
        {
            ReportAfter("MissingConfigurationName", token.Kind == TokenKind.EndOfInput ? keyword.End : token.End);
            return new ErrorStatementAst(keyword.Start, keyword.End, []);
        }

        SkipNewLines();
        var open = Next();
        if (open.Kind != TokenKind.LCurly)
        {
            GiveBack(open);
            ReportAfter("MissingCurlyInConfigurationStatement", open.End);
            return new ErrorStatementAst(keyword.Start, name.End, [name]);
        }

        var body = ParseScriptBlockExpression(open);
        return new ConfigurationDefinitionAst(keyword.Start, body.End, name, body.ScriptBlock);
    }

    private List<UsingStatementAst> ParseUsings()
    {
        var usings = new List<UsingStatementAst>();
        while (true)
        {
            var token = Peek();
            if (token.Kind != TokenKind.Using)
            {
                ReadAgain(token);
                return usings;
            }

            Skip();
            if (ParseUsing(token) is UsingStatementAst statement)
            {
                usings.Add(statement);
            }

            SkipTerminators();
        }
    }

    private StatementAst ParseUsing(in Token keyword)
    {
        var directive = Next();
        UsingStatementKind? kind = directive.Kind switch
        {
            TokenKind.Namespace => UsingStatementKind.Namespace,
            TokenKind.Module => UsingStatementKind.Module,
            TokenKind.Assembly => UsingStatementKind.Assembly,
            TokenKind.Type => UsingStatementKind.Type,
            TokenKind.Command => UsingStatementKind.Command,
            _ => null,
        };
        if (kind is null)
        {
            GiveBack(directive);
            ReportAfter("MissingUsingStatementDirective", keyword.End);
            return new ErrorStatementAst(keyword.Start, keyword.End, []);
        }

        var item = Next();
        if (item.Kind is TokenKind.EndOfInput or TokenKind.NewLine or TokenKind.Comma or TokenKind.Semi)
        {
            GiveBack(item);
            ReportAfter("MissingUsingItemName", directive.End);
            return new ErrorStatementAst(keyword.Start, directive.End, []);
        }

        if (ParseArgument(ArgumentContext.Argument, item) is not { } name)
        {
            Report("InvalidValueForUsingItemName", item);
            Synchronise(consume: true, TokenKind.Semi, TokenKind.NewLine);
            return new ErrorStatementAst(keyword.Start, Math.Max(directive.End, item.End), []);
        }

        if (name is not StringConstantExpressionAst && !(kind == UsingStatementKind.Module && name is HashtableAst))
        {
            Report("InvalidValueForUsingItemName", name.Start, name.End);
            return new ErrorStatementAst(keyword.Start, name.End, [name]);
        }

        var end = name.End;
        if (name is StringConstantExpressionAst && kind != UsingStatementKind.Assembly && PeekKind() == TokenKind.Equals)
        {
            var equals = Next();
            end = ParseSingleArgument(ArgumentContext.Argument)?.End ?? equals.End;
        }
        else if (kind is UsingStatementKind.Type or UsingStatementKind.Command)
        {
            ReportAfter("MissingEqualsInUsingAlias", end);
        }

        var terminator = Peek();
        if (terminator.Kind is TokenKind.NewLine or TokenKind.Semi)
        {
            Skip();
        }
        else if (terminator.Kind != TokenKind.EndOfInput)
        {
            Report("MissingStatementTerminator", terminator);
        }

        return new UsingStatementAst(keyword.Start, end, kind.Value, name);
    }
}

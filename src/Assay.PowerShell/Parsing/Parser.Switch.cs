namespace Assay.PowerShell.Parsing;

/// <summary><c>switch</c>.</summary>
internal sealed partial class Parser
{
    private StatementAst ParseSwitch(Token? label, in Token keyword)
    {
        var start = label?.Start ?? keyword.Start;
        var last = keyword.End;
        SkipNewLines();
        var broken = false;
        StatementAst? condition = null;
        var options = ParseSwitchOptions(ref last, ref condition, ref broken);
        ParseSwitchCondition(options, ref last, ref condition, ref broken);

        SkipNewLines();
        var clauses = new List<SwitchClause>();
        var parts = new List<Ast>(Parts(condition));
        StatementBlockAst? otherwise = null;
        var open = Next();
        if (open.Kind != TokenKind.LCurly)
        {
            GiveBack(open);
            ReportAfter("MissingCurlyBraceInSwitchStatement", last);
            return new ErrorStatementAst(start, last, parts);
        }

        last = open.End;
        SkipNewLines();
        var closed = false;
        while (!closed)
        {
            var token = Peek();
            var isDefault = token.Kind == TokenKind.Default;
            var pattern = isDefault ? NewBareWord(Next()) : ParseSingleArgument(ArgumentContext.SwitchCondition);
            if (pattern is null)
            {
                broken = true;
                ReportAfter("MissingSwitchConditionExpression", last);
                if (PeekKind() == TokenKind.RCurly)
                {
                    last = Next().End;
                }

                break;
            }

            parts.Add(pattern);
            last = pattern.End;
            if (ParseStatementBlock() is { } body)
            {
                parts.Add(body);
                last = body.End;
                if (!isDefault)
                {
                    clauses.Add(new SwitchClause(pattern, body));
                }
                else if (otherwise is null)
                {
                    otherwise = body;
                }
                else
                {
                    broken = true;
                    Report("MultipleSwitchDefaultClauses", pattern.Start, pattern.End);
                }
            }
            else
            {
                broken = true;
                ReportAfter("MissingSwitchStatementClause", last);
            }

            SkipTerminators();
            token = Peek();
            if (token.Kind == TokenKind.RCurly)
            {
                last = Next().End;
                closed = true;
            }
            else if (token.Kind == TokenKind.EndOfInput)
            {
                broken = true;
                Report("MissingEndCurlyBrace", open);
                break;
            }
        }

        return broken || condition is null
            ? new ErrorStatementAst(start, last, parts)
            : new SwitchStatementAst(start, last) { Label = LabelOf(label), Condition = condition, Options = options, Clauses = clauses, Default = otherwise };
    }

    private SwitchOptions ParseSwitchOptions(ref int last, ref StatementAst? condition, ref bool broken)
    {
        var options = SwitchOptions.None;
        while (PeekKind() == TokenKind.Parameter)
        {
            var flag = Next();
            last = flag.End;
            if (IsPrefix(flag, "regex"))
            {
                options = (options | SwitchOptions.Regex) & ~SwitchOptions.Wildcard;
            }
            else if (IsPrefix(flag, "wildcard"))
            {
                options = (options | SwitchOptions.Wildcard) & ~SwitchOptions.Regex;
            }
            else if (IsPrefix(flag, "exact"))
            {
                options &= ~(SwitchOptions.Regex | SwitchOptions.Wildcard);
            }
            else if (IsPrefix(flag, "casesensitive"))
            {
                options |= SwitchOptions.CaseSensitive;
            }
            else if (IsPrefix(flag, "parallel"))
            {
                options |= SwitchOptions.Parallel;
            }
            else if (IsPrefix(flag, "file"))
            {
                options |= SwitchOptions.File;
                SkipNewLines();
                if (ParseSingleArgument(ArgumentContext.FileName) is { } file)
                {
                    condition = new PipelineAst(file.Start, file.End, [new CommandExpressionAst(file.Start, file.End, file)]);
                    last = file.End;
                }
                else
                {
                    broken = true;
                    ReportAfter("MissingFilenameOption", flag.End);
                }
            }
            else
            {
                broken = true;
                Report("InvalidSwitchFlag", flag);
            }
        }

        return options;
    }

    private void ParseSwitchCondition(SwitchOptions options, ref int last, ref StatementAst? condition, ref bool broken)
    {
        if (PeekKind() != TokenKind.LParen)
        {
            if (condition is null)
            {
                broken = true;
                if ((options & SwitchOptions.File) == 0)
                {
                    ReportAfter("PipelineValueRequired", last);
                }
            }

            return;
        }

        var open = Next();
        last = open.End;
        if ((options & SwitchOptions.File) != 0)
        {
            broken = true;
            Report("PipelineValueRequired", open);
        }

        SkipNewLines();
        var value = ParsePipelineChain(null);
        if (value is null)
        {
            broken = true;
            ReportAfter("PipelineValueRequired", open.End);
        }
        else
        {
            condition = value;
            last = value.End;
        }

        SkipNewLines();
        var close = Next();
        if (close.Kind == TokenKind.RParen)
        {
            last = close.End;
            return;
        }

        GiveBack(close);
        broken = true;
        ReportAfter("MissingEndParenthesisInSwitchStatement", last);
    }
}

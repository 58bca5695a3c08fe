namespace Assay.PowerShell.Folding;

/// <summary><c>if</c>, <c>switch</c>, <c>try</c>: what is not decided is walked on every side and joined.</summary>
internal sealed partial class Interpreter
{
    private FoldedValue EvaluateStatement(StatementAst statement)
    {
        switch (statement)
        {
            case PipelineAst { Elements: [CommandExpressionAst { Redirections.Count: 0 } single], Background: false }:
                return Evaluate(single.Expression);
            case CommandExpressionAst { Redirections.Count: 0 } single:
                return Evaluate(single.Expression);
            case AssignmentStatementAst assignment:
                var assigned = Assign(assignment);
                return assigned.IsUnknown && assignment.Left is VariableExpressionAst variable ? ReadPath(variable.VariablePath) : assigned;
        }

        var output = new Output();
        if (Execute(statement, output) == Flow.Uncertain)
        {
            output.MarkUnknown();
        }

        var value = output.Collapse();
        if (statement is PipelineAst { Elements: [.., CommandAst last] })
        {
            Record(last, value);
        }

        return value;
    }

    private Output EvaluateBlock(StatementBlockAst block)
    {
        var output = new Output();
        if (ExecuteStatements(block.Statements, output) != Flow.Next)
        {
            output.MarkUnknown();
        }

        return output;
    }

    private bool? Decide(StatementAst? condition)
    {
        if (condition is null)
        {
            return null;
        }

        var value = EvaluateStatement(condition);
        return value.IsConstant && Conversions.TryBool(value.Content, out var truth) ? truth : null;
    }

    private Flow ExecuteIf(IfStatementAst statement, Output? output)
    {
        var open = new List<List<Change>>();
        var sides = new Sides();
        foreach (var clause in statement.Clauses)
        {
            var truth = Decide(clause.Condition);
            if (truth == false)
            {
                WalkUntaken(clause.Body);
                continue;
            }

            if (truth == true && !sides.Any)
            {
                foreach (var other in statement.Clauses.SkipWhile(other => other.Body != clause.Body).Skip(1))
                {
                    WalkUntaken(other.Body);
                }

                WalkUntaken(statement.ElseClause);
                return ExecuteStatements(clause.Body.Statements, output);
            }

            ExecuteSide(clause.Body, output, ref sides, open);
            if (truth == true)
            {
                _variables.Join(open, mayChangeNothing: false);
                return sides.Result(canSkip: false);
            }
        }

        if (!sides.Any)
        {
            return statement.ElseClause is { } alone ? ExecuteStatements(alone.Statements, output) : Flow.Next;
        }

        if (statement.ElseClause is { } last)
        {
            ExecuteSide(last, output, ref sides, open);
        }

        _variables.Join(open, mayChangeNothing: statement.ElseClause is null);
        return sides.Result(canSkip: statement.ElseClause is null);
    }

    private void ExecuteSide(StatementBlockAst body, Output? output, ref Sides sides, List<List<Change>> open)
    {
        _variables.BeginBranch();
        output?.MarkUnknown();
        var flow = ExecuteStatements(body.Statements, output);
        var changes = _variables.EndBranch();
        sides.Add(flow);
        if (flow is Flow.Next or Flow.Uncertain)
        {
            open.Add(changes);
        }
    }

    // Values in code that is not reached are of use to readers; they change nothing.
    private void WalkUntaken(StatementBlockAst? body)
    {
        if (body is not null && _repeat == 0)
        {
            _variables.BeginBranch();
            ExecuteStatements(body.Statements, null);
            _variables.EndBranch();
        }
    }

    /// <summary>Walks statements that may run or not.</summary>
    private void WalkOptional(Ast body)
    {
        _variables.BeginBranch();
        switch (body)
        {
            case StatementBlockAst block:
                ExecuteStatements(block.Statements, null);
                break;
            case StatementAst statement:
                Execute(statement, null);
                break;
        }

        _variables.Join([_variables.EndBranch()], mayChangeNothing: true);
    }

    private Flow ExecuteSwitch(SwitchStatementAst statement, Output? output)
    {
        var subject = statement.Condition is null ? default : EvaluateStatement(statement.Condition);
        if (!subject.IsConstant || (statement.Options & (SwitchOptions.File | SwitchOptions.Regex | SwitchOptions.Parallel)) != 0 || !TrySwitch(statement, subject, output, out var flow))
        {
            flow = WalkSwitch(statement, output);
        }

        return flow is Flow.Break or Flow.Continue && (_label is null || _label.Equals(statement.Label, StringComparison.OrdinalIgnoreCase)) ? Flow.Next : flow;
    }

    private bool TrySwitch(SwitchStatementAst statement, in FoldedValue subject, Output? output, out Flow flow)
    {
        flow = Flow.Next;
        var items = Operators.ArgumentsOf(subject.Content);
        var patterns = new FoldedValue[statement.Clauses.Count];
        for (var i = 0; i < patterns.Length; i++)
        {
            if (statement.Clauses[i].Pattern is ScriptBlockExpressionAst || !(patterns[i] = Evaluate(statement.Clauses[i].Pattern)).IsConstant)
            {
                return false;
            }
        }

        if (items.Any(item => item is UnknownElement) || items.Count > 1)
        {
            return false;
        }

        var saved = SaveItem();
        var any = false;
        foreach (var item in items)
        {
            for (var i = 0; i < patterns.Length; i++)
            {
                var matches = SwitchMatches(statement.Options, item, patterns[i].Content);
                if (matches is null)
                {
                    RestoreItem(saved);
                    return false;
                }

                if (matches == false)
                {
                    WalkUntaken(statement.Clauses[i].Body);
                    continue;
                }

                any = true;
                SetItem(FoldedValue.Of(item, subject.Techniques));
                flow = ExecuteStatements(statement.Clauses[i].Body.Statements, output);
                if (flow != Flow.Next)
                {
                    RestoreItem(saved);
                    return true;
                }
            }
        }

        if (!any && statement.Default is { } other)
        {
            flow = ExecuteStatements(other.Statements, output);
        }
        else
        {
            WalkUntaken(statement.Default);
        }

        RestoreItem(saved);
        return true;
    }

    private bool? SwitchMatches(SwitchOptions options, object? item, object? pattern)
    {
        var sensitive = (options & SwitchOptions.CaseSensitive) != 0;
        if ((options & SwitchOptions.Wildcard) != 0)
        {
            return Texts.Of(item, " ") is { } text && Texts.Of(pattern, " ") is { } wildcard ? Wildcards.IsMatch(wildcard, text, sensitive, _work) : null;
        }

        return Comparisons.AreEqual(item, pattern, sensitive);
    }

    private Flow WalkSwitch(SwitchStatementAst statement, Output? output)
    {
        var open = new List<List<Change>>();
        var sides = new Sides();
        var saved = SaveItem();
        SetItem(default);
        foreach (var clause in statement.Clauses)
        {
            if (clause.Pattern is ScriptBlockExpressionAst block)
            {
                WalkBody(block.ScriptBlock, null);
            }
            else
            {
                Evaluate(clause.Pattern);
            }

            ExecuteSide(clause.Body, output, ref sides, open);
        }

        if (statement.Default is { } other)
        {
            ExecuteSide(other, output, ref sides, open);
        }

        RestoreItem(saved);
        _variables.Join(open, mayChangeNothing: true);
        var result = sides.Result(canSkip: true);
        return result is Flow.Break or Flow.Continue ? Flow.Next : result;
    }

    // A body of which everything is known does not fail; else the catch clauses are sides of it.
    private Flow ExecuteTry(TryStatementAst statement, Output? output)
    {
        var opaque = _opaque;
        _variables.BeginBranch();
        var flow = ExecuteStatements(statement.Body.Statements, output);
        var changes = _variables.EndBranch();
        var fails = _opaque != opaque || flow is Flow.Exit or Flow.Uncertain;
        var open = new List<List<Change>>();
        if (flow is Flow.Next or Flow.Uncertain)
        {
            open.Add(changes);
        }

        var leaves = false;
        foreach (var clause in statement.CatchClauses)
        {
            _variables.BeginBranch();
            if (fails && _work.Spending.TakeSteps(changes.Count))
            {
                ForgetChanges(changes);
            }

            SetItem(FoldedValue.OfType("System.Management.Automation.ErrorRecord"));
            var caught = ExecuteStatements(clause.Body.Statements, null);
            var after = _variables.EndBranch();
            after.RemoveAll(change => change.Name == "_");
            if (fails && caught is Flow.Next or Flow.Uncertain)
            {
                KeepNew(changes, after);
                open.Add(after);
            }

            leaves |= fails && caught != Flow.Next;
        }

        if (open.Count == 1)
        {
            _variables.Apply(open[0]);
        }
        else
        {
            _variables.Join(open, mayChangeNothing: false);
        }

        if (fails && (open.Count > 1 || flow == Flow.Exit))
        {
            output?.MarkUnknown();
        }

        if (statement.Finally is { } last)
        {
            var ending = ExecuteStatements(last.Statements, output);
            flow = ending == Flow.Next ? flow : ending;
        }

        return flow == Flow.Exit && statement.CatchClauses.Count > 0 ? Flow.Uncertain : flow == Flow.Next && leaves ? Flow.Uncertain : flow;
    }

    private void ForgetChanges(List<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change.Frame.Has(change.Name))
            {
                _variables.Set(change.Frame, change.Name, default);
            }
        }
    }

    // A variable that did not exist before the body, and that no clause sets, has the body's value or none.
    private static void KeepNew(List<Change> changes, List<Change> after)
    {
        var set = new HashSet<string>(after.Select(change => change.Name), StringComparer.OrdinalIgnoreCase);
        after.AddRange(changes.Where(change => !change.Frame.Has(change.Name) && !set.Contains(change.Name)));
    }

    /// <summary>How the sides of a branch end.</summary>
    private struct Sides
    {
        private Flow _flow;
        private bool _mixed;
        private bool _goesOn;

        public bool Any { get; private set; }

        public void Add(Flow flow)
        {
            _mixed |= flow == Flow.Uncertain || (Any && flow != _flow);
            _goesOn |= flow is Flow.Next or Flow.Uncertain;
            _flow = flow;
            Any = true;
        }

        public readonly Flow Result(bool canSkip)
        {
            if (!Any || (!_mixed && _flow == Flow.Next))
            {
                return Flow.Next;
            }

            return _mixed || canSkip ? Flow.Uncertain : _flow;
        }
    }
}

namespace Assay.PowerShell.Folding;

/// <summary>Loops: evaluated turn by turn where everything that decides is known, else walked once with what they change unknown.</summary>
internal sealed partial class Interpreter
{
    // Turns that a loop gets whose body does something that cannot be evaluated: enough to see what its commands are given.
    private const int OpaqueTurns = 8;
    private const int OpaqueTextLength = 400;
    private const int OpaqueSteps = 2_000;

    // What a loop makes unknown costs less than an evaluated statement.
    private const int ForgottenPerStep = 8;

    private string? _label;
    private int _opaqueSteps = OpaqueSteps;

    private Flow ExecuteForEach(ForEachStatementAst loop, Output? output)
    {
        var collection = loop.Condition is null ? default : EvaluateStatement(loop.Condition);
        if (loop.ThrottleLimit is { } limit)
        {
            Evaluate(limit);
        }

        if (!collection.IsConstant || loop.Parallel || collection.Content is FoldedTable or TextSource or ByteStream)
        {
            return WalkLoop(loop, loop.Variable, null, collection.IsConstant ? null : ElementType(collection.TypeName), output);
        }

        if (collection.Content is null)
        {
            WalkUntaken(loop.Body);
            return Flow.Next;
        }

        // A text is one thing; so is any other scalar.
        var items = Operators.ArgumentsOf(collection.Content);
        var turns = new Turns(this, loop.Body);
        for (var i = 0; i < items.Count; i++)
        {
            if (!turns.Next())
            {
                turns.End();
                return WalkLoop(loop, loop.Variable, null, null, output);
            }

            SetPath(loop.Variable.VariablePath, FoldedValue.Of(items[i], collection.Techniques | Techniques.Variable));
            var flow = Consume(ExecuteStatements(loop.Body.Statements, output), loop, out var stops);
            if (flow == Flow.Uncertain)
            {
                turns.End();
                return WalkLoop(loop, loop.Variable, null, null, output);
            }

            if (stops)
            {
                turns.End();
                return flow;
            }
        }

        turns.End();
        return Flow.Next;
    }

    private Flow ExecuteFor(ForStatementAst loop, Output? output)
    {
        if (loop.Initializer is { } initializer)
        {
            Execute(initializer, null);
        }

        return ExecuteLoop(loop, loop.Condition, loop.Iterator, testFirst: true, stopWhen: false, output);
    }

    private Flow ExecuteLoop(LoopStatementAst loop, StatementAst? condition, StatementAst? iterator, bool testFirst, bool stopWhen, Output? output)
    {
        var turns = new Turns(this, loop.Body);
        for (var test = testFirst; ; test = true)
        {
            if (test && condition is not null)
            {
                var truth = Decide(condition);
                if (truth == stopWhen)
                {
                    turns.End();
                    if (turns.Count == 0)
                    {
                        WalkUntaken(loop.Body);
                    }

                    return Flow.Next;
                }

                if (truth is null)
                {
                    break;
                }
            }

            if (!turns.Next())
            {
                break;
            }

            var flow = Consume(ExecuteStatements(loop.Body.Statements, output), loop, out var stops);
            if (flow == Flow.Uncertain)
            {
                break;
            }

            if (stops)
            {
                turns.End();
                return flow;
            }

            if (iterator is not null)
            {
                Execute(iterator, null);
            }
        }

        turns.End();
        return WalkLoop(loop, null, iterator, null, output, condition);
    }

    // Break and continue end here unless they name an outer loop.
    private Flow Consume(Flow flow, LabeledStatementAst loop, out bool stops)
    {
        stops = flow is not (Flow.Next or Flow.Uncertain);
        if (flow is Flow.Break or Flow.Continue && (_label is null || _label.Equals(loop.Label, StringComparison.OrdinalIgnoreCase)))
        {
            stops = flow == Flow.Break;
            _label = null;
            return Flow.Next;
        }

        return flow;
    }

    /// <summary>Walks a loop for any number of turns.</summary>
    private Flow WalkLoop(LoopStatementAst loop, VariableExpressionAst? variable, StatementAst? iterator, string? elementType, Output? output, StatementAst? condition = null)
    {
        output?.MarkUnknown();
        ForgetWithin(loop);
        _variables.BeginBranch();
        if (variable is not null)
        {
            SetPath(variable.VariablePath, FoldedValue.OfType(elementType));
        }

        if (condition is not null)
        {
            Decide(condition);
        }

        var flow = ExecuteStatements(loop.Body.Statements, null);
        if (iterator is not null)
        {
            Execute(iterator, null);
        }

        _variables.Join([_variables.EndBranch()], mayChangeNothing: true);
        ForgetWithin(loop);
        return flow is Flow.Return or Flow.Exit or Flow.Uncertain ? Flow.Uncertain : Flow.Next;
    }

    /// <summary>Makes unknown what is assigned inside a node.</summary>
    private void ForgetWithin(Ast node)
    {
        var assignments = _unit.Assignments.Within(node);
        if (_repeat > 0 && !_work.Spending.TakeSteps(assignments.Length / ForgottenPerStep))
        {
            ForgetAll();
            return;
        }

        foreach (var (name, touched) in assignments)
        {
            if (name == AssignmentMap.AnyName || !_work.Spending.TakeSteps(_depth > 8 ? 1 : 0))
            {
                ForgetAll();
                return;
            }

            _variables.Forget(name, touched);
        }
    }

    private void ForgetAll()
    {
        if (_repeat > 0)
        {
            _work.Spending.TakeSteps(_variables.Count / ForgottenPerStep);
        }

        _variables.ForgetAll();
    }

    private static string? ElementType(string? collection) => collection?.EndsWith("[]", StringComparison.Ordinal) == true && collection != "System.Object[]" ? collection[..^2] : null;

    /// <summary>Counts the turns of a loop.</summary>
    private struct Turns
    {
        private readonly Interpreter _owner;
        private readonly bool _isShort;
        private readonly int _opaqueBefore;
        private long _version;

        public Turns(Interpreter owner, StatementBlockAst body)
        {
            _owner = owner;
            _isShort = body.End - body.Start <= OpaqueTextLength;
            _opaqueBefore = owner._opaque;
            _version = -1;
            owner._repeat++;
            owner._revisit++;
        }

        public int Count { get; private set; }

        public bool Next()
        {
            Count++;
            if (Count > _owner._budget.Turns || !_owner._work.Spending.TakeSteps(1))
            {
                _owner._work.Spending.Reach(FoldLimit.Turns);
                return false;
            }

            // A turn that changed nothing is followed by the same turn for ever.
            if (_version == _owner._variables.Version)
            {
                return false;
            }

            _version = _owner._variables.Version;
            return _owner._opaque == _opaqueBefore || Count <= OpaqueTurns || (_isShort && --_owner._opaqueSteps > 0);
        }

        public readonly void End()
        {
            _owner._repeat--;
            _owner._revisit--;
        }
    }
}

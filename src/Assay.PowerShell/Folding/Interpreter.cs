using System.Runtime.InteropServices;

namespace Assay.PowerShell.Folding;

/// <summary>Goes through a script once, statement by statement, with what is known about its variables. Calls and loops over constants are evaluated; nothing is run.</summary>
internal sealed partial class Interpreter
{
    private readonly FoldBudget _budget;
    private readonly Workspace _work;
    private readonly TypeLookup _types = new();
    private readonly Variables _variables = new();
    private readonly CommandLookup _commands = new();
    private readonly Dictionary<Ast, FoldedValue> _records = new(ReferenceEqualityComparer.Instance);
    private readonly List<FoldedLayer> _layers = [];
    private readonly Unit _root;
    private Unit _unit;
    private int _depth;

    // Above zero inside loops, calls and pipelines: steps are taken.
    private int _repeat;

    // Above zero where a node may be evaluated again: its values are joined.
    private int _revisit;

    // Counts what could not be evaluated: commands and members.
    private int _opaque;

    public Interpreter(PowerShellScript script, FoldBudget budget, bool windowsPowerShell)
    {
        _budget = budget;
        _work = new Workspace(budget) { WindowsPowerShell = windowsPowerShell };
        _root = _unit = new Unit(script);
    }

    public FoldLimit Reached => _work.Spending.Reached;

    public bool EditionMatters => _work.EditionMatters;

    public IReadOnlyDictionary<Ast, FoldedValue> Records => _records;

    public IReadOnlyList<FoldedLayer> Layers => _layers;

    public CommandLookup Commands => _commands;

    public TypeLookup Types => _types;

    public Output Result { get; } = new();

    public void Run(FoldedNames? names)
    {
        names?.CopyTo(_variables, _commands);
        ExecuteRoot(_unit.Script.Root, Result);
        WalkFunctions();
    }

    /// <summary>The names that are defined at the end.</summary>
    public FoldedNames Names() => new(_variables.Global, _commands);

    /// <summary>A literal, a cast of one, or an array of them.</summary>
    public FoldedValue EvaluateLiteral(ExpressionAst node) => node is ConvertExpressionAst cast ? Convert(cast, Evaluate(cast.Child)) : EvaluateArray((ArrayLiteralAst)node);

    private void ExecuteRoot(ScriptBlockAst root, Output output)
    {
        foreach (var statement in root.UsingStatements)
        {
            if (statement is { Kind: UsingStatementKind.Namespace, NameText: { } name })
            {
                _types.Use(name);
            }
        }

        Guard(() => BindUnknown(root.ParamBlock?.Parameters));
        foreach (var statement in root.Blocks.SelectMany(block => block.Statements))
        {
            Guard(() => Execute(statement, output));
        }
    }

    /// <summary>True when something failed that should not: the values of one statement are missing.</summary>
    public bool HasFailed { get; private set; }

    // A script must not be able to stop the analysis of what stands behind: one statement is given up, and what it changed.
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            HasFailed = true;
            (_depth, _repeat, _revisit, _calls, _layerDepth, _walkingFunction) = (0, 0, 0, 0, 0, _isWalking ? 1 : 0);
            _unit = _root;
            _spine.Clear();
            _variables.Reset();
            Result.MarkUnknown();
        }
    }

    // Values of literals are not kept; unknown ones only where another visit of the node may know more.
    private void Record(Ast node, in FoldedValue value)
    {
        if (_revisit == 0)
        {
            if (!value.IsUnknown)
            {
                _records[node] = value;
            }

            return;
        }

        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_records, node, out var existed);
        slot = existed ? FoldedValue.Join(slot, value) : value;
    }

    private bool Step() => _repeat == 0 || _work.Spending.TakeSteps(1);

    private Flow ExecuteStatements(IReadOnlyList<StatementAst> statements, Output? output)
    {
        var result = Flow.Next;
        for (var i = 0; i < statements.Count; i++)
        {
            var flow = Execute(statements[i], output);
            if (flow == Flow.Next)
            {
                continue;
            }

            if (flow != Flow.Uncertain)
            {
                WalkDead(statements, i + 1);
                return result == Flow.Uncertain ? Flow.Uncertain : flow;
            }

            result = Flow.Uncertain;
        }

        return result;
    }

    // What stands behind a return is walked for its values, and changes nothing.
    private void WalkDead(IReadOnlyList<StatementAst> statements, int from)
    {
        if (from < statements.Count && _repeat == 0)
        {
            _variables.BeginBranch();
            for (var i = from; i < statements.Count; i++)
            {
                Execute(statements[i], null);
            }

            _variables.EndBranch();
        }
    }

    private bool TryDescend() => ++_depth <= _budget.Depth && System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack();

    private Flow Execute(StatementAst statement, Output? output)
    {
        if (!TryDescend() || !Step())
        {
            _depth--;
            _work.Spending.Reach(FoldLimit.Depth);
            output?.MarkUnknown();
            return Flow.Uncertain;
        }

        var flow = ExecuteOne(statement, output);
        _depth--;
        return flow;
    }

    private Flow ExecuteOne(StatementAst statement, Output? output)
    {
        switch (statement)
        {
            case PipelineAst pipeline:
                return ExecutePipeline(pipeline, output);
            case AssignmentStatementAst assignment:
                Assign(assignment);
                return Flow.Next;
            case IfStatementAst conditional:
                return ExecuteIf(conditional, output);
            case FlowStatementAst flow:
                return ExecuteFlow(flow, output);
            case FunctionDefinitionAst function:
                Define(function);
                return Flow.Next;
            case ForEachStatementAst loop:
                return ExecuteForEach(loop, output);
            case ForStatementAst loop:
                return ExecuteFor(loop, output);
            case WhileStatementAst loop:
                return ExecuteLoop(loop, loop.Condition, null, testFirst: true, stopWhen: false, output);
            case DoStatementAst loop:
                return ExecuteLoop(loop, loop.Condition, null, testFirst: false, stopWhen: loop.Until, output);
            case SwitchStatementAst choice:
                return ExecuteSwitch(choice, output);
            case TryStatementAst attempt:
                return ExecuteTry(attempt, output);
            case CommandBaseAst element:
                return ExecuteElement(element, null, output);
            case PipelineChainAst chain:
                return ExecuteChain(chain, output);
            case DataStatementAst data:
                return ExecuteData(data, output);
            case BlockStatementAst block:
                output?.MarkUnknown();
                WalkOptional(block.Body);
                return Flow.Next;
            case TrapStatementAst trap:
                WalkOptional(trap.Body);
                return Flow.Next;
            case TypeDefinitionAst type:
                WalkType(type);
                return Flow.Next;
            case ConfigurationDefinitionAst configuration:
                Evaluate(configuration.Name);
                WalkBody(configuration.Body, null);
                return Flow.Next;
            default:
                output?.MarkUnknown();
                WalkParts(statement);
                return Flow.Next;
        }
    }

    // Whatever could be parsed of a broken statement or expression.
    private void WalkParts(Ast node)
    {
        var parts = new List<Ast>();
        node.AddChildren(parts);
        foreach (var part in parts)
        {
            switch (part)
            {
                case StatementAst statement:
                    Execute(statement, null);
                    break;
                case ExpressionAst expression:
                    Evaluate(expression);
                    break;
                case StatementBlockAst block:
                    ExecuteStatements(block.Statements, null);
                    break;
                case ScriptBlockAst block:
                    WalkBody(block, null);
                    break;
                default:
                    if (TryDescend())
                    {
                        WalkParts(part);
                    }

                    _depth--;
                    break;
            }
        }
    }

    private Flow ExecuteData(DataStatementAst data, Output? output)
    {
        var written = new Output();
        ExecuteStatements(data.Body.Statements, written);
        if (data.Variable is { } name)
        {
            _variables.Set(name, written.Collapse());
        }
        else
        {
            output?.Append(written, _work);
        }

        return Flow.Next;
    }

    private Flow ExecuteFlow(FlowStatementAst flow, Output? output)
    {
        switch (flow.Keyword)
        {
            case TokenKind.Return:
                if (flow.Operand is StatementAst value)
                {
                    Execute(value, output);
                }

                return Flow.Return;
            case TokenKind.Break or TokenKind.Continue:
                _label = flow.Operand is ExpressionAst label ? Evaluate(label).Text : null;
                return flow.Operand is not null && _label is null ? Flow.Uncertain : flow.Keyword == TokenKind.Break ? Flow.Break : Flow.Continue;
            default:
                if (flow.Operand is StatementAst operand)
                {
                    Execute(operand, null);
                }

                return Flow.Exit;
        }
    }

    private Flow ExecuteChain(PipelineChainAst chain, Output? output)
    {
        // a && b && c leans to the left.
        var pending = new Stack<PipelineChainAst>();
        StatementAst first = chain;
        while (first is PipelineChainAst inner)
        {
            pending.Push(inner);
            first = inner.Left;
        }

        Execute(first, output);
        while (pending.TryPop(out var next))
        {
            output?.MarkUnknown();
            WalkOptional(next.Right);
        }

        return Flow.Next;
    }
}

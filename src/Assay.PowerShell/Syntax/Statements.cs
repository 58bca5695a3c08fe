namespace Assay.PowerShell;

/// <summary>A condition with its block.</summary>
public readonly record struct IfClause(StatementAst Condition, StatementBlockAst Body);

/// <summary><c>if</c>, <c>elseif</c>, <c>else</c>.</summary>
public sealed class IfStatementAst(int start, int end, IReadOnlyList<IfClause> clauses, StatementBlockAst? elseClause) : StatementAst(start, end)
{
    /// <summary>Conditions in order.</summary>
    public IReadOnlyList<IfClause> Clauses { get; } = clauses;
    /// <summary>What runs otherwise.</summary>
    public StatementBlockAst? ElseClause { get; } = elseClause;

    internal override void AddChildren(List<Ast> children)
    {
        foreach (var clause in Clauses)
        {
            children.Add(clause.Condition);
            children.Add(clause.Body);
        }

        Add(children, ElseClause);
    }
}

/// <summary>A statement that a label may name.</summary>
public abstract class LabeledStatementAst(int start, int end) : StatementAst(start, end)
{
    /// <summary>The label without its colon.</summary>
    public string? Label { get; init; }
    /// <summary>The condition; for <c>foreach</c> what is gone through, for <c>switch</c> what is compared.</summary>
    public StatementAst? Condition { get; init; }
}

/// <summary>A case of a switch.</summary>
public readonly record struct SwitchClause(ExpressionAst Pattern, StatementBlockAst Body);

/// <summary>Options of a switch.</summary>
[Flags]
public enum SwitchOptions
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary><c>-file</c>.</summary>
    File = 1,
    /// <summary><c>-regex</c>.</summary>
    Regex = 2,
    /// <summary><c>-wildcard</c>.</summary>
    Wildcard = 4,
    /// <summary><c>-exact</c>.</summary>
    Exact = 8,
    /// <summary><c>-casesensitive</c>.</summary>
    CaseSensitive = 16,
    /// <summary><c>-parallel</c>.</summary>
    Parallel = 32,
}

/// <summary><c>switch</c>.</summary>
public sealed class SwitchStatementAst(int start, int end) : LabeledStatementAst(start, end)
{
    /// <summary>Options.</summary>
    public SwitchOptions Options { get; init; }
    /// <summary>Cases in order.</summary>
    public required IReadOnlyList<SwitchClause> Clauses { get; init; }
    /// <summary>The default case.</summary>
    public StatementBlockAst? Default { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Condition);
        var pending = Default;
        foreach (var clause in Clauses)
        {
            if (pending is not null && pending.Start < clause.Pattern.Start)
            {
                children.Add(pending);
                pending = null;
            }

            children.Add(clause.Pattern);
            children.Add(clause.Body);
        }

        Add(children, pending);
    }
}

/// <summary>A loop.</summary>
public abstract class LoopStatementAst(int start, int end) : LabeledStatementAst(start, end)
{
    /// <summary>What is repeated.</summary>
    public required StatementBlockAst Body { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Condition);
        children.Add(Body);
    }
}

/// <summary><c>for (;;)</c>.</summary>
public sealed class ForStatementAst(int start, int end) : LoopStatementAst(start, end)
{
    /// <summary>What runs first.</summary>
    public StatementAst? Initializer { get; init; }
    /// <summary>What runs after each turn.</summary>
    public StatementAst? Iterator { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Initializer);
        Add(children, Condition);
        Add(children, Iterator);
        children.Add(Body);
    }
}

/// <summary><c>foreach ($x in ...)</c>.</summary>
public sealed class ForEachStatementAst(int start, int end) : LoopStatementAst(start, end)
{
    /// <summary>The loop variable.</summary>
    public required VariableExpressionAst Variable { get; init; }
    /// <summary>True for <c>-parallel</c>.</summary>
    public bool Parallel { get; init; }
    /// <summary>The value after <c>-ThrottleLimit</c>.</summary>
    public ExpressionAst? ThrottleLimit { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, ThrottleLimit);
        children.Add(Variable);
        Add(children, Condition);
        children.Add(Body);
    }
}

/// <summary><c>while</c>.</summary>
public sealed class WhileStatementAst(int start, int end) : LoopStatementAst(start, end);

/// <summary><c>do ... while</c> and <c>do ... until</c>.</summary>
public sealed class DoStatementAst(int start, int end, bool until) : LoopStatementAst(start, end)
{
    /// <summary>True for <c>until</c>.</summary>
    public bool Until { get; } = until;

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Body);
        Add(children, Condition);
    }
}

/// <summary><c>try</c>.</summary>
public sealed class TryStatementAst(int start, int end) : StatementAst(start, end)
{
    /// <summary>What is tried.</summary>
    public required StatementBlockAst Body { get; init; }
    /// <summary>Catch clauses.</summary>
    public required IReadOnlyList<CatchClauseAst> CatchClauses { get; init; }
    /// <summary>The finally block.</summary>
    public StatementBlockAst? Finally { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Body);
        Add(children, CatchClauses);
        Add(children, Finally);
    }
}

/// <summary><c>catch</c>.</summary>
public sealed class CatchClauseAst(int start, int end, IReadOnlyList<TypeConstraintAst> types, StatementBlockAst body) : Ast(start, end)
{
    /// <summary>Types; none catches all.</summary>
    public IReadOnlyList<TypeConstraintAst> Types { get; } = types;
    /// <summary>What runs.</summary>
    public StatementBlockAst Body { get; } = body;

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Types);
        children.Add(Body);
    }
}

/// <summary><c>trap</c>.</summary>
public sealed class TrapStatementAst(int start, int end, TypeConstraintAst? type, StatementBlockAst body) : StatementAst(start, end)
{
    /// <summary>Type; none traps all.</summary>
    public TypeConstraintAst? Type { get; } = type;
    /// <summary>What runs.</summary>
    public StatementBlockAst Body { get; } = body;

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Type);
        children.Add(Body);
    }
}

/// <summary><c>return</c>, <c>exit</c>, <c>throw</c>, <c>break</c>, <c>continue</c>.</summary>
public sealed class FlowStatementAst(int start, int end, TokenKind keyword, Ast? operand) : StatementAst(start, end)
{
    /// <summary>The keyword.</summary>
    public TokenKind Keyword { get; } = keyword;
    /// <summary>A pipeline; for <c>break</c> and <c>continue</c> the label expression.</summary>
    public Ast? Operand { get; } = operand;

    internal override void AddChildren(List<Ast> children) => Add(children, Operand);
}

/// <summary><c>data { }</c>.</summary>
public sealed class DataStatementAst(int start, int end, string? variable, IReadOnlyList<ExpressionAst> commandsAllowed, StatementBlockAst body) : StatementAst(start, end)
{
    /// <summary>The variable that gets the data.</summary>
    public string? Variable { get; } = variable;
    /// <summary>Values after <c>-SupportedCommand</c>.</summary>
    public IReadOnlyList<ExpressionAst> CommandsAllowed { get; } = commandsAllowed;
    /// <summary>The data.</summary>
    public StatementBlockAst Body { get; } = body;

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, CommandsAllowed);
        children.Add(Body);
    }
}

/// <summary><c>parallel</c>, <c>sequence</c>, <c>inlinescript</c> blocks of workflows.</summary>
public sealed class BlockStatementAst(int start, int end, TokenKind keyword, StatementBlockAst body) : StatementAst(start, end)
{
    /// <summary>The keyword.</summary>
    public TokenKind Keyword { get; } = keyword;
    /// <summary>The block.</summary>
    public StatementBlockAst Body { get; } = body;

    internal override void AddChildren(List<Ast> children) => children.Add(Body);
}

/// <summary><c>$x = ...</c> and the compound forms.</summary>
public sealed class AssignmentStatementAst(int start, int end, ExpressionAst left, TokenKind operatorKind, StatementAst right) : StatementAst(start, end)
{
    /// <summary>What is assigned to.</summary>
    public ExpressionAst Left { get; } = left;
    /// <summary>The operator.</summary>
    public TokenKind Operator { get; } = operatorKind;
    /// <summary>The value: any statement.</summary>
    public StatementAst Right { get; } = right;

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Left);
        children.Add(Right);
    }
}

/// <summary>What could not be parsed, with the parts that could.</summary>
public sealed class ErrorStatementAst(int start, int end, IReadOnlyList<Ast> parts) : StatementAst(start, end)
{
    /// <summary>Nodes that were parsed.</summary>
    public IReadOnlyList<Ast> Parts { get; } = parts;

    internal override void AddChildren(List<Ast> children) => Add(children, Parts);
}

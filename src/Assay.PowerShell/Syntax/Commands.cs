namespace Assay.PowerShell;

/// <summary>Elements connected by <c>|</c>, or a single command or expression.</summary>
public sealed class PipelineAst(int start, int end, IReadOnlyList<CommandBaseAst> elements) : StatementAst(start, end)
{
    /// <summary>Commands and expressions in order.</summary>
    public IReadOnlyList<CommandBaseAst> Elements { get; } = elements;
    /// <summary>True when <c>&amp;</c> follows: it runs as a job.</summary>
    public bool Background { get; internal set; }

    internal override void AddChildren(List<Ast> children) => Add(children, Elements);
}

/// <summary>Two pipelines connected by <c>&amp;&amp;</c> or <c>||</c>.</summary>
public sealed class PipelineChainAst(int start, int end, StatementAst left, TokenKind operatorKind, StatementAst right) : StatementAst(start, end)
{
    /// <summary>What runs first: a pipeline or another chain.</summary>
    public StatementAst Left { get; } = left;
    /// <summary><see cref="TokenKind.AndAnd"/> or <see cref="TokenKind.OrOr"/>.</summary>
    public TokenKind Operator { get; } = operatorKind;
    /// <summary>What runs then.</summary>
    public StatementAst Right { get; } = right;
    /// <summary>True when <c>&amp;</c> follows.</summary>
    public bool Background { get; internal set; }

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Left);
        children.Add(Right);
    }
}

/// <summary>An element of a pipeline.</summary>
public abstract class CommandBaseAst(int start, int end) : StatementAst(start, end)
{
    /// <summary>Redirections in the order of the text.</summary>
    public IReadOnlyList<RedirectionAst> Redirections { get; internal set; } = [];
}

/// <summary>A command: name, parameters and arguments.</summary>
public sealed class CommandAst(int start, int end, TokenKind invocationOperator, IReadOnlyList<Ast> elements) : CommandBaseAst(start, end)
{
    /// <summary><see cref="TokenKind.Ampersand"/>, <see cref="TokenKind.Dot"/>, or <see cref="TokenKind.Unknown"/> when there is none.</summary>
    public TokenKind InvocationOperator { get; } = invocationOperator;
    /// <summary>The name first (an expression), then <see cref="CommandParameterAst"/>s and argument expressions.</summary>
    public IReadOnlyList<Ast> Elements { get; } = elements;
    /// <summary>The name where it is constant: quotes and backticks removed; null for variables and other expressions.</summary>
    public string? Name => Elements.Count > 0 && Elements[0] is StringConstantExpressionAst text ? text.Value : null;

    internal override void AddChildren(List<Ast> children) => AddMerged(children, Elements, Redirections);
}

/// <summary>An expression as an element of a pipeline.</summary>
public sealed class CommandExpressionAst(int start, int end, ExpressionAst expression) : CommandBaseAst(start, end)
{
    /// <summary>The expression.</summary>
    public ExpressionAst Expression { get; } = expression;

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Expression);
        Add(children, Redirections);
    }
}

/// <summary>A parameter of a command: <c>-Name</c>, <c>-Name:value</c>.</summary>
public sealed class CommandParameterAst(int start, int end, string name, ExpressionAst? argument) : Ast(start, end)
{
    /// <summary>Name as written, without the dash; a backtick stays.</summary>
    public string Name { get; } = name;
    /// <summary>The value after a colon; null when a value, if any, is the next element.</summary>
    public ExpressionAst? Argument { get; } = argument;

    internal override void AddChildren(List<Ast> children) => Add(children, Argument);
}

/// <summary>A redirection.</summary>
public abstract class RedirectionAst(int start, int end, int fromStream) : Ast(start, end)
{
    /// <summary>1 output, 2 error, 3 warning, 4 verbose, 5 debug, 6 information; 0 all.</summary>
    public int FromStream { get; } = fromStream;
}

/// <summary><c>2&gt;&amp;1</c>.</summary>
public sealed class MergingRedirectionAst(int start, int end, int fromStream, int toStream) : RedirectionAst(start, end, fromStream)
{
    /// <summary>The stream that it goes to.</summary>
    public int ToStream { get; } = toStream;

    internal override void AddChildren(List<Ast> children)
    {
    }
}

/// <summary><c>&gt; file</c>, <c>&gt;&gt; file</c>.</summary>
public sealed class FileRedirectionAst(int start, int end, int fromStream, ExpressionAst location, bool append) : RedirectionAst(start, end, fromStream)
{
    /// <summary>The file.</summary>
    public ExpressionAst Location { get; } = location;
    /// <summary>True for <c>&gt;&gt;</c>.</summary>
    public bool Append { get; } = append;

    internal override void AddChildren(List<Ast> children) => children.Add(Location);
}

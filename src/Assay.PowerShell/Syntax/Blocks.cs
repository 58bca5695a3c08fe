namespace Assay.PowerShell;

/// <summary>A script, or the body of a function, or a script block literal.</summary>
public sealed class ScriptBlockAst(int start, int end) : Ast(start, end)
{
    /// <summary><c>using</c> statements at its start.</summary>
    public IReadOnlyList<UsingStatementAst> UsingStatements { get; internal set; } = [];
    /// <summary>The <c>param</c> block with the attributes before it.</summary>
    public ParamBlockAst? ParamBlock { get; internal set; }
    /// <summary>Named blocks in the order of the text; a body without any has one unnamed <c>end</c> block.</summary>
    public IReadOnlyList<NamedBlockAst> Blocks { get; internal set; } = [];
    /// <summary>Statements behind named blocks: the engine refuses such a script (<c>MissingNamedBlocks</c>) and reads no further; here they are read all the same.</summary>
    public IReadOnlyList<StatementAst> Rejected { get; internal set; } = [];

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, UsingStatements);
        Add(children, ParamBlock);
        Add(children, Blocks);
        Add(children, Rejected);
    }
}

/// <summary>Kinds of <see cref="NamedBlockAst"/>.</summary>
public enum NamedBlockKind
{
    /// <summary><c>end</c>, and every body without named blocks.</summary>
    End,
    /// <summary><c>begin</c>.</summary>
    Begin,
    /// <summary><c>process</c>, and the body of a filter.</summary>
    Process,
    /// <summary><c>clean</c>.</summary>
    Clean,
    /// <summary><c>dynamicparam</c>.</summary>
    DynamicParam,
}

/// <summary>A <c>begin</c>, <c>process</c>, <c>end</c>, <c>clean</c> or <c>dynamicparam</c> block.</summary>
public sealed class NamedBlockAst(int start, int end, NamedBlockKind kind, bool unnamed) : Ast(start, end)
{
    /// <summary>Which block.</summary>
    public NamedBlockKind Kind { get; } = kind;
    /// <summary>True when the text does not name it.</summary>
    public bool Unnamed { get; } = unnamed;
    /// <summary>Its statements; traps are among them.</summary>
    public required IReadOnlyList<StatementAst> Statements { get; init; }

    internal override void AddChildren(List<Ast> children) => Add(children, Statements);
}

/// <summary>Statements between braces, or between the brackets of a sub-expression.</summary>
public sealed class StatementBlockAst(int start, int end) : Ast(start, end)
{
    /// <summary>Its statements; traps are among them.</summary>
    public required IReadOnlyList<StatementAst> Statements { get; init; }

    internal override void AddChildren(List<Ast> children) => Add(children, Statements);
}

/// <summary>A <c>param(...)</c> block.</summary>
public sealed class ParamBlockAst(int start, int end) : Ast(start, end)
{
    /// <summary>Attributes before the keyword, <c>[CmdletBinding()]</c> for instance.</summary>
    public required IReadOnlyList<AttributeBaseAst> Attributes { get; init; }
    /// <summary>Parameters.</summary>
    public required IReadOnlyList<ParameterAst> Parameters { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Attributes);
        Add(children, Parameters);
    }
}

/// <summary>One declared parameter.</summary>
public sealed class ParameterAst(int start, int end, VariableExpressionAst name) : Ast(start, end)
{
    /// <summary>The variable.</summary>
    public VariableExpressionAst Name { get; } = name;
    /// <summary>Types and attributes before it.</summary>
    public IReadOnlyList<AttributeBaseAst> Attributes { get; init; } = [];
    /// <summary>The value after <c>=</c>.</summary>
    public ExpressionAst? DefaultValue { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Attributes);
        children.Add(Name);
        Add(children, DefaultValue);
    }
}

/// <summary>A type constraint or an attribute.</summary>
public abstract class AttributeBaseAst(int start, int end, TypeName typeName) : Ast(start, end)
{
    /// <summary>The type between the brackets.</summary>
    public TypeName TypeName { get; } = typeName;
}

/// <summary>A type before a variable, parameter or expression: <c>[int]</c>.</summary>
public sealed class TypeConstraintAst(int start, int end, TypeName typeName) : AttributeBaseAst(start, end, typeName)
{
    internal override void AddChildren(List<Ast> children)
    {
    }
}

/// <summary>An attribute with arguments: <c>[Parameter(Mandatory)]</c>.</summary>
public sealed class AttributeAst(int start, int end, TypeName typeName) : AttributeBaseAst(start, end, typeName)
{
    /// <summary>Arguments without a name.</summary>
    public required IReadOnlyList<ExpressionAst> PositionalArguments { get; init; }
    /// <summary>Arguments with a name.</summary>
    public required IReadOnlyList<NamedAttributeArgumentAst> NamedArguments { get; init; }

    internal override void AddChildren(List<Ast> children) => AddMerged(children, PositionalArguments, NamedArguments);
}

/// <summary><c>Mandatory</c> or <c>Position = 0</c> among the arguments of an attribute.</summary>
public sealed class NamedAttributeArgumentAst(int start, int end, string name, ExpressionAst? argument) : Ast(start, end)
{
    /// <summary>Name.</summary>
    public string Name { get; } = name;
    /// <summary>Value; null when only the name stands there.</summary>
    public ExpressionAst? Argument { get; } = argument;

    internal override void AddChildren(List<Ast> children) => Add(children, Argument);
}

namespace Assay.PowerShell;

/// <summary><c>function</c>, <c>filter</c>, <c>workflow</c>, or a method's body.</summary>
public sealed class FunctionDefinitionAst(int start, int end, TokenKind keyword, string name, int nameStart, int nameEnd, IReadOnlyList<ParameterAst>? parameters, ScriptBlockAst body) : StatementAst(start, end)
{
    /// <summary><see cref="TokenKind.Function"/>, <see cref="TokenKind.Filter"/> or <see cref="TokenKind.Workflow"/>.</summary>
    public TokenKind Keyword { get; } = keyword;
    /// <summary>Name with its scope, as written: <c>global:f</c>.</summary>
    public string Name { get; } = name;
    /// <summary>First code unit of the name.</summary>
    public int NameStart { get; } = nameStart;
    /// <summary>First code unit behind the name.</summary>
    public int NameEnd { get; } = nameEnd;
    /// <summary>Parameters in brackets behind the name; null where there are no brackets.</summary>
    public IReadOnlyList<ParameterAst>? Parameters { get; } = parameters;
    /// <summary>Body.</summary>
    public ScriptBlockAst Body { get; } = body;

    internal override void AddChildren(List<Ast> children)
    {
        if (Parameters is not null)
        {
            Add(children, Parameters);
        }

        children.Add(Body);
    }
}

/// <summary><c>configuration Name { }</c>.</summary>
public sealed class ConfigurationDefinitionAst(int start, int end, ExpressionAst name, ScriptBlockAst body) : StatementAst(start, end)
{
    /// <summary>Name.</summary>
    public ExpressionAst Name { get; } = name;
    /// <summary>Body.</summary>
    public ScriptBlockAst Body { get; } = body;

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Name);
        children.Add(Body);
    }
}

/// <summary>Kinds of <see cref="TypeDefinitionAst"/>.</summary>
public enum TypeDefinitionKind
{
    /// <summary>Class.</summary>
    Class,
    /// <summary>Interface; reserved by the language.</summary>
    Interface,
    /// <summary>Enumeration.</summary>
    Enum,
}

/// <summary><c>class</c> or <c>enum</c>.</summary>
public sealed class TypeDefinitionAst(int start, int end, TypeDefinitionKind kind, string name) : StatementAst(start, end)
{
    /// <summary>Class or enumeration.</summary>
    public TypeDefinitionKind Kind { get; } = kind;
    /// <summary>Name.</summary>
    public string Name { get; } = name;
    /// <summary>Attributes.</summary>
    public IReadOnlyList<AttributeBaseAst> Attributes { get; init; } = [];
    /// <summary>Base class and interfaces, or the underlying type.</summary>
    public IReadOnlyList<TypeConstraintAst> BaseTypes { get; init; } = [];
    /// <summary>Properties, methods and constants.</summary>
    public required IReadOnlyList<MemberAst> Members { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Attributes);
        Add(children, BaseTypes);
        Add(children, Members);
    }
}

/// <summary>A member of a class or enumeration.</summary>
public abstract class MemberAst(int start, int end, string name) : Ast(start, end)
{
    /// <summary>Name.</summary>
    public string Name { get; } = name;
    /// <summary>Attributes, the type among them.</summary>
    public IReadOnlyList<AttributeBaseAst> Attributes { get; init; } = [];
    /// <summary>True after <c>static</c>.</summary>
    public bool IsStatic { get; init; }
    /// <summary>True after <c>hidden</c>.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>A property, or a constant of an enumeration.</summary>
public sealed class PropertyMemberAst(int start, int end, string name) : MemberAst(start, end, name)
{
    /// <summary>First value.</summary>
    public ExpressionAst? InitialValue { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Attributes);
        Add(children, InitialValue);
    }
}

/// <summary>A method or constructor.</summary>
public sealed class FunctionMemberAst(int start, int end, string name, IReadOnlyList<ParameterAst> parameters, ScriptBlockAst body) : MemberAst(start, end, name)
{
    /// <summary>Parameters.</summary>
    public IReadOnlyList<ParameterAst> Parameters { get; } = parameters;
    /// <summary>Body.</summary>
    public ScriptBlockAst Body { get; } = body;
    /// <summary>Arguments after <c>: base</c>; null where it is not written.</summary>
    public IReadOnlyList<ExpressionAst>? BaseArguments { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        Add(children, Attributes);
        Add(children, Parameters);
        if (BaseArguments is not null)
        {
            Add(children, BaseArguments);
        }

        children.Add(Body);
    }
}

/// <summary>Kinds of <see cref="UsingStatementAst"/>.</summary>
public enum UsingStatementKind
{
    /// <summary><c>using assembly</c>.</summary>
    Assembly,
    /// <summary><c>using command</c>; reserved by the language.</summary>
    Command,
    /// <summary><c>using module</c>.</summary>
    Module,
    /// <summary><c>using namespace</c>.</summary>
    Namespace,
    /// <summary><c>using type</c>; reserved by the language.</summary>
    Type,
}

/// <summary><c>using namespace System.Net</c> and its kin.</summary>
public sealed class UsingStatementAst(int start, int end, UsingStatementKind kind, ExpressionAst? name) : StatementAst(start, end)
{
    /// <summary>What is used.</summary>
    public UsingStatementKind Kind { get; } = kind;
    /// <summary>A constant, or the hashtable of a module specification.</summary>
    public ExpressionAst? Name { get; } = name;
    /// <summary>The name where it is a text.</summary>
    public string? NameText => (Name as StringConstantExpressionAst)?.Value;

    internal override void AddChildren(List<Ast> children) => Add(children, Name);
}

namespace Assay.PowerShell;

/// <summary>Two operands. Long chains lean to the left; walk <see cref="Left"/> in a loop, not by recursion.</summary>
public sealed class BinaryExpressionAst(int start, int end, ExpressionAst left, TokenKind operatorKind, ExpressionAst right) : ExpressionAst(start, end)
{
    /// <summary>Left operand.</summary>
    public ExpressionAst Left { get; } = left;
    /// <summary>Operator.</summary>
    public TokenKind Operator { get; } = operatorKind;
    /// <summary>Right operand.</summary>
    public ExpressionAst Right { get; } = right;

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Left);
        children.Add(Right);
    }
}

/// <summary>One operand.</summary>
public sealed class UnaryExpressionAst(int start, int end, TokenKind operatorKind, ExpressionAst child) : ExpressionAst(start, end)
{
    /// <summary>Operator; <see cref="TokenKind.PostfixPlusPlus"/> and <see cref="TokenKind.PostfixMinusMinus"/> stand behind the operand.</summary>
    public TokenKind Operator { get; } = operatorKind;
    /// <summary>Operand.</summary>
    public ExpressionAst Child { get; } = child;

    internal override void AddChildren(List<Ast> children) => children.Add(Child);
}

/// <summary><c>condition ? a : b</c>.</summary>
public sealed class TernaryExpressionAst(int start, int end, ExpressionAst condition, ExpressionAst ifTrue, ExpressionAst ifFalse) : ExpressionAst(start, end)
{
    /// <summary>Condition.</summary>
    public ExpressionAst Condition { get; } = condition;
    /// <summary>Value when it holds.</summary>
    public ExpressionAst IfTrue { get; } = ifTrue;
    /// <summary>Value otherwise.</summary>
    public ExpressionAst IfFalse { get; } = ifFalse;

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Condition);
        children.Add(IfTrue);
        children.Add(IfFalse);
    }
}

/// <summary>An expression behind an attribute or, as <see cref="ConvertExpressionAst"/>, a type.</summary>
public class AttributedExpressionAst(int start, int end, AttributeBaseAst attribute, ExpressionAst child) : ExpressionAst(start, end)
{
    /// <summary>The attribute or type.</summary>
    public AttributeBaseAst Attribute { get; } = attribute;
    /// <summary>The expression.</summary>
    public ExpressionAst Child { get; } = child;

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Attribute);
        children.Add(Child);
    }
}

/// <summary>A cast: <c>[char]65</c>.</summary>
public sealed class ConvertExpressionAst(int start, int end, TypeConstraintAst type, ExpressionAst child) : AttributedExpressionAst(start, end, type, child)
{
    /// <summary>The type.</summary>
    public TypeConstraintAst Type { get; } = type;
}

/// <summary><c>$a.Name</c>, <c>[T]::Name</c>.</summary>
public class MemberExpressionAst(int start, int end, ExpressionAst expression, ExpressionAst member, bool isStatic) : ExpressionAst(start, end)
{
    /// <summary>The object or type.</summary>
    public ExpressionAst Expression { get; } = expression;
    /// <summary>The member's name: a constant, or any expression.</summary>
    public ExpressionAst Member { get; } = member;
    /// <summary>True for <c>::</c>.</summary>
    public bool Static { get; } = isStatic;
    /// <summary>True for <c>?.</c>.</summary>
    public bool NullConditional { get; init; }
    /// <summary>The name where it is constant.</summary>
    public string? MemberName => (Member as StringConstantExpressionAst)?.Value;

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Expression);
        children.Add(Member);
    }
}

/// <summary><c>$a.Name(...)</c>, <c>[T]::Name(...)</c>.</summary>
public sealed class InvokeMemberExpressionAst(int start, int end, ExpressionAst expression, ExpressionAst member, bool isStatic, IReadOnlyList<ExpressionAst> arguments)
    : MemberExpressionAst(start, end, expression, member, isStatic)
{
    /// <summary>Arguments.</summary>
    public IReadOnlyList<ExpressionAst> Arguments { get; } = arguments;

    internal override void AddChildren(List<Ast> children)
    {
        base.AddChildren(children);
        Add(children, Arguments);
    }
}

/// <summary><c>$a[0]</c>.</summary>
public sealed class IndexExpressionAst(int start, int end, ExpressionAst target, ExpressionAst index) : ExpressionAst(start, end)
{
    /// <summary>What is indexed.</summary>
    public ExpressionAst Target { get; } = target;
    /// <summary>The index; several are an <see cref="ArrayLiteralAst"/>.</summary>
    public ExpressionAst Index { get; } = index;
    /// <summary>True for <c>?[</c>.</summary>
    public bool NullConditional { get; init; }

    internal override void AddChildren(List<Ast> children)
    {
        children.Add(Target);
        children.Add(Index);
    }
}

/// <summary>A type as a value: <c>[Net.WebClient]</c>.</summary>
public sealed class TypeExpressionAst(int start, int end, TypeName typeName) : ExpressionAst(start, end)
{
    /// <summary>The type.</summary>
    public TypeName TypeName { get; } = typeName;

    internal override void AddChildren(List<Ast> children)
    {
    }
}

/// <summary><c>$name</c>, <c>${any text}</c>, <c>@splatted</c>.</summary>
public sealed class VariableExpressionAst(int start, int end, string path, bool splatted) : ExpressionAst(start, end)
{
    /// <summary>Name with its scope or drive as written: <c>env:PATH</c>, <c>script:x</c>.</summary>
    public string VariablePath { get; } = path;
    /// <summary>True for <c>@name</c>.</summary>
    public bool Splatted { get; } = splatted;

    internal override void AddChildren(List<Ast> children)
    {
    }
}

/// <summary><c>$using:x</c>.</summary>
public sealed class UsingExpressionAst(int start, int end, ExpressionAst subExpression) : ExpressionAst(start, end)
{
    /// <summary>The variable without <c>using:</c>, or a member or index of it.</summary>
    public ExpressionAst SubExpression { get; } = subExpression;

    internal override void AddChildren(List<Ast> children) => children.Add(SubExpression);
}

/// <summary><c>{ ... }</c> as a value.</summary>
public sealed class ScriptBlockExpressionAst(int start, int end, ScriptBlockAst scriptBlock) : ExpressionAst(start, end)
{
    /// <summary>The block.</summary>
    public ScriptBlockAst ScriptBlock { get; } = scriptBlock;

    internal override void AddChildren(List<Ast> children) => children.Add(ScriptBlock);
}

/// <summary><c>1, 2, 3</c>.</summary>
public sealed class ArrayLiteralAst(int start, int end, IReadOnlyList<ExpressionAst> elements) : ExpressionAst(start, end)
{
    /// <summary>Elements.</summary>
    public IReadOnlyList<ExpressionAst> Elements { get; } = elements;

    internal override void AddChildren(List<Ast> children) => Add(children, Elements);
}

/// <summary>One <c>key = statement</c>.</summary>
public readonly record struct HashtableEntry(ExpressionAst Key, StatementAst Value);

/// <summary><c>@{ key = value }</c>.</summary>
public sealed class HashtableAst(int start, int end, IReadOnlyList<HashtableEntry> entries) : ExpressionAst(start, end)
{
    /// <summary>Keys with their values, equal keys too.</summary>
    public IReadOnlyList<HashtableEntry> Entries { get; } = entries;

    internal override void AddChildren(List<Ast> children)
    {
        foreach (var entry in Entries)
        {
            children.Add(entry.Key);
            children.Add(entry.Value);
        }
    }
}

/// <summary><c>@( statements )</c>.</summary>
public sealed class ArrayExpressionAst(int start, int end, StatementBlockAst subExpression) : ExpressionAst(start, end)
{
    /// <summary>The statements.</summary>
    public StatementBlockAst SubExpression { get; } = subExpression;

    internal override void AddChildren(List<Ast> children) => children.Add(SubExpression);
}

/// <summary><c>$( statements )</c>.</summary>
public sealed class SubExpressionAst(int start, int end, StatementBlockAst subExpression) : ExpressionAst(start, end)
{
    /// <summary>The statements.</summary>
    public StatementBlockAst SubExpression { get; } = subExpression;

    internal override void AddChildren(List<Ast> children) => children.Add(SubExpression);
}

/// <summary><c>( pipeline )</c>.</summary>
public sealed class ParenExpressionAst(int start, int end, StatementAst pipeline) : ExpressionAst(start, end)
{
    /// <summary>A pipeline, a chain or an assignment.</summary>
    public StatementAst Pipeline { get; } = pipeline;

    internal override void AddChildren(List<Ast> children) => children.Add(Pipeline);
}

/// <summary>What could not be parsed, with the parts that could.</summary>
public sealed class ErrorExpressionAst(int start, int end, IReadOnlyList<Ast> parts) : ExpressionAst(start, end)
{
    /// <summary>Nodes that were parsed.</summary>
    public IReadOnlyList<Ast> Parts { get; } = parts;

    internal override void AddChildren(List<Ast> children) => Add(children, Parts);
}

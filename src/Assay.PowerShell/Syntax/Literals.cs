namespace Assay.PowerShell;

/// <summary>A number.</summary>
public sealed class ConstantExpressionAst(int start, int end, object value) : ExpressionAst(start, end)
{
    /// <summary>An <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="System.Numerics.BigInteger"/> or, by its suffix, another integer type.</summary>
    public object Value { get; } = value;

    internal override void AddChildren(List<Ast> children)
    {
    }
}

/// <summary>How a text is written.</summary>
public enum StringConstantType
{
    /// <summary>Without quotes.</summary>
    BareWord,
    /// <summary><c>'...'</c>.</summary>
    SingleQuoted,
    /// <summary><c>"..."</c>.</summary>
    DoubleQuoted,
    /// <summary><c>@'...'@</c>.</summary>
    SingleQuotedHereString,
    /// <summary><c>@"..."@</c>.</summary>
    DoubleQuotedHereString,
}

/// <summary>A constant text. Its value is made on demand: a large literal costs nothing until somebody asks.</summary>
public sealed class StringConstantExpressionAst : ExpressionAst
{
    private readonly StringSource _source;
    private string? _value;

    internal StringConstantExpressionAst(int start, int end, StringConstantType type, in StringSource source, string? value = null) : base(start, end)
    {
        StringConstantType = type;
        _source = source;
        _value = value;
    }

    /// <summary>How it is written.</summary>
    public StringConstantType StringConstantType { get; }

    /// <summary>The text, escapes resolved.</summary>
    public string Value => _value ??= _source.Read();

    /// <summary>Code units of the text as written, quotes left out: at least as many as <see cref="Value"/> has.</summary>
    public int RawLength => _source.Length;

    internal override void AddChildren(List<Ast> children)
    {
    }
}

/// <summary>A text with variables or sub-expressions in it, <c>"a $b $(c)"</c>.</summary>
public sealed class ExpandableStringExpressionAst : ExpressionAst
{
    private readonly StringSource _source;
    private readonly IReadOnlyList<string>? _segments;

    internal ExpandableStringExpressionAst(int start, int end, StringConstantType type, in StringSource source, IReadOnlyList<ExpressionAst> nested, IReadOnlyList<string>? segments = null) : base(start, end)
    {
        _segments = segments;
        StringConstantType = type;
        _source = source;
        NestedExpressions = nested;
    }

    /// <summary>How it is written; bare words can be expandable as well.</summary>
    public StringConstantType StringConstantType { get; }

    /// <summary>The variables and sub-expressions, in order.</summary>
    public IReadOnlyList<ExpressionAst> NestedExpressions { get; }

    /// <summary>The text with escapes resolved and expressions as written.</summary>
    public string Value => _source.Read(NestedExpressions, _segments);

    /// <summary>The texts between the expressions, escapes resolved: one more than there are expressions.</summary>
    public IReadOnlyList<string> Segments => _segments ?? _source.ReadSegments(NestedExpressions);

    internal override void AddChildren(List<Ast> children) => Add(children, NestedExpressions);
}

using Assay.Model;

namespace Assay.CSharp.Values;

/// <summary>What is known of a value.</summary>
internal enum ValueKind
{
    Unknown,
    Null,
    Text,
    /// <summary>An integer, a character, a boolean or an enum member.</summary>
    Number,
    /// <summary>What a member returned, or a field holds.</summary>
    Result,
    /// <summary>A parameter of the method.</summary>
    Parameter,
    /// <summary>An array whose elements are tracked.</summary>
    Array,
    /// <summary>A process start whose properties are tracked.</summary>
    ProcessStart,
    /// <summary>A registry key whose path is known.</summary>
    RegistryKey,
    /// <summary>A concatenation that may go on: it becomes one call when its last operand is known.</summary>
    Concatenation,
    /// <summary>No value: a type, written where a static member follows.</summary>
    TypeName,
    /// <summary>No value: the beginning of a qualified name.</summary>
    Namespace,
}

/// <summary>A value with its type as far as it is known.</summary>
internal sealed record Value(ValueKind Kind, string? Type = null)
{
    public static readonly Value Unknown = new(ValueKind.Unknown);

    /// <summary>The text; the member that gave a result; the name of a parameter; the path of a key; the name of a namespace.</summary>
    public string? Text { get; init; }

    public long Number { get; init; }

    public Derivation Derivation { get; init; } = Derivation.Unknown;

    /// <summary>True for compile-time constants, which are folded before they become instructions.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Elements of an array; operands of a concatenation.</summary>
    public Value?[]? Items { get; init; }

    /// <summary>A description of a process.</summary>
    public ProcessStart? Process { get; init; }

    /// <summary>True for a type that is <c>this</c> or <c>base</c>.</summary>
    public bool IsThis { get; init; }

    /// <summary>True for the type of a name that nothing is known of.</summary>
    public bool IsCandidate { get; init; }

    public bool IsText => Kind == ValueKind.Text;

    public bool IsNumber => Kind == ValueKind.Number;

    public static Value OfType(string? type) => type is null ? Unknown : new Value(ValueKind.Unknown, type);

    public static Value Constant(string text) => new(ValueKind.Text, "System.String") { Text = text, Derivation = Derivation.Literal, IsConstant = true };

    public static Value Constant(long number, string type) => new(ValueKind.Number, type) { Number = number, Derivation = Derivation.Literal, IsConstant = true };

    public static Value Folded(string text) => new(ValueKind.Text, "System.String") { Text = text, Derivation = Derivation.Folded };

    public static Value Result(string member, string? type) => new(ValueKind.Result, type) { Text = member, Derivation = Derivation.Result };

    public static Value TypeName(string type, bool isCandidate = false) => new(ValueKind.TypeName, type) { IsCandidate = isCandidate };
}

using Assay.Model;

namespace Assay.DotNet.Folding;

/// <summary>What is known of a value on the evaluation stack.</summary>
internal enum ValueKind : byte
{
    Unknown,
    Null,
    /// <summary>A text; the index in the string table of the facts.</summary>
    Text,
    /// <summary>An integer, a character or an enum member.</summary>
    Number,
    /// <summary>What a member returned, or a field holds; the index of its name.</summary>
    Result,
    /// <summary>A parameter of the method; its number.</summary>
    Parameter,
    /// <summary>An array whose elements are tracked.</summary>
    Array,
    /// <summary>An object whose properties are tracked (a process start, a registry key).</summary>
    Tracked,
}

/// <summary>A value on the stack or in a local.</summary>
/// <param name="Kind">What is known.</param>
/// <param name="Derivation">Literal or folded, for texts and numbers.</param>
/// <param name="Number">Index or number.</param>
/// <param name="Object">Array or tracked object.</param>
internal readonly record struct Value(ValueKind Kind, Derivation Derivation, long Number, object? Object)
{
    public static Value Unknown => default;

    public static Value Null => new(ValueKind.Null, Derivation.Literal, 0, null);

    public bool IsText => Kind == ValueKind.Text;

    public bool IsNumber => Kind == ValueKind.Number;

    public static Value Text(int index, Derivation derivation = Derivation.Literal) => new(ValueKind.Text, derivation, index, null);

    public static Value Integer(long number, Derivation derivation = Derivation.Literal) => new(ValueKind.Number, derivation, number, null);

    public static Value Result(int member) => new(ValueKind.Result, Derivation.Result, member, null);

    public static Value Parameter(long number) => new(ValueKind.Parameter, Derivation.Parameter, number, null);

    public static Value Of(ConstantArray array) => new(ValueKind.Array, Derivation.Folded, 0, array);

    public static Value Of(object tracked, int member) => new(ValueKind.Tracked, Derivation.Result, member, tracked);
}

/// <summary>An array under construction: <c>newarr; dup; ldc; ld...; stelem</c>.</summary>
internal sealed class ConstantArray(int length)
{
    /// <summary>Longer arrays are not tracked.</summary>
    public const int MaximumLength = 256;

    public Value[] Items { get; } = new Value[length];
}

using System.Runtime.InteropServices;
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
    /// <summary>An array whose elements are tracked; its number among the method's objects.</summary>
    Array,
    /// <summary>A process start whose properties are tracked; its number among the method's objects.</summary>
    ProcessStart,
    /// <summary>A registry key whose path is known; the index of the path.</summary>
    RegistryKey,
    /// <summary>The address of a local; its number.</summary>
    LocalAddress,
    /// <summary>A parameter of the method that made this closure or state machine; the index of its name.</summary>
    NamedParameter,
}

/// <summary>A value on the stack or in a local. No references: it is copied some hundred million times.</summary>
/// <param name="Number">Index or number, see <see cref="ValueKind"/>.</param>
/// <param name="Member">For tracked objects: the index of the member that made them.</param>
/// <param name="Kind">What is known.</param>
/// <param name="Derivation">Literal or folded, for texts and numbers.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Value(long Number, int Member, ValueKind Kind, Derivation Derivation)
{
    public static Value Unknown => default;

    /// <summary>Written more than once: differs from a value that was never written.</summary>
    public static Value Ambiguous => new(0, 0, ValueKind.Unknown, Derivation.Unknown);

    public static Value Null => new(0, 0, ValueKind.Null, Derivation.Literal);

    public bool IsText => Kind == ValueKind.Text;

    public bool IsNumber => Kind == ValueKind.Number;

    public static Value Text(int index, Derivation derivation = Derivation.Literal) => new(index, 0, ValueKind.Text, derivation);

    public static Value Integer(long number, Derivation derivation = Derivation.Literal) => new(number, 0, ValueKind.Number, derivation);

    public static Value Result(int member) => new(member, 0, ValueKind.Result, Derivation.Result);

    public static Value Parameter(long number) => new(number, 0, ValueKind.Parameter, Derivation.Parameter);

    public static Value NamedParameter(int name) => new(name, 0, ValueKind.NamedParameter, Derivation.Parameter);

    public static Value LocalAddress(int local) => new(local, 0, ValueKind.LocalAddress, Derivation.Unknown);

    public static Value Array(int number) => new(number, 0, ValueKind.Array, Derivation.Folded);

    public static Value Tracked(ValueKind kind, int number, int member) => new(number, member, kind, Derivation.Result);
}

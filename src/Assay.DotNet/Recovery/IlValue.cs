using System.Text;

namespace Assay.DotNet.Recovery;

/// <summary>The stack types of ECMA-335 III.1.1 that the interpreter tells apart.</summary>
internal enum IlKind : byte
{
    Unknown,
    Int32,
    Int64,
    /// <summary>A reference, an address or a structure that is kept as one.</summary>
    Object,
}

/// <summary>A value of the interpreter: a number, an own object, or not known.</summary>
/// <param name="Number">The number, sign-extended.</param>
/// <param name="Object">A text or an Il object; null is the null reference.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Encodings">How the value was obtained.</param>
internal readonly record struct IlValue(long Number, object? Object, IlKind Kind, Encodings Encodings)
{
    public static IlValue Unknown => default;

    public static IlValue Null => new(0, null, IlKind.Object, Encodings.None);

    public bool IsKnown => Kind != IlKind.Unknown;

    public bool IsNumber => Kind is IlKind.Int32 or IlKind.Int64;

    public bool IsNull => Kind == IlKind.Object && Object is null;

    public static IlValue Int32(long number, Encodings encodings = Encodings.None) => new((int)number, null, IlKind.Int32, encodings);

    public static IlValue Int64(long number, Encodings encodings = Encodings.None) => new(number, null, IlKind.Int64, encodings);

    public static IlValue Of(object instance, Encodings encodings = Encodings.None) => new(0, instance, IlKind.Object, encodings);
}

/// <summary>An array: bytes when its elements are bytes, values otherwise.</summary>
internal sealed class IlArray
{
    public byte[]? Bytes { get; set; }

    public IlValue[]? Items { get; set; }

    /// <summary>True for an array of characters.</summary>
    public bool HoldsCharacters { get; init; }

    /// <summary>How its elements were obtained.</summary>
    public Encodings Encodings { get; set; }

    /// <summary>True when code that is not interpreted may have changed it.</summary>
    public bool Unknown { get; set; }

    /// <summary>True when a static field holds it: it outlives the method.</summary>
    public bool IsShared { get; set; }

    public int Length => Bytes?.Length ?? Items!.Length;

    public static IlArray OfBytes(byte[] bytes, Encodings encodings = Encodings.None) => new() { Bytes = bytes, Encodings = encodings };

    public static IlArray OfCharacters(string text, Encodings encodings = Encodings.None)
    {
        var items = new IlValue[text.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = IlValue.Int32(text[i]);
        }

        return new IlArray { Items = items, HoldsCharacters = true, Encodings = encodings };
    }

    public IlValue Read(int index) => Unknown ? IlValue.Unknown : Bytes is not null ? IlValue.Int32(Bytes[index], Encodings) : Items![index] with { Encodings = Items[index].Encodings | Encodings };

    public void Write(int index, in IlValue value)
    {
        if (Bytes is null)
        {
            Items![index] = value;
        }
        else if (value.IsNumber)
        {
            Bytes[index] = (byte)value.Number;
            Encodings |= value.Encodings;
        }
        else
        {
            Unknown = true;
        }
    }

    public bool TryGetBytes(out byte[] bytes)
    {
        bytes = Bytes ?? [];
        return Bytes is not null && !Unknown;
    }
}

/// <summary>A part of an array: a span.</summary>
internal sealed record IlSpan(IlArray Array, int Start, int Length);

/// <summary>A text that grows: a builder, the handler of an interpolated text.</summary>
internal sealed class IlBuilder
{
    public StringBuilder Text { get; } = new();

    public Encodings Encodings { get; set; }

    public bool Unknown { get; set; }
}

/// <summary>A list.</summary>
internal sealed class IlList
{
    public List<IlValue> Items { get; } = [];

    public bool Unknown { get; set; }
}

/// <summary>A stream in memory, or one that reads through another.</summary>
internal sealed class IlStream
{
    public MemoryStream Content { get; } = new();

    public Encodings Encodings { get; set; }

    public bool Unknown { get; set; }
}

/// <summary>A cipher with what was set of it, and a transform of it.</summary>
internal sealed class IlCipher
{
    public byte[]? Key { get; set; }

    public byte[]? Vector { get; set; }

    public int Mode { get; set; } = 1;

    public int Padding { get; set; } = 2;

    public bool Unknown { get; set; }
}

/// <summary>An object of a type of the assembly; null type for one that was not made here.</summary>
internal sealed class IlObject
{
    public int TypeRow { get; init; }

    /// <summary>True when the interpreter saw it made: fields that were not written hold their default.</summary>
    public bool IsFresh { get; init; }

    public Dictionary<int, IlValue> Fields { get; } = [];
}

/// <summary>The address of a local or an argument.</summary>
internal sealed record IlSlotAddress(Frame Frame, bool IsArgument, int Index)
{
    public ref IlValue Slot => ref IsArgument ? ref Frame.Argument(Index) : ref Frame.Local(Index);
}

/// <summary>The address of an element.</summary>
internal sealed record IlElementAddress(IlArray Array, int Index);

/// <summary>The address of a field.</summary>
internal sealed record IlFieldAddress(IlObject? Instance, int FieldRow);

/// <summary>A pointer to a method, and with a target a delegate.</summary>
internal sealed record IlFunction(int MethodRow, int ParameterCount, IlValue Target);

/// <summary>The data of a field that lies in the image (ECMA-335 II.16.3.1).</summary>
internal sealed record IlFieldData(int FieldRow);

/// <summary>A value in a box: a text of it depends on its type.</summary>
internal sealed record IlBox(IlValue Value, string Type);

/// <summary>An encoding by its .NET name (<c>UTF8</c>), or another object that is its name.</summary>
internal sealed record IlNamed(string Name);

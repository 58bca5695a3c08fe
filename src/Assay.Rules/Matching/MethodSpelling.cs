using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Rules;

/// <summary>A member to be spelled.</summary>
/// <param name="Number">A place or a text, as <paramref name="IsPlace"/> says.</param>
/// <param name="IsPlace">True for a place; false for a text of the file.</param>
/// <param name="Suffix">What follows.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spelled(int Number, bool IsPlace, string Suffix);

/// <summary>Spells the methods of a file as calls of them are.</summary>
internal sealed class MethodSpelling(FileFacts facts)
{
    /// <summary>Room that nearly every spelling fits in.</summary>
    public const int Buffer = 256;

    private const string Constructor = "..ctor";

    /// <summary>How a call of the method at a place is spelled; constructors as <c>::.ctor</c>.</summary>
    /// <remarks><code>("N.Outer", "Inner.Run") => N.Outer+Inner::Run</code></remarks>
    public string Of(int place)
    {
        var (type, method) = facts.PlaceNames(place);
        var outer = type < 0 ? "" : facts.Strings[type];
        var name = method < 0 ? "" : facts.Strings[method];
        var end = EndOfType(name);
        return end <= 0 ? $"{outer}::{name}" : $"{outer}+{name[..end].Replace('.', '+')}::{name[(end + 1)..]}";
    }

    /// <summary>Writes a spelling; one that does not fit is made as a text.</summary>
    public ReadOnlySpan<char> Write(in Spelled spelled, Span<char> buffer)
    {
        var length = spelled.IsPlace ? Write(spelled.Number, buffer) : Copy(facts.Strings.Peek(spelled.Number, buffer), buffer);
        return length >= 0 && spelled.Suffix.TryCopyTo(buffer[length..]) ? buffer[..(length + spelled.Suffix.Length)]
            : (spelled.IsPlace ? Of(spelled.Number) : facts.Strings[spelled.Number]) + spelled.Suffix;
    }

    // The length; -1 when it does not fit.
    private int Write(int place, Span<char> buffer)
    {
        var (type, method) = facts.PlaceNames(place);
        var length = type < 0 ? 0 : Copy(facts.Strings.Peek(type, buffer), buffer);

        // Room for the separator, which stands before the name: in its place stands the point of a nested type.
        if (length < 0 || buffer.Length - length < TextTable.Separator.Length)
        {
            return -1;
        }

        var rest = buffer[(length + TextTable.Separator.Length)..];
        var copied = method < 0 ? 0 : Copy(facts.Strings.Peek(method, rest), rest);
        if (copied < 0)
        {
            return -1;
        }

        var name = rest[..copied];
        var end = EndOfType(name);
        if (end <= 0)
        {
            TextTable.Separator.CopyTo(buffer[length..]);
            return length + TextTable.Separator.Length + copied;
        }

        // ::Inner.Run => +Inner::Run, of the same length.
        buffer[length] = '+';
        name[..end].CopyTo(buffer[(length + 1)..]);
        buffer.Slice(length + 1, end).Replace('.', '+');
        TextTable.Separator.CopyTo(buffer[(length + 1 + end)..]);
        return length + TextTable.Separator.Length + copied;
    }

    // The name of a constructor begins with a point itself.
    private static int EndOfType(ReadOnlySpan<char> name) => name.EndsWith(Constructor) ? name.Length - Constructor.Length : name.LastIndexOf('.');

    private static int Copy(ReadOnlySpan<char> text, Span<char> buffer)
    {
        if (text.Overlaps(buffer))
        {
            return text.Length;
        }

        return text.TryCopyTo(buffer) ? text.Length : -1;
    }
}

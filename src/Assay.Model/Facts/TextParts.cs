using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>How a text is stored: whole, as the two texts of a member's name, or as bytes of a name that the file holds.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TextParts
{
    // A member has the indexes of both texts; a name has -2 minus its start, and its length; a whole text has -1.
    private readonly int _first;
    private readonly int _second;

    private TextParts(int first, int second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>Of a text that is stored whole.</summary>
    public static TextParts None { get; } = new(-1, -1);

    /// <summary>True when the text is <c>Type::Member</c>.</summary>
    public bool IsMember => _first >= 0;

    /// <summary>Index of the type's text; only of a member.</summary>
    public int Type => _first;

    /// <summary>Index of the member's text; only of a member.</summary>
    public int Member => _second;

    /// <summary>True when the text is stored as bytes, one for each letter.</summary>
    internal bool IsName => _first < -1;

    internal int NameStart => -2 - _first;

    internal int NameLength => _second;

    internal static TextParts OfMember(int type, int member) => new(type, member);

    internal static TextParts OfName(int start, int length) => new(-2 - start, length);
}

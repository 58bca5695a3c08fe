using System.Text;

namespace Assay.Community.Querying;

/// <summary>A pattern for ids, in which a star stands for any characters, as the bytes between its stars.</summary>
internal sealed class NamePattern
{
    private readonly byte[][] _pieces;

    /// <summary>Takes a pattern in lower case.</summary>
    public NamePattern(string pattern)
    {
        _pieces = [.. pattern.Split('*').Select(Encoding.UTF8.GetBytes)];
        Longest = _pieces.MaxBy(piece => piece.Length)!;
    }

    /// <summary>The longest text that every matching name holds.</summary>
    public byte[] Longest { get; }

    /// <summary>Whether a name that holds the longest text matches: <c>*text*</c>.</summary>
    public bool IsContained => _pieces is [[], _, []];

    /// <summary>Says whether a name matches. The work is proportional to the length of name and pattern: the first place of a piece is as good as any later one.</summary>
    public bool Matches(ReadOnlySpan<byte> name)
    {
        if (_pieces is [var whole])
        {
            return name.SequenceEqual(whole);
        }

        if (!name.StartsWith(_pieces[0]))
        {
            return false;
        }

        name = name[_pieces[0].Length..];
        foreach (var piece in _pieces.AsSpan(1, _pieces.Length - 2))
        {
            var place = name.IndexOf(piece);
            if (place < 0)
            {
                return false;
            }

            name = name[(place + piece.Length)..];
        }

        return name.EndsWith(_pieces[^1]);
    }
}

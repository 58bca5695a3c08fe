using System.Collections;
using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>The texts of one file. Names of members are stored as type and member and made when somebody asks: an assembly has a name per method, rules ask for a few.</summary>
/// <remarks>Equal texts have equal indexes, however they were stored.</remarks>
public sealed class TextTable : IReadOnlyList<string>
{
    /// <summary>Stands between type and member.</summary>
    public const string Separator = "::";

    private readonly string?[] _texts;
    private readonly MemberParts[] _parts;

    internal TextTable(string?[] texts, MemberParts[] parts)
    {
        _texts = texts;
        _parts = parts;
    }

    /// <inheritdoc/>
    public int Count => _texts.Length;

    /// <inheritdoc/>
    public string this[int index] => _texts[index] ??= Make(_parts[index]);

    /// <summary>Gives the indexes of the type and the member that a name consists of; -1 and -1 when the text is stored as it is.</summary>
    public MemberParts PartsOf(int index) => _parts[index];

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Make(in MemberParts parts) => string.Concat(this[parts.Type], Separator, this[parts.Member]);
}

/// <summary>The two texts of a member's name, by index.</summary>
/// <param name="Type">The declaring type; -1 when the text is not the name of a member.</param>
/// <param name="Member">The member; -1 likewise.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct MemberParts(int Type, int Member)
{
    /// <summary>Of a text that is stored as it is.</summary>
    public static MemberParts None { get; } = new(-1, -1);

    /// <summary>True when the text is the name of a member.</summary>
    public bool Exist => Type >= 0;
}

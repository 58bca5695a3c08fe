using Assay.Model;

namespace Assay.Rules;

/// <summary>Makes the terms of facts: 32-bit numbers for what can be asked of a fact without looking at it. Letter case does not count, so that both ways of comparing are served.</summary>
internal static class TermHash
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>Marks that stand before the parts of a member's name.</summary>
    public const string Borders = ".+:!/";

    /// <summary>There is a fact of a kind.</summary>
    public static uint OfKind(FactKind kind) => Finish(Add(Add(Offset, 'k'), (char)kind));

    /// <summary>There is a fact of a kind with a value.</summary>
    public static uint OfValue(FactKind kind, ReadOnlySpan<char> value) => Finish(Add(Start('v', kind), value));

    /// <summary>There is an argument with a value that is known.</summary>
    public static uint OfArgument(ReadOnlySpan<char> value) => Finish(Add(Add(Offset, 'a'), value));

    /// <summary>There is a fact of a kind whose value begins with these parts of a name; the last letter is a border.</summary>
    public static uint OfPrefix(FactKind kind, ReadOnlySpan<char> prefix) => Finish(Add(Start('p', kind), prefix));

    /// <summary>Gives the terms of all beginnings of a name, each up to a border.</summary>
    public static void AddPrefixes(FactKind kind, ReadOnlySpan<char> value, HashSet<uint> terms)
    {
        var hash = Start('p', kind);
        foreach (var letter in value)
        {
            hash = Add(hash, Fold(letter));
            if (Borders.Contains(letter, StringComparison.Ordinal))
            {
                terms.Add(Finish(hash));
            }
        }
    }

    /// <summary>Says whether beginnings of the names of a kind are terms.</summary>
    public static bool HasPrefixes(FactKind kind) => kind is FactKind.Call or FactKind.New or FactKind.Type or FactKind.Base or FactKind.Attribute or FactKind.Field or FactKind.Property or FactKind.PInvoke or FactKind.Import;

    private static uint Start(char what, FactKind kind) => Add(Add(Offset, what), (char)kind);

    private static uint Add(uint hash, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            hash = Add(hash, Fold(letter));
        }

        return hash;
    }

    private static uint Add(uint hash, char letter) => (hash ^ letter) * Prime;

    // What is beyond ASCII is one letter here: how its case is folded is a question that need not be answered twice.
    private static char Fold(char letter) => letter is >= 'a' and <= 'z' ? (char)(letter - 32) : letter < 0x80 ? letter : '\x80';

    private static uint Finish(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}

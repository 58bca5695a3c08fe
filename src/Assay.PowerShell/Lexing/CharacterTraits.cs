namespace Assay.PowerShell;

/// <summary>What the lexer asks of each ASCII character, looked up in one table.</summary>
internal static class CharacterTraits
{
    private const byte Word = 1;
    private const byte Start = 2;
    private const byte EndsToken = 4;
    private const byte EndsNumber = 8;
    private const byte Variable = 16;
    private static readonly byte[] Table = Build();

    /// <summary>A letter, a digit or an underscore.</summary>
    public static bool IsWord(char c) => c < 128 ? (Table[c] & Word) != 0 : char.IsLetterOrDigit(c);

    /// <summary>A letter or an underscore.</summary>
    public static bool IsWordStart(char c) => c < 128 ? (Table[c] & Start) != 0 : char.IsLetter(c);

    /// <summary>White space, a line end, NUL, or one of <c>( ) { } , ; &amp; |</c>: ends a word of a command.</summary>
    public static bool EndsWord(char c) => c < 128 ? (Table[c] & EndsToken) != 0 : Characters.IsWhiteSpace(c);

    /// <summary>A character that can stand directly behind a number in an expression.</summary>
    public static bool EndsNumberToken(char c, bool ternary) => c < 128 ? (Table[c] & EndsNumber) != 0 || (ternary && c is ('?' or ':')) : Characters.IsDash(c);

    /// <summary>First character of a variable's name without braces.</summary>
    public static bool IsVariableStart(char c) => c < 128 ? (Table[c] & Variable) != 0 : char.IsLetterOrDigit(c);

    private static byte[] Build()
    {
        var table = new byte[128];
        for (var c = '\0'; c < 128; c++)
        {
            if (char.IsAsciiLetter(c) || c == '_')
            {
                table[c] |= Start | Word | Variable;
            }

            if (char.IsAsciiDigit(c))
            {
                table[c] |= Word | Variable;
            }
        }

        Add(table, "\0\t\n\v\f\r &(),;{|}", EndsToken);
        Add(table, "!#%*+-./<=>]", EndsNumber);
        Add(table, "$:?^", Variable);
        return table;
    }

    private static void Add(byte[] table, string characters, byte trait)
    {
        foreach (var c in characters)
        {
            table[c] |= trait;
        }
    }
}

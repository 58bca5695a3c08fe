namespace Assay.Model;

/// <summary>What a source may make its parser do. Each is far above what people write and below what was measured to cost much: the parser of a compiler copies for what it skips, or reads again, so that work grows with the square of what stands there.</summary>
/// <remarks>A source beyond one of them is not parsed, and said with <c>limit-steps</c>.</remarks>
public static class SourceLimits
{
    private const int MiB = 1 << 20;

    /// <summary>Brackets of C# that close nothing: 8,000 took 10 seconds, and four times as long for twice as many.</summary>
    public const int StrayBrackets = 500;
    /// <summary>Brackets that open in one hole of an interpolated string, whatever closes.</summary>
    public const int HoleBrackets = 128;
    /// <summary>Holes of interpolated strings inside each other, of which each is read again with all that is inside: 320 of them, of three characters each, take 200 MB, 80 of them eight.</summary>
    public const int Holes = 64;
    /// <summary>Brackets and interpolated strings that open in one token: the lexer goes down for each in the hole of a string, and twice as many were measured to fit on its stack.</summary>
    public const int TokenOpenings = 20_000;
    /// <summary>Characters that are copied for the strings in holes of interpolated strings: of each, all since those around it began. 7,000 in one of 35,000 characters made the lexer allocate 370 MB, and its parser 820 where eight are inside each other. A source that breaks off costs up to 16 bytes for each; of 5,766 sources of seven projects none had more than 149,000.</summary>
    public const int HoleCopies = 2 * MiB;
    /// <summary>More of them for each character of the source.</summary>
    public const int HoleCopiesPerCharacter = 100;
    /// <summary>Brackets by the tokens of the compiler: twice what a source may nest, so that only what was read otherwise before meets this limit.</summary>
    public const int Brackets = 2 * FixedLimits.CsharpDepth;
    /// <summary>Square brackets inside each other, which are read as sizes, lists and attributes: 130 levels around four kilobytes took 90 MB.</summary>
    public const int SquareBrackets = 64;
    /// <summary>Angle brackets that are open at once.</summary>
    public const int AngleBrackets = 2_000;
    /// <summary>Tokens of one expression: each operator is a level of the tree, for which 290 bytes of the stack were measured.</summary>
    public const int ExpressionTokens = 250_000;
    /// <summary>Signs in a row of which none begins or names anything: 300 that are skipped take a megabyte, 4,000 two hundred. What closes may nest, so that sound code has some.</summary>
    public const int SignsInRow = 2 * FixedLimits.CsharpDepth;
    /// <summary>The same between the types of a namespace, where numbers and texts are skipped as well.</summary>
    public const int SignsInNamespace = 1_000;
    /// <summary>Members of a namespace that are no type and no import: each is skipped, and copied with all that was skipped before. 970 of them take 630 MB.</summary>
    public const int StrayMembers = 200;
    /// <summary>Tokens that the parser reads again since what they stand in may mean two things: each such place inside of another doubles what is in it. 65,000 took between 40 and 250 MB, and up to four seconds.</summary>
    public const int TokensReadAgain = 32_000;
    /// <summary>More of them for each token of the source: lists in lists in lists, as people write them, have seven by this count.</summary>
    public const int TimesReadAgain = 8;
    /// <summary>Bytes that the parser may allocate for a source of any length.</summary>
    public const int ParserBytes = 24 * MiB;
    /// <summary>Bytes for each character that one reading may take beside them. Sound sources take 100 to 300, broken ones of which nothing is copied again up to 700.</summary>
    public const int ParserBytesPerCharacter = 1_000;
    /// <summary>Bytes for each character, for all readings together: of its tokens, as a file, and as a piece of one.</summary>
    public const int ParserBytesPerCharacterTogether = 2_000;
    /// <summary>Characters of the command lines of one build file: a property of many characters may stand in many of them.</summary>
    public const int BuildCommandCharacters = MiB;
    /// <summary>Characters of the code that one build file holds.</summary>
    public const int BuildCodeCharacters = 16 * MiB;

    /// <summary>All of them, with the language and what they limit.</summary>
    public static IReadOnlyList<(string Language, string Meaning, int Value)> All { get; } =
    [
        ("C#", "Brackets that close nothing", StrayBrackets),
        ("C#", "Opening brackets in one hole of an interpolated string", HoleBrackets),
        ("C#", "Holes of interpolated strings inside each other", Holes),
        ("C#", "Brackets and interpolated strings that open in one token", TokenOpenings),
        ("C#", "Characters that are copied for strings in holes of interpolated strings", HoleCopies),
        ("C#", "The same for each character beside them", HoleCopiesPerCharacter),
        ("C#", "Brackets inside each other, by the tokens of the compiler", Brackets),
        ("C#", "Square brackets inside each other", SquareBrackets),
        ("C#", "Angle brackets inside each other", AngleBrackets),
        ("C#", "Tokens of one expression", ExpressionTokens),
        ("C#", "Signs in a row that begin and name nothing", SignsInRow),
        ("C#", "Numbers, texts and signs in a row between the types of a namespace", SignsInNamespace),
        ("C#", "Members of a namespace that are no type and no import", StrayMembers),
        ("C#", "Tokens that the parser reads again since what they stand in may mean two things", TokensReadAgain),
        ("C#", "The same for each token beside them", TimesReadAgain),
        ("C#", "Bytes that the parser allocates for a source of any length", ParserBytes),
        ("C#", "Bytes for each character beside them, of one reading", ParserBytesPerCharacter),
        ("C#", "Bytes for each character beside them, of all readings", ParserBytesPerCharacterTogether),
        ("MSBuild", "Characters of the command lines of one file", BuildCommandCharacters),
        ("MSBuild", "Characters of the code in one file", BuildCodeCharacters),
    ];
}

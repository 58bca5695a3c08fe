using System.Globalization;

namespace Assay.PowerShell;

/// <summary>Classes of characters, as the engine has them.</summary>
internal static class Characters
{
    /// <summary>Hyphen, en dash, em dash, horizontal bar.</summary>
    public static bool IsDash(char c) => c is '-' or '\u2013' or '\u2014' or '\u2015';

    /// <summary>The family of single quotes: any of it closes any other.</summary>
    public static bool IsSingleQuote(char c) => c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B';

    /// <summary>The family of double quotes.</summary>
    public const string DoubleQuotes = "\"\u201C\u201D\u201E";

    /// <summary>One of <see cref="DoubleQuotes"/>.</summary>
    public static bool IsDoubleQuote(char c) => c is '"' or '\u201C' or '\u201D' or '\u201E';

    /// <summary>White space within a line.</summary>
    public static bool IsWhiteSpace(char c) => c switch
    {
        ' ' or '\t' or '\f' or '\v' or '\u0085' or '\u00A0' => true,
        < '\u0100' => false,
        _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator,
    };

    /// <summary>A line end.</summary>
    public static bool IsNewLine(char c) => c is '\r' or '\n';

    /// <summary>First character of an identifier.</summary>
    public static bool IsIdentifierStart(char c) => c < '\u0080' ? char.IsAsciiLetter(c) || c == '_' : char.IsLetter(c);

    /// <summary>A later character of an identifier.</summary>
    public static bool IsIdentifierPart(char c) => c < '\u0080' ? char.IsAsciiLetterOrDigit(c) || c == '_' : char.IsLetterOrDigit(c);

    /// <summary>A character of a variable's name without braces.</summary>
    public static bool IsVariablePart(char c) => c is '?' || IsIdentifierPart(c);
}

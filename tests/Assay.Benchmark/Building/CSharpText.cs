using System.Globalization;
using System.Text;

namespace Assay.Benchmark.Building;

/// <summary>Writes a text as a C# expression, plainly or put together at run time.</summary>
internal static class CSharpText
{
    private const byte Key = 0x2A;

    private static readonly Func<string, string>[] Styles = [Concatenated, Base64, Characters, Reversed, Formatted, ExclusiveOr, Appended, Replaced, Hexadecimal, Joined];

    /// <summary>How many ways there are.</summary>
    public static int StyleCount => Styles.Length;

    public static string Literal(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    /// <summary>Hides a text in the way that <paramref name="style"/> counts off.</summary>
    public static string Hide(string text, int style) => Styles[style % Styles.Length](text);

    // A call instead of the operator: the compiler joins constant operands by itself.
    private static string Concatenated(string text) => $"string.Concat({string.Join(", ", Pieces(text).Select(Literal))})";

    private static string Base64(string text) => $"Encoding.UTF8.GetString(Convert.FromBase64String(\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\"))";

    private static string Characters(string text) => $"new string(new char[] {{ {string.Join(", ", text.Select(letter => "(char)" + ((int)letter).ToString(CultureInfo.InvariantCulture)))} }})";

    private static string Reversed(string text) => $"new string({Literal(new string([.. text.Reverse()]))}.ToCharArray().Reverse().ToArray())";

    private static string Formatted(string text) => Pieces(text) is var pieces ? $"string.Format(\"{{2}}{{0}}{{1}}\", {Literal(pieces[1])}, {Literal(pieces[2])}, {Literal(pieces[0])})" : "";

    private static string ExclusiveOr(string text) =>
        $"new string(new int[] {{ {string.Join(", ", text.Select(letter => (letter ^ Key).ToString(CultureInfo.InvariantCulture)))} }}.Select(value => (char)(value ^ {Key})).ToArray())";

    private static string Appended(string text) => $"new StringBuilder({Literal(Pieces(text)[0])}).Append({Literal(Pieces(text)[1])}).Append({Literal(Pieces(text)[2])}).ToString()";

    private static string Replaced(string text) => $"{Literal(string.Join("~!", Pieces(text)))}.Replace(\"~!\", \"\")";

    private static string Hexadecimal(string text) => $"Encoding.UTF8.GetString(Convert.FromHexString(\"{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}\"))";

    private static string Joined(string text) => $"string.Join(\"\", new[] {{ {string.Join(", ", Pieces(text).Select(Literal))} }})";

    /// <summary>Cuts a text into three pieces, none of which holds a whole word of it where that is possible.</summary>
    internal static string[] Pieces(string text) => [text[..(text.Length / 3)], text[(text.Length / 3)..(text.Length * 2 / 3)], text[(text.Length * 2 / 3)..]];
}

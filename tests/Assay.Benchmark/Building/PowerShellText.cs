using System.Globalization;
using System.Text;

namespace Assay.Benchmark.Building;

/// <summary>Writes a text as a PowerShell expression, plainly or put together at run time.</summary>
internal static class PowerShellText
{
    private const byte Key = 0x2A;

    private static readonly Func<string, string>[] Styles = [Concatenated, Formatted, Reversed, Characters, Base64, Replaced, ExclusiveOr, Joined];

    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>Hides a text in the way that <paramref name="style"/> counts off.</summary>
    public static string Hide(string text, int style) => Styles[style % Styles.Length](text);

    private static string Concatenated(string text) => $"({string.Join(" + ", CSharpText.Pieces(text).Select(Literal))})";

    private static string Formatted(string text) => CSharpText.Pieces(text) is var pieces ? $"('{{2}}{{0}}{{1}}' -f {Literal(pieces[1])}, {Literal(pieces[2])}, {Literal(pieces[0])})" : "";

    private static string Reversed(string text) => $"(-join ({Literal(new string([.. text.Reverse()]))}[{(text.Length - 1).ToString(CultureInfo.InvariantCulture)}..0]))";

    private static string Characters(string text) => $"(-join [char[]]({string.Join(", ", text.Select(letter => ((int)letter).ToString(CultureInfo.InvariantCulture)))}))";

    private static string Base64(string text) => $"([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}')))";

    private static string Replaced(string text) => $"({Literal(string.Join("~!", CSharpText.Pieces(text)))} -replace '~!', '')";

    private static string ExclusiveOr(string text) => $"(-join (({string.Join(", ", text.Select(letter => (letter ^ Key).ToString(CultureInfo.InvariantCulture)))}) | ForEach-Object {{ [char]($_ -bxor {Key}) }}))";

    private static string Joined(string text) => $"({string.Join(", ", CSharpText.Pieces(text).Select(Literal))} -join '')";
}

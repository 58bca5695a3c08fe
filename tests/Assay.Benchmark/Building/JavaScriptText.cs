using System.Globalization;
using System.Text;

namespace Assay.Benchmark.Building;

/// <summary>Writes a text as a JavaScript expression, plainly or put together at run time.</summary>
internal static class JavaScriptText
{
    private static readonly Func<string, string>[] Styles = [Concatenated, Reversed, Base64, Characters];

    public static string Literal(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    /// <summary>Hides a text in the way that <paramref name="style"/> counts off.</summary>
    public static string Hide(string text, int style) => Styles[style % Styles.Length](text);

    private static string Concatenated(string text) => $"({string.Join(" + ", CSharpText.Pieces(text).Select(Literal))})";

    private static string Reversed(string text) => $"{Literal(new string([.. text.Reverse()]))}.split('').reverse().join('')";

    private static string Base64(string text) => $"Buffer.from('{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}', 'base64').toString()";

    private static string Characters(string text) => $"String.fromCharCode({string.Join(", ", text.Select(letter => ((int)letter).ToString(CultureInfo.InvariantCulture)))})";
}

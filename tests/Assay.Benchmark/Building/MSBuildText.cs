using System.Text;

namespace Assay.Benchmark.Building;

/// <summary>Writes a text for MSBuild, plainly or put together by property functions.</summary>
internal static class MSBuildText
{
    private static readonly Func<string, string>[] Styles = [Concatenated, Replaced, Base64];

    /// <summary>Escapes what XML needs.</summary>
    public static string Literal(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Hides a text in the way that <paramref name="style"/> counts off.</summary>
    public static string Hide(string text, int style) => Styles[style % Styles.Length](text);

    private static string Concatenated(string text) => Literal($"$([System.String]::Concat({string.Join(", ", CSharpText.Pieces(text).Select(piece => $"`{piece}`"))}))");

    private static string Replaced(string text) => Literal($"$([System.String]::Copy(`{string.Join("~!", CSharpText.Pieces(text))}`).Replace(`~!`, ``))");

    private static string Base64(string text) => $"$([System.Text.Encoding]::UTF8.GetString($([System.Convert]::FromBase64String(`{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}`))))";
}

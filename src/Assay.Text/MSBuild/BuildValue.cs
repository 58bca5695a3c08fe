using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>What an expression of a build file comes to. Parts that are not known stay as they are written: <c>$(SolutionDir)x.targets</c>.</summary>
/// <param name="Text">The text, escapes such as <c>%3B</c> kept.</param>
/// <param name="Derivation">Literal as long as nothing was put in; folded; recovered when something was decoded.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BuildValue(string Text, Derivation Derivation)
{
    public static BuildValue Empty => new("", Derivation.Literal);

    /// <summary>The text with escapes resolved.</summary>
    public string Plain => Escapes.Resolve(Text);

    /// <summary>Gives the items of a list, escapes resolved, blanks around them dropped.</summary>
    public IEnumerable<string> Items => Text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Escapes.Resolve);
}

/// <summary>MSBuild's escapes: <c>%</c> and two hexadecimal digits.</summary>
internal static class Escapes
{
    public static string Resolve(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                result.Append((char)Convert.ToInt32(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>Keeps what a function gave from being taken for an escape or a list.</summary>
    public static string Apply(string text) => text.AsSpan().ContainsAny('%', ';') ? text.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3b", StringComparison.Ordinal) : text;
}

using System.Text;

namespace Assay.Reports.Sarif;

/// <summary>Text of packages in messages of SARIF: nothing in it is a link or a placeholder.</summary>
internal static class SarifText
{
    /// <summary>Encodes a text. Brackets would begin an embedded link, and braces a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6).</summary>
    public static string Of(string? text, int longest = VisibleText.Longest)
    {
        var visible = VisibleText.Of(text, longest);
        if (!visible.AsSpan().ContainsAny("[]{}"))
        {
            return visible;
        }

        var result = new StringBuilder(visible.Length + 8);
        foreach (var character in visible)
        {
            _ = character switch
            {
                '[' or ']' => result.Append('\\').Append(character),
                '{' or '}' => result.Append(character, 2),
                _ => result.Append(character),
            };
        }

        return result.ToString();
    }
}

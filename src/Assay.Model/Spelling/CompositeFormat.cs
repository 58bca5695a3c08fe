using System.Globalization;
using System.Text;

namespace Assay.Model;

/// <summary>Fills the places of composite formats.</summary>
public static class CompositeFormat
{
    /// <summary>Puts texts into <c>{0}</c>, <c>{1}</c>; null when one is not known, too long, or asks for more (<c>{0:X}</c>).</summary>
    public static string? Substitute(string format, IReadOnlyList<string?> texts, int maximumLength)
    {
        var result = new System.Text.StringBuilder(format.Length);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] is not ('{' or '}'))
            {
                result.Append(format[i]);
            }
            else if (i + 1 < format.Length && format[i + 1] == format[i])
            {
                result.Append(format[i++]);
            }
            else if (format[i] == '{' && format.IndexOf('}', i) is > 0 and var end && int.TryParse(format.AsSpan(i + 1, end - i - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                     && index < texts.Count && texts[index] is { } text && result.Length + text.Length <= maximumLength)
            {
                result.Append(text);
                i = end;
            }
            else
            {
                return null;
            }
        }

        return result.ToString();
    }
}

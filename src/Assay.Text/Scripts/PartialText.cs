namespace Assay.Text.Scripts;

/// <summary>Texts with parts that are not known.</summary>
internal static class PartialText
{
    /// <summary>Stands for a part that is not known; a noncharacter of Unicode, so that no text of a file means it.</summary>
    public const char Unknown = '\uFFFF';

    /// <summary>The same as a text.</summary>
    public const string UnknownText = "\uFFFF";

    /// <summary>True when every part is known.</summary>
    public static bool IsKnown(string text) => !text.Contains(Unknown, StringComparison.Ordinal);

    /// <summary>Writes unknown parts as <c>*</c>, several in a row as one.</summary>
    public static string Show(string text)
    {
        if (IsKnown(text))
        {
            return text;
        }

        while (text.Contains("\uFFFF\uFFFF", StringComparison.Ordinal))
        {
            text = text.Replace("\uFFFF\uFFFF", UnknownText, StringComparison.Ordinal);
        }

        return text.Replace(Unknown, '*');
    }
}

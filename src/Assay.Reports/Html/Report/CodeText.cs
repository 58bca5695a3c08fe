namespace Assay.Reports.Html;

/// <summary>Writes names of code and paths, which a browser may break after their separators before it breaks a word.</summary>
internal static class CodeText
{
    // Break opportunities in longer texts cost more than they give.
    private const int Longest = 2_000;

    public static void Write(HtmlWriter html, string element, string text)
    {
        using (html.Element(element))
        {
            var start = 0;
            for (var index = 1; text.Length <= Longest && index < text.Length; index++)
            {
                if (EndsName(text[index - 1], text[index]) || EndsSegment(text, index))
                {
                    html.Text(text[start..index]).Element("wbr");
                    start = index;
                }
            }

            html.Text(text[start..]);
        }
    }

    private static bool EndsName(char last, char next) => last is '/' or '+' or '!' or '=' && char.IsLetter(next);

    // Contoso.|Sink::|.ctor
    private static bool EndsSegment(string text, int index) => index > 1 && text[index - 1] switch
    {
        '.' => char.IsLetter(text[index]) && char.IsLetterOrDigit(text[index - 2]),
        ':' => text[index - 2] == ':',
        _ => false,
    };
}

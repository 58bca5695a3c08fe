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
            for (var index = 0; text.Length <= Longest && index < text.Length - 1; index++)
            {
                if (text[index] is '.' or '/' or '+' or ':' or '!' or '=' && char.IsLetter(text[index + 1]) && index > start)
                {
                    html.Text(text[start..(index + 1)]).Element("wbr");
                    start = index + 1;
                }
            }

            html.Text(text[start..]);
        }
    }
}

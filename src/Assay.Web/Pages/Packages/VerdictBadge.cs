using System.Globalization;
using System.Text;
using System.Xml;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>A small drawing with the verdict of a version and the day on which it was judged, for other sites.</summary>
internal static class VerdictBadge
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const int Height = 20;
    private const int Margin = 7;

    /// <summary>Draws the badge.</summary>
    /// <param name="name">What the site is called.</param>
    /// <param name="verdict">The verdict; null when there is no report.</param>
    /// <param name="day">The day of the verdict, <c>yyyy-MM-dd</c>; null when there is none.</param>
    public static byte[] Draw(string name, VerdictStatus? verdict, string? day)
    {
        var word = (verdict is { } status ? Mark.Of(status).Word : "Unknown").ToLowerInvariant();
        var text = day is null ? word : $"{word} · {day}";
        var (left, right) = (Width(name), Width(text));
        var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("svg", Svg);
            Attributes(xml, ("width", Number(left + right)), ("height", Number(Height)), ("viewBox", $"0 0 {Number(left + right)} {Number(Height)}"), ("role", "img"), ("aria-labelledby", "t d"));
            Text(xml, "title", $"{Visible(name)}: {word}", ("id", "t"));
            Text(xml, "desc", Describe(verdict, day), ("id", "d"));
            Text(xml, "rect", null, ("width", Number(left + right)), ("height", Number(Height)), ("rx", "3"), ("fill", "#3b4450"));
            Text(xml, "path", null, ("fill", Colour(verdict)), ("d", $"M{Number(left)} 0h{Number(right - 3)}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{Number(right - 3)}z"));
            xml.WriteStartElement("g", Svg);
            Attributes(xml, ("fill", "#fff"), ("font-family", "Verdana,DejaVu Sans,sans-serif"), ("font-size", "11"));
            Text(xml, "text", Visible(name), ("x", Number(Margin)), ("y", "14"), ("textLength", Number(left - (2 * Margin))));
            Text(xml, "text", text, ("x", Number(left + Margin)), ("y", "14"), ("textLength", Number(right - (2 * Margin))));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return output.ToArray();
    }

    private static string Describe(VerdictStatus? verdict, string? day) => (verdict, day) switch
    {
        (null, _) => "There is no report of this version.",
        (VerdictStatus.Pass, _) => $"No sign of tampering or malware was found in what was read, judged {day}.",
        (VerdictStatus.Review, _) => $"Something should be looked at by a person, judged {day}.",
        (VerdictStatus.Fail, _) => $"The package should not be used, judged {day}.",
        _ => $"Something that matters could not be read, judged {day}.",
    };

    // White stands out against each of them by at least 4.5 : 1 (WCAG 2.2, 1.4.3).
    private static string Colour(VerdictStatus? verdict) => verdict switch
    {
        VerdictStatus.Pass => "#17663a",
        VerdictStatus.Review => "#7d4b00",
        VerdictStatus.Fail => "#ae1f19",
        _ => "#56449a",
    };

    private static int Width(string text) => (text.EnumerateRunes().Count() * 7) + (2 * Margin);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Visible(string text) => Assay.Reports.TerminalText.Encode(text);

    private static void Text(XmlWriter xml, string element, string? text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(element, Svg);
        Attributes(xml, attributes);
        if (text is not null)
        {
            xml.WriteString(text);
        }

        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, value);
        }
    }
}

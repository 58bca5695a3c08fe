using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Assay.Reports;

/// <summary>How texts of packages stand in JSON: readers get them as they are, and what shows the file as text gets nothing to obey.</summary>
public static class JsonText
{
    /// <summary>Escapes all but the printable characters of ASCII, and of these what means something in HTML and the number sign: build services read commands after two of them, wherever they stand in a line.</summary>
    public static JavaScriptEncoder Encoder { get; } = Create();

    private static JavaScriptEncoder Create()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.BasicLatin);
        settings.ForbidCharacter('#');
        return JavaScriptEncoder.Create(settings);
    }
}

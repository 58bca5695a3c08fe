using System.Security.Cryptography;
using System.Text;

namespace Assay.Reports.Html;

/// <summary>A style sheet that is part of this assembly, with the hash that lets a content security policy allow it and nothing else.</summary>
public sealed class StyleSheet
{
    private StyleSheet(string name)
    {
        using var resource = typeof(StyleSheet).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);

        // Browsers hash the text after line endings became line feeds (HTML 13.2.3.5).
        Text = reader.ReadToEnd().ReplaceLineEndings("\n");
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
    }

    /// <summary>The style sheet of reports.</summary>
    public static StyleSheet Report { get; } = new("report.css");

    /// <summary>The rules.</summary>
    public string Text { get; }

    /// <summary>The source expression of a <c>style-src</c> directive (CSP 3, 2.3.1).</summary>
    public string Source { get; }
}

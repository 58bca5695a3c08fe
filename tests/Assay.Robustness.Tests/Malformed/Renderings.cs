using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Assay.Model;
using Assay.Reports;
using Spectre.Console;

namespace Assay.Robustness.Tests.Malformed;

/// <summary>A report in every form that there is.</summary>
internal static class Renderings
{
    /// <summary>What people see: in full and in colour.</summary>
    public const string Terminal = "terminal";

    /// <summary>Gives the name of each form and the text, and fails where a text is not well-formed.</summary>
    public static IReadOnlyDictionary<string, string> Of(PackageReport report)
    {
        var check = CheckReports.Of([report]);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { [Terminal] = Shown(report) };
        foreach (var format in ReportFormats.Names.Select(name => ReportFormats.Find(name)!))
        {
            using var output = new MemoryStream();
            format.Write(check, output);
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(output.ToArray());
            texts.Add(format.Name, text);
            if (format.Extension.EndsWith(".json", StringComparison.Ordinal))
            {
                JsonDocument.Parse(text).Dispose();
            }
            else if (format.Extension == ".xml")
            {
                XDocument.Parse(text);
            }
        }

        // The report of one package has a page and a document of its own.
        texts["html"] += Written(output => Reports.Html.HtmlReport.Write(report, output));
        texts["json"] = Json(report);
        return texts;
    }

    /// <summary>The report for programs.</summary>
    public static string Json(PackageReport report)
    {
        var text = Written(output => JsonReport.Write(report, output));
        JsonDocument.Parse(text).Dispose();
        return text;
    }

    private static string Written(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Shown(PackageReport report)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output), Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false } });
        console.Profile.Width = 80;
        ConsoleReport.Write(report, console, new ConsoleReportOptions { All = true });
        return output.ToString().ReplaceLineEndings("\n");
    }
}

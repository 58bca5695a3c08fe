using System.Text;
using Spectre.Console;

namespace Assay.Reports.Tests;

/// <summary>A console of fixed size that keeps what is written to it.</summary>
internal static class TestConsole
{
    public static string Render(Action<IAnsiConsole> write, int width = 80, bool color = false, bool unicode = true)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Encoding = Encoding.UTF8;
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = unicode;
        write(console);
        return output.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Text;
using Assay.Reports;
using Spectre.Console;

namespace Assay.Cli;

/// <summary>Everything a command knows of its surroundings.</summary>
internal sealed record Host
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // POSIX: the first of these that is set decides.
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>What <c>-</c> stands for.</summary>
    public Stream Input { get; init; } = Stream.Null;
    /// <summary>Results.</summary>
    public Stream Output { get; init; } = Stream.Null;
    /// <summary>Progress and messages.</summary>
    public Stream Error { get; init; } = Stream.Null;
    /// <summary>True when a person reads the results as they come.</summary>
    public bool OutputIsTerminal { get; init; }
    /// <summary>True when a person reads the messages as they come.</summary>
    public bool ErrorIsTerminal { get; init; }
    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 80;
    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;
    /// <summary>Tells the date.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
    /// <summary>Where policy files are looked for.</summary>
    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();
    /// <summary>What had gone by when the program began; null when nobody measured it.</summary>
    public ProgramStart? Start { get; init; }
    /// <summary>The day (UTC) that reports speak of.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
    /// <summary>The parts that do the work.</summary>
    public Engine Engine { get; init; } = new();

    /// <summary>Describes the surroundings of this process.</summary>
    public static Host OfProcess()
    {
        var isTerminal = !Console.IsOutputRedirected;
        if (OperatingSystem.IsWindows() && isTerminal)
        {
            Console.OutputEncoding = Utf8;
        }

        return new Host
        {
            OutputIsTerminal = isTerminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = isTerminal && Console.WindowWidth is > 0 and var width ? width
                : int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0 ? columns : 80,
            Variable = Environment.GetEnvironmentVariable,
            Input = Console.OpenStandardInput(),
        };
    }

    /// <summary>Opens a writer on the results.</summary>
    public StreamWriter OpenOutput() => new(Output, Utf8, leaveOpen: true);

    /// <summary>Writes a message; what a terminal or a build service would obey in any of its lines is shown instead.</summary>
    public void Say(string message)
    {
        using var writer = new StreamWriter(Error, Utf8, leaveOpen: true);
        foreach (var line in message.ReplaceLineEndings("\n").Split('\n'))
        {
            writer.WriteLine(TerminalText.Encode(line));
        }
    }

    /// <summary>Gives a console on <paramref name="writer"/>. <c>--no-color</c> and NO_COLOR win over FORCE_COLOR, which wins over what the terminal can do.</summary>
    public IAnsiConsole OpenConsole(TextWriter writer, bool noColor, bool isTerminal)
    {
        var decorated = !noColor && !IsSet("NO_COLOR") && (IsSet("FORCE_COLOR") || (isTerminal && Variable("TERM") != "dumb"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Old Windows consoles must be asked to obey escape sequences; detection does that.
            Ansi = !decorated ? AnsiSupport.No : OperatingSystem.IsWindows() && isTerminal ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = decorated ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = !IsAsciiLocale();
        return console;
    }

    private bool IsSet(string name) => Variable(name) is { Length: > 0 } and not "0";

    private bool IsAsciiLocale() => LocaleVariables.Select(Variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) is "C" or "POSIX";
}

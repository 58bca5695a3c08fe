using System.Globalization;
using Assay.Reports;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Assay.Web.Hosting;

/// <summary>Writes each event of the log as one line of visible characters: whatever is in it cannot look like another event, nor steer a terminal.</summary>
internal sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>What the formatter is called in settings.</summary>
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception) + (logEntry.Exception is { } exception ? " " + exception : "");
        textWriter.Write(clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
        textWriter.Write(logEntry.LogLevel switch { LogLevel.Trace or LogLevel.Debug => "debug ", LogLevel.Information => "info  ", LogLevel.Warning => "warn  ", _ => "error " });
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        textWriter.Write(TerminalText.Encode(text.ReplaceLineEndings(" ⏎ ")));
        textWriter.Write('\n');
    }
}

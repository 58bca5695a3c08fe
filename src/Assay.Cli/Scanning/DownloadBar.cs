using Assay.Packages;
using Assay.Reports;
using Spectre.Console;

namespace Assay.Cli;

/// <summary>A progress bar on standard error while a package is downloaded, when somebody looks.</summary>
internal static class DownloadBar
{
    /// <summary>Runs <paramref name="work"/> with somebody who hears of downloads; the bar appears with the first of them.</summary>
    public static async Task<T> RunAsync<T>(ScanRequest request, Host host, Func<IProgress<DownloadProgress>?, Task<T>> work)
    {
        if (!host.ErrorIsTerminal || request.Quiet)
        {
            return await work(null);
        }

        await using var writer = new StreamWriter(host.Error, leaveOpen: true) { AutoFlush = true };
        var console = host.OpenConsole(writer, request.NoColor, isTerminal: true);
        console.Profile.Capabilities.Interactive = true;
        return await console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => work(new Bar(context)));
    }

    // Not Progress<T>: that one reports later, from another thread, when the bar may be gone.
    private sealed class Bar(ProgressContext context) : IProgress<DownloadProgress>
    {
        private ProgressTask? _task;

        public void Report(DownloadProgress value)
        {
            _task ??= context.AddTask(TerminalText.Encode(value.Package).EscapeMarkup());
            _task.IsIndeterminate = value.Total is null;
            _task.MaxValue = value.Total ?? Math.Max(1, value.Received);
            _task.Value = value.Received;
        }
    }
}

using Assay.Community;
using Assay.Reports;
using Spectre.Console;

namespace Assay.Cli;

/// <summary>A progress bar on standard error for a build, whose number of packages is known only after it began.</summary>
internal static class CommunityProgressBar
{
    public static async Task<T> RunAsync<T>(Host host, Func<IProgress<CommunityProgress>, Task<T>> work)
    {
        await using var writer = new StreamWriter(host.Error, leaveOpen: true) { AutoFlush = true };
        return await ScanProgress.Bar(host.OpenConsole(writer, noColor: false, isTerminal: true)).StartAsync(context =>
        {
            var task = context.AddTask("reading manifests", autoStart: true, maxValue: double.MaxValue);
            return Task.Run(() => work(new Display(task)));
        });
    }

    /// <summary>Passes progress on at once, where the base library's class would do so later and out of order.</summary>
    private sealed class Display(ProgressTask task) : IProgress<CommunityProgress>
    {
        public void Report(CommunityProgress value)
        {
            lock (task)
            {
                task.MaxValue = value.Total;
                task.Value = Math.Max(task.Value, value.Done);
                task.Description = TerminalText.Encode(value.Package).EscapeMarkup();
            }
        }
    }
}

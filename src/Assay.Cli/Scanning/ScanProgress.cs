using Assay.Reports;
using Spectre.Console;

namespace Assay.Cli;

/// <summary>A progress bar on standard error, when somebody looks and there is more than one package.</summary>
internal static class ScanProgress
{
    public static bool IsShown(ScanRequest request, int packages, Host host) => packages > 1 && host.ErrorIsTerminal && !request.Quiet;

    /// <summary>Runs <paramref name="work"/>, which calls its argument with the name of each finished package.</summary>
    public static Task RunAsync(ScanRequest request, int packages, Host host, Func<Action<string>, Task> work) =>
        IsShown(request, packages, host) ? ShowAsync(request, packages, host, work) : work(static _ => { });

    // A method of its own, so that Spectre.Console is loaded only when something is shown.
    private static async Task ShowAsync(ScanRequest request, int packages, Host host, Func<Action<string>, Task> work)
    {
        await using var writer = new StreamWriter(host.Error, leaveOpen: true) { AutoFlush = true };
        await Bar(host.OpenConsole(writer, request.NoColor, isTerminal: true))
            .StartAsync(async context =>
            {
                var task = context.AddTask("starting", maxValue: packages);
                await work(name =>
                {
                    task.Description = TerminalText.Encode(name).EscapeMarkup();
                    task.Increment(1);
                });
            });
    }

    /// <summary>Gives a bar that is gone when its work is done.</summary>
    public static Progress Bar(IAnsiConsole console)
    {
        console.Profile.Capabilities.Interactive = true;
        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left });
    }
}

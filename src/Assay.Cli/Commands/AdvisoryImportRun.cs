using Assay.Community;
using Assay.Reports;
using Spectre.Console;

namespace Assay.Cli;

/// <summary>What <c>assay advisories import</c> was asked for.</summary>
internal sealed record AdvisoryImportRequest(IReadOnlyList<string> Paths, string? Source, string? Output, bool Quiet, bool NoColor);

/// <summary>One run of <c>assay advisories import</c>: read, merge, write, summary.</summary>
internal static class AdvisoryImportRun
{
    public static async Task<int> ExecuteAsync(AdvisoryImportRequest request, Host host, CancellationToken cancellation)
    {
        var path = request.Output ?? AdvisoryStore.FindFile(host.Variable);
        var existing = AdvisoryWriting.Existing(path, host);
        AdvisoryImportResult result;
        try
        {
            result = await ShowAsync(request, host, progress => Task.Run(() => AdvisoryImport.Run(existing, request.Paths, request.Source, host.Today, progress, cancellation), cancellation));
        }
        catch (AdvisoryException exception)
        {
            throw new CommandFailedException(ExitCode.NothingFound, exception.Message);
        }

        cancellation.ThrowIfCancellationRequested();
        AdvisoryWriting.Write(path, result.Bytes);
        return AdvisoryWriting.Summarize(result, path, request.Quiet, host);
    }

    // Spectre.Console is loaded only when something is shown.
    private static Task<AdvisoryImportResult> ShowAsync(AdvisoryImportRequest request, Host host, Func<Action<int, string>?, Task<AdvisoryImportResult>> work) =>
        host.ErrorIsTerminal && !request.Quiet ? ShowProgressAsync(request, host, work) : work(null);

    private static async Task<AdvisoryImportResult> ShowProgressAsync(AdvisoryImportRequest request, Host host, Func<Action<int, string>?, Task<AdvisoryImportResult>> work)
    {
        await using var writer = new StreamWriter(host.Error, leaveOpen: true) { AutoFlush = true };
        var console = host.OpenConsole(writer, request.NoColor, isTerminal: true);
        console.Profile.Capabilities.Interactive = true;
        return await console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var task = context.AddTask("reading");
                task.IsIndeterminate = true;
                return await work((count, file) => task.Description = TerminalText.Encode($"{count} files, {Path.GetFileName(file)}").EscapeMarkup());
            });
    }
}

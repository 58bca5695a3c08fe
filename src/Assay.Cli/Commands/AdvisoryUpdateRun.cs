using Assay.Community;
using Assay.Packages;
using Assay.Reports;
using Spectre.Console;

namespace Assay.Cli;

/// <summary>What <c>assay advisories update</c> was asked for.</summary>
internal sealed record AdvisoryUpdateRequest(IReadOnlyList<string> From, bool Offline, string? Source, string? Output, bool Quiet, bool NoColor);

/// <summary>One run of <c>assay advisories update</c>: ask, merge, write, summary.</summary>
internal static class AdvisoryUpdateRun
{
    public static async Task<int> ExecuteAsync(AdvisoryUpdateRequest request, Host host, CancellationToken cancellation)
    {
        if (request.Offline)
        {
            throw new CommandFailedException(ExitCode.Usage, "An update needs connections, and --offline forbids them. 'assay advisories import' reads files.");
        }

        var path = request.Output ?? AdvisoryStore.FindFile(host.Variable);
        var existing = AdvisoryWriting.Existing(path, host);
        AdvisoryUpdateResult result;
        try
        {
            using var feeds = AdvisoryFeeds.Open(host.WorkingDirectory);
            result = await ShowAsync(request, host, progress => AdvisoryUpdate.RunAsync(existing, feeds, request.From, request.Source, host.Today, progress, cancellation));
        }
        catch (FeedException exception)
        {
            throw new CommandFailedException(BuildSources.ExitCodeOf(exception), exception.Message);
        }
        catch (AdvisoryException exception)
        {
            throw new CommandFailedException(ExitCode.NothingFound, exception.Message);
        }

        cancellation.ThrowIfCancellationRequested();
        foreach (var step in result.Steps.Where(step => step.Outcome == AdvisoryOutcome.Failed))
        {
            host.Say("assay: " + TerminalText.Encode(step.Failure!.Message));
        }

        var exitCode = ExitCode.Success;
        if (result.Import is { } import)
        {
            AdvisoryWriting.Write(path, import.Bytes);
            if (!request.Quiet)
            {
                Write(result, host);
            }

            exitCode = AdvisoryWriting.Summarize(import, path, request.Quiet, host);
        }
        else if (!result.Steps.Any(step => step.Outcome == AdvisoryOutcome.Failed))
        {
            throw new CommandFailedException(ExitCode.NothingFound, $"None of {string.Join(", ", result.Steps.Select(step => step.Name))} offers a vulnerability index (VulnerabilityInfo/6.7.0); name other sources with --from.");
        }

        return result.Steps.FirstOrDefault(step => step.Outcome == AdvisoryOutcome.Failed)?.Failure is { } failure ? BuildSources.ExitCodeOf(failure) : exitCode;
    }

    private static void Write(AdvisoryUpdateResult result, Host host)
    {
        using var writer = host.OpenOutput();
        foreach (var step in result.Steps)
        {
            var what = step.Outcome switch
            {
                AdvisoryOutcome.Updated => "updated",
                AdvisoryOutcome.Unchanged => "unchanged",
                AdvisoryOutcome.NoIndex => "has no vulnerability index",
                _ => "failed; what it said before stays",
            };
            writer.WriteLine(TerminalText.Encode($"{step.Name}: {what}"));
        }
    }

    // Spectre.Console is loaded only when something is shown.
    private static Task<AdvisoryUpdateResult> ShowAsync(AdvisoryUpdateRequest request, Host host, Func<Action<int, int, string>?, Task<AdvisoryUpdateResult>> work) =>
        host.ErrorIsTerminal && !request.Quiet ? ShowProgressAsync(request, host, work) : work(null);

    private static async Task<AdvisoryUpdateResult> ShowProgressAsync(AdvisoryUpdateRequest request, Host host, Func<Action<int, int, string>?, Task<AdvisoryUpdateResult>> work)
    {
        await using var writer = new StreamWriter(host.Error, leaveOpen: true) { AutoFlush = true };
        return await ScanProgress.Bar(host.OpenConsole(writer, request.NoColor, isTerminal: true)).StartAsync(async context =>
        {
            var task = context.AddTask("starting");
            return await work((done, total, name) =>
            {
                task.MaxValue = Math.Max(1, total);
                task.Value = done;
                task.Description = TerminalText.Encode(name).EscapeMarkup();
            });
        });
    }
}

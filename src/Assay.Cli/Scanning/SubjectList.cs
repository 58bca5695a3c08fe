using Assay.Model;
using Assay.Packages;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>The packages that all subjects of a run name, and what went wrong with the others.</summary>
internal sealed record SubjectList(IReadOnlyList<PackageLocation> Packages, bool SomeMissing)
{
    /// <summary>Resolves the subjects; throws when one is no subject at all or when none gives a package.</summary>
    public static async Task<SubjectList> ResolveAsync(ScanRequest request, AnalysisLimits limits, Host host, CancellationToken cancellation)
    {
        var packages = new List<PackageLocation>();
        var worst = ExitCode.Success;
        foreach (var subject in request.Subjects)
        {
            if (subject == StandardInput.Subject)
            {
                packages.Add(await StandardInput.ReadAsync(host, isFirst: packages.TrueForAll(package => package.Content is null), limits, cancellation));
                continue;
            }

            var resolution = await DownloadBar.RunAsync(request, host, progress => host.Engine.Resolve(request.Source, subject, progress, cancellation));
            if (resolution.Error == SubjectError.Usage)
            {
                throw new CommandFailedException(ExitCode.Usage, resolution.Message ?? $"{subject}: not a package");
            }

            if (resolution.Error != SubjectError.None)
            {
                host.Say("assay: " + TerminalText.EncodeProse(resolution.Message ?? $"{subject}: nothing to scan"));
                worst = Math.Max(worst, CodeOf(resolution.Error));
            }

            packages.AddRange(resolution.Packages);
        }

        if (packages.Count == 0)
        {
            throw worst == ExitCode.Success
                ? new CommandFailedException(ExitCode.NothingFound, "there is nothing to scan")
                : new NothingResolvedException(worst);
        }

        return new SubjectList(packages, worst != ExitCode.Success);
    }

    /// <summary>Gives the exit code of a subject that stands for no package.</summary>
    public static int CodeOf(SubjectError error) => error switch
    {
        SubjectError.SourceUnreachable => ExitCode.SourceUnreachable,
        SubjectError.Unreadable => ExitCode.Incomplete,
        _ => ExitCode.NothingFound,
    };
}

/// <summary>Ends a scan whose subjects were all explained already.</summary>
internal sealed class NothingResolvedException(int exitCode) : Exception
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}

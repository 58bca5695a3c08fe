using Assay.Community.Checking;
using Assay.Model;
using Assay.Packages;
using Assay.Packages.Projects;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>One run of <c>assay check</c>: what names packages, their closures, where they lie, what they are, in this order.</summary>
internal sealed class CheckRun(CheckRequest request, Host host)
{
    // Waiting for answers of feeds costs no processor.
    private const int Searches = 8;
    private int _done;

    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        ReportOutputs.Check(request.Scan.Outputs);
        if (request.Scan.Outputs.FirstOrDefault(output => output.IsFolder) is { } folder)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{folder.Path}: a check has one report; name a file");
        }

        // The policy file of the checked repository holds: projects are not what is judged.
        var setup = Task.Run(() => ScanSetup.Prepare(request.Scan with { Subjects = [] }, host), cancellation);
        var read = ProjectSources.Read(request.Scan.Subjects, host.WorkingDirectory, ModuleReader.Read);
        foreach (var missing in read.Missing)
        {
            host.Say($"assay: there is no file or folder {TerminalText.Encode(missing)}");
        }

        if (read.Projects.Count == 0 && read.Problems.Count == 0)
        {
            if (read.Missing.Count == 0)
            {
                host.Say("assay: there is nothing that names packages: no project, lock file, bill of materials, manifest or script");
            }

            await setup;
            return ExitCode.NothingFound;
        }

        var source = request.Scan.Source with { ConfigurationFolder = ConfigurationFolder(), CacheFolder = host.Variable("ASSAY_CACHE") is { Length: > 0 } named ? Path.GetFullPath(named) : null };
        using var finder = new PackageFinder(source, read.Projects.SelectMany(project => project.PackageFolders), host.Variable);
        var projects = await CompleteAsync(read.Projects, finder, cancellation);
        var needed = NeededPackages.Of(projects).Where(package => (!request.Direct || package.Direct) && (!request.ExcludeDevelopment || !package.Development)).ToArray();
        var prepared = await setup;
        PackageOutcome[] outcomes;
        try
        {
            outcomes = await CheckAsync(prepared, needed, finder, Path.Combine(PackageFinder.CacheFolderOf(source), "facts"), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            host.Say(EndedRun.Describe("checked", _done, needed.Length, request.Scan.Outputs));
            return ExitCode.Cancelled;
        }

        var report = Build(prepared, read, projects, outcomes);
        CheckOutputs.Write(report, request, host);
        return CodeOf(prepared, report, read, outcomes);
    }

    private string ConfigurationFolder()
    {
        var first = Path.GetFullPath(request.Scan.Subjects[0], host.WorkingDirectory);
        return Directory.Exists(first) ? first : Path.GetDirectoryName(first) ?? host.WorkingDirectory;
    }

    private static async Task<ProjectReading[]> CompleteAsync(IReadOnlyList<ProjectReading> projects, PackageFinder finder, CancellationToken cancellation)
    {
        var closure = new DeclaredClosure(finder);
        var complete = new ProjectReading[projects.Count];
        for (var i = 0; i < complete.Length; i++)
        {
            complete[i] = await closure.CompleteAsync(projects[i], cancellation);
        }

        return complete;
    }

    private async Task<PackageOutcome[]> CheckAsync(ScanSetup setup, NeededPackage[] needed, PackageFinder finder, string folder, CancellationToken cancellation)
    {
        FactStore? store = null;
        var check = new PackageCheck(setup.Options, setup.FailOn, extractor => request.NoStoredFacts ? null : LazyInitializer.EnsureInitialized(ref store, () => new FactStore(folder, extractor, host.Clock)));
        var outcomes = new PackageOutcome[needed.Length];
        var found = new FoundPackage?[needed.Length];
        await ScanProgress.RunAsync(request.Scan, needed.Length, host, async finished =>
        {
            var gate = new Lock();
            void Finish(int index, PackageOutcome outcome)
            {
                outcomes[index] = outcome;
                lock (gate)
                {
                    _done++;
                    finished(needed[index].Name);
                }
            }

            await Parallel.ForEachAsync(Enumerable.Range(0, needed.Length), new ParallelOptions { MaxDegreeOfParallelism = Searches, CancellationToken = cancellation }, async (index, cancellation) =>
            {
                if (needed[index].Version is { } version)
                {
                    found[index] = await finder.FindAsync(needed[index].Community, needed[index].Id, version, null, cancellation);
                }
                else
                {
                    Finish(index, PackageCheck.Unresolved(needed[index]));
                }
            });

            // The largest first: what is begun last should not be what takes longest.
            var order = Enumerable.Range(0, needed.Length).Where(index => found[index] is not null).OrderByDescending(index => found[index]!.Location?.Size ?? 0).ThenBy(index => index);
            await Task.Run(() => Parallel.ForEach(
                System.Collections.Concurrent.Partitioner.Create(order, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = request.Scan.Parallel, CancellationToken = cancellation },
                index => Finish(index, check.Judge(needed[index], found[index]!, cancellation))), cancellation);
        });
        store?.Trim();
        return outcomes;
    }

    private CheckReport Build(ScanSetup setup, ProjectSet read, ProjectReading[] projects, PackageOutcome[] outcomes) =>
        CheckReports.Of(new ToolInfo("assay", Program.Version), Inputs(setup, outcomes), [.. outcomes.Select(outcome => outcome.Package with { Failing = outcome.Fails, Url = request.Pages?.Of(outcome.Package.Package) })]) with
        {
            Projects = [.. projects.Select(project => project.Entry)],
            Problems = [.. read.Problems.Concat(projects.SelectMany(project => project.Problems)).Distinct().OrderBy(problem => problem.Path, StringComparer.Ordinal).ThenBy(problem => problem.Line ?? 0).ThenBy(problem => problem.Text, StringComparer.Ordinal)],
        };

    private static ReportInputs Inputs(ScanSetup setup, PackageOutcome[] outcomes)
    {
        var options = setup.Options;
        var first = Array.Find(outcomes, outcome => outcome.Inputs is not null)?.Inputs;
        return (first ?? new ReportInputs(new RulePackInfo(options.Rules.Version, options.Rules.Sha256, options.Rules.AttackVersion), options.Settings.File, null, [], [], null) { Baseline = options.Baseline?.File }) with
        {
            AsOf = outcomes.Select(outcome => outcome.Inputs?.AsOf).FirstOrDefault(day => day is not null),
        };
    }

    private int CodeOf(ScanSetup setup, CheckReport report, ProjectSet read, PackageOutcome[] outcomes)
    {
        if (Array.Find(outcomes, outcome => outcome.Failure is not null)?.Failure is { } failure)
        {
            host.Say(CommandLine.InternalError(failure, host));
        }

        if (outcomes.Length > 0 && Array.TrueForAll(outcomes, outcome => outcome.Error == SubjectError.SourceUnreachable))
        {
            return ExitCode.SourceUnreachable;
        }

        var isFailed = Array.Exists(outcomes, outcome => outcome.Fails) || (setup.FailOn.VerdictWords.Contains("unknown", StringComparer.Ordinal) && Array.Exists(outcomes, outcome => outcome.Package.Status is not (CheckedStatus.Analysed or CheckedStatus.HashMismatch)));
        var isIncomplete = read.Missing.Count > 0 || report.Problems.Any(problem => !problem.Notice)
            || Array.Exists(outcomes, outcome => outcome.Package.Status is not (CheckedStatus.Analysed or CheckedStatus.HashMismatch) || (outcome.Package.Verdict.SinceBaseline ?? outcome.Package.Verdict.Status) == VerdictStatus.Unknown);
        return (isFailed && !request.ExitZero, Array.Exists(outcomes, outcome => outcome.Failure is not null), isIncomplete && !request.ExitZero) switch
        {
            (true, _, _) => ExitCode.Failed,
            (_, true, _) => ExitCode.InternalError,
            (_, _, true) => ExitCode.Incomplete,
            _ => ExitCode.Success,
        };
    }
}

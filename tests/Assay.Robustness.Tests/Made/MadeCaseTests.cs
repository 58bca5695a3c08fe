using System.Globalization;
using Assay.Model;
using Assay.Robustness.Tests.Malformed;
using Assay.Scan;

namespace Assay.Robustness.Tests.Made;

/// <summary>Scans the inputs that are made here.</summary>
public sealed class MadeCaseTests(ITestOutputHelper console)
{
    // Tells a hang from work on a busy machine; no measure of speed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // What a thread of Windows and of macOS has; a thread of Linux has more.
    private const int StackBytes = 1024 * 1024;

    // Buffers and tables of one scan, and what grows with the input and with what comes out of it.
    private const long AllocatedAtLeast = 768L * 1024 * 1024;
    private const long AllocatedPerByte = 100;

    private static readonly Lazy<Scanner> Scanner = new(() => new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" }));

    private static readonly IReadOnlyList<MadeCase> All =
    [
        .. ZipCases.All, .. TarCases.All, .. ManifestCases.All, .. AssemblyCases.All,
        .. NativeCases.All, .. SignatureCases.All, .. ResourceCases.All, .. ScriptCases.All, .. DocumentCases.All,
    ];

    public static TheoryData<string> Ids => [.. All.Select(made => made.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_made_input_is_told_as_it_is(string id)
    {
        var made = All.Single(made => made.Id == id);
        var file = new PackageFile(made.File, made.File, made.Make());
        var (report, allocated) = Scan(file);

        var said = report.Coverage.Problems.Select(problem => problem.Id).Distinct().ToArray();
        var found = report.Behaviors.Select(behavior => behavior.Id).Concat(report.Issues.Select(issue => issue.Id)).ToArray();
        var all = $"{string.Join('\n', report.Coverage.Problems.Select(problem => $"{problem.Id} {problem.Artifact} {problem.Location}: {problem.Text}"))}\n{string.Join(' ', found)}";
        Assert.DoesNotContain(ProblemId.InternalFailure.Name(), said);
        Assert.All(made.Problems, problem => Assert.True(said.Contains(problem.Name()), $"{problem.Name()} is not said:\n{all}"));
        Assert.All(made.Rules, rule => Assert.True(found.Contains(rule), $"{rule} is not found:\n{all}"));
        if (made.IsNothingElse)
        {
            Assert.True(said.Except([.. made.Problems.Select(problem => problem.Name()), ProblemId.CodeNotAnalysed.Name()]).Any() is false, $"More is said than {string.Join(", ", made.Problems)}:\n{all}");
        }

        Assert.All(report.Coverage.Problems, problem => Assert.True(problem.Text.Length > 0 && problem.Artifact.Length > 0 && !problem.Text.Contains('\n', StringComparison.Ordinal), "A problem is not one line about a file."));
        Assert.Equal(Renderings.Json(report), Renderings.Json(Scan(file).Report));

        // Bytes of derived and unpacked artifacts count: a budget of their own keeps them in proportion to the file.
        var bytes = report.Files.Sum(artifact => artifact.Size);
        Assert.True(allocated <= AllocatedAtLeast + (AllocatedPerByte * bytes), string.Create(CultureInfo.InvariantCulture, $"{allocated:N0} bytes were allocated for {bytes:N0}"));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{allocated:N0} bytes were allocated for {bytes:N0}.\n{all}"));
    }

    [Fact]
    public void There_are_many_cases_and_most_say_what_has_to_be_seen()
    {
        Assert.True(All.Count >= 150, $"{All.Count} cases");
        Assert.Equal(All.Count, All.Select(made => made.Id).Distinct(StringComparer.Ordinal).Count());
        var bare = All.Where(made => made.IsBare).Select(made => made.Id).ToArray();
        Assert.True(bare.Length * 3 <= All.Count, $"{bare.Length} of {All.Count} only have to end: {string.Join(' ', bare)}");
        console.WriteLine($"{All.Count} cases, {bare.Length} of them only have to end: {string.Join(", ", All.GroupBy(made => made.Id.Split('/')[0]).Select(family => $"{family.Count()} {family.Key}"))}");
    }

    private static (PackageReport Report, long Allocated) Scan(PackageFile file)
    {
        var scan = new TaskCompletionSource<(PackageReport, long)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var report = Scanner.Value.Scan(file, TestContext.Current.CancellationToken);
                scan.SetResult((report, GC.GetAllocatedBytesForCurrentThread() - before));
            }
            catch (Exception exception)
            {
                scan.SetException(exception);
            }
        }, StackBytes) { IsBackground = true };
        thread.Start();
        return scan.Task.Wait(Patience, TestContext.Current.CancellationToken) ? scan.Task.Result : throw new TimeoutException($"The scan did not end within {Patience}.");
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Malformed;

/// <summary>Scans every malformed input with the program, each in a process and a folder of its own.</summary>
public sealed class StartedCaseTests(ITestOutputHelper console)
{
    private const int AtOnce = 2;

    // Tells a hang from work on a busy machine; what a case may use is told by the time of the processor.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private const long MemoryGoal = 500L * 1024 * 1024;

    [Fact]
    public async Task Every_case_leaves_its_process_whole()
    {
        var inputs = MalformedInputs.Find();
        using var listeners = Listeners.Open(inputs.Cases.SelectMany(malformed => malformed.NetworkMustNotTouch));
        var failures = new List<string>();
        var outcomes = new List<(MalformedCase Case, ProcessOutcome Process)>();
        await Parallel.ForEachAsync(inputs.Cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (malformed, cancellation) =>
        {
            var home = Directory.CreateTempSubdirectory("assay-malformed-");
            try
            {
                var process = await AssayProcess.RunAsync(home.FullName, Patience, cancellation, "scan", inputs.PathOf(malformed), "--format", "json");
                var wrong = Judge(malformed, process, inputs.Rules).Concat(Leftovers(home)).ToArray();
                lock (failures)
                {
                    outcomes.Add((malformed, process));
                    failures.AddRange(wrong.Select(failure => $"{malformed.Category}/{malformed.Id} ({malformed.Note}): {failure}"));
                }
            }
            finally
            {
                home.Delete(recursive: true);
            }
        });

        Say(outcomes);
        Assert.True(failures.Count == 0, string.Join('\n', failures.Order(StringComparer.Ordinal)));
        Assert.Equal(inputs.Cases.Count, outcomes.Count);
        Assert.False(listeners.WasTouched, "a connection was opened");
    }

    private static IEnumerable<string> Judge(MalformedCase malformed, ProcessOutcome process, MalformedRules rules)
    {
        if (!malformed.Accept.Any(outcome => Fits(outcome, process.ExitCode)))
        {
            yield return $"exit code {process.ExitCode} with {string.Join(" or ", malformed.Accept)} accepted: {process.Error}";
        }

        if (process.Time > TimeSpan.FromSeconds(rules.MaxSeconds))
        {
            yield return $"{process.Time} of the processor";
        }

        if (process.PeakBytes > rules.MaxRssMib * 1024L * 1024)
        {
            yield return $"{process.PeakBytes} bytes of memory";
        }

        if (process.Error.Length > 0)
        {
            yield return $"it says more than its report: {process.Error}";
        }

        if (process.ExitCode is null)
        {
            yield break;
        }

        foreach (var part in rules.ForbiddenInOutput.Where(part => process.Output.Contains(part, StringComparison.Ordinal)))
        {
            yield return $"the output holds {part}";
        }

        using var report = JsonDocument.Parse(process.Output);
        var problems = report.RootElement.GetProperty("coverage").GetProperty("problems").EnumerateArray().ToArray();
        var isError = Array.Exists(problems, problem => problem.GetProperty("effect").GetString() == Outcome.Error);
        if (isError && process.ExitCode != 4)
        {
            yield return $"nothing could be read, and the exit code is {process.ExitCode}";
        }

        if (malformed.Accept is [Outcome.Error] && !Array.Exists(problems, problem => problem.GetProperty("effect").GetString() == Outcome.Error && problem.GetProperty("artifact").GetString()!.StartsWith(malformed.File, StringComparison.Ordinal)))
        {
            yield return "no error names the file";
        }
    }

    // A finding may decide the verdict or not.
    private static bool Fits(string outcome, int? exitCode) => outcome switch
    {
        Outcome.Error => exitCode is 4,
        Outcome.Finding => exitCode is 0 or 1 or 4,
        _ => exitCode is 0 or 1,
    };

    // A canary, a temporary file, an unpacked entry: the folder that was empty has to be empty.
    private static IEnumerable<string> Leftovers(DirectoryInfo home) =>
        home.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(left => $"it left {Path.GetRelativePath(home.FullName, left.FullName)} behind");

    private void Say(List<(MalformedCase Case, ProcessOutcome Process)> outcomes)
    {
        var slowest = outcomes.MaxBy(outcome => outcome.Process.Time);
        var largest = outcomes.MaxBy(outcome => outcome.Process.PeakBytes);
        var quick = outcomes.Count(outcome => outcome.Process.Time < TimeSpan.FromSeconds(2));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {outcomes.Count} processes, {100.0 * quick / outcomes.Count:0.#} % of them below 2 s; slowest {slowest.Case.Id} with {slowest.Process.Time.TotalSeconds:0.0} s.
            Largest {largest.Case.Id} with {largest.Process.PeakBytes / 1048576} MiB; {outcomes.Count(outcome => outcome.Process.PeakBytes > MemoryGoal)} above {MemoryGoal / 1048576} MiB.
            """));
        foreach (var (malformed, process) in outcomes.OrderByDescending(outcome => outcome.Process.Time).Take(5).Concat(outcomes.OrderByDescending(outcome => outcome.Process.PeakBytes).Take(5)))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{malformed.Id}: exit code {process.ExitCode}, {process.Time.TotalSeconds:0.0} s, {process.PeakBytes / 1048576} MiB"));
        }
    }

    /// <summary>Listens where nobody may call.</summary>
    private sealed class Listeners(List<TcpListener> listeners) : IDisposable
    {
        public bool WasTouched => listeners.Exists(listener => listener.Pending());

        public static Listeners Open(IEnumerable<string> addresses)
        {
            var opened = new List<TcpListener>();
            foreach (var address in addresses.Distinct(StringComparer.Ordinal))
            {
                var listener = new TcpListener(IPEndPoint.Parse(address));
                try
                {
                    listener.Start();
                    opened.Add(listener);
                }
                catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied && !Checkout.IsContinuousIntegration)
                {
                    // Low ports belong to the administrator of most systems.
                    listener.Dispose();
                }
            }

            return new Listeners(opened);
        }

        public void Dispose() => listeners.ForEach(listener => listener.Stop());
    }
}

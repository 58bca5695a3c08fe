using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Malformed;

/// <summary>Scans every malformed input with the program, some of them in a process and a folder of its own.</summary>
public sealed class StartedCaseTests(ITestOutputHelper console)
{
    private const int AtOnce = 2;

    // Starting takes longer than most cases do: what a case does to its process, it does to one that reads others too.
    private const int CasesOfProcess = 8;

    // Tells a hang from work on a busy machine; what cases may use is told by the time of the processor.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private const long MemoryGoal = 500L * 1024 * 1024;

    [Fact]
    public async Task Every_case_leaves_its_process_whole()
    {
        var inputs = MalformedInputs.Find();
        using var listeners = Listeners.Open(inputs.Cases.SelectMany(malformed => malformed.NetworkMustNotTouch));
        var failures = new List<string>();
        var outcomes = new List<(MalformedCase[] Cases, ProcessOutcome Process)>();

        // The worst of its packages is the exit code of a process: those of one have the same ends to accept.
        var processes = inputs.Cases.GroupBy(malformed => string.Join(' ', malformed.Accept), StringComparer.Ordinal).SelectMany(alike => alike.Chunk(CasesOfProcess));
        await Parallel.ForEachAsync(processes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (cases, cancellation) =>
        {
            var (process, wrong) = await RunAsync(inputs, cases, cancellation);
            if (wrong.Count > 0 && cases.Length > 1)
            {
                // Which of them it was, each tells alone.
                foreach (var malformed in cases)
                {
                    wrong.AddRange((await RunAsync(inputs, [malformed], cancellation)).Wrong);
                }
            }

            lock (failures)
            {
                outcomes.Add((cases, process));
                failures.AddRange(wrong);
            }
        });

        Say(outcomes);
        Assert.True(failures.Count == 0, string.Join('\n', failures.Order(StringComparer.Ordinal)));
        Assert.Equal(inputs.Cases.Count, outcomes.Sum(outcome => outcome.Cases.Length));
        Assert.False(listeners.WasTouched, "a connection was opened");
    }

    private static async Task<(ProcessOutcome Process, List<string> Wrong)> RunAsync(MalformedInputs inputs, MalformedCase[] cases, CancellationToken cancellation)
    {
        var home = Directory.CreateTempSubdirectory("assay-malformed-");
        try
        {
            string[] command = ["scan", .. cases.Select(inputs.PathOf), "--format", "json", "--parallel", "1"];
            var process = await AssayProcess.RunAsync(home.FullName, Patience, cancellation, command);
            var names = cases is [var malformed] ? $"{malformed.Category}/{malformed.Id} ({malformed.Note})" : string.Join(", ", cases.Select(one => one.Id));
            return (process, [.. Judge(cases, process, inputs.Rules).Concat(Leftovers(home)).Select(wrong => $"{names}: {wrong}")]);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Judge(MalformedCase[] cases, ProcessOutcome process, MalformedRules rules)
    {
        var accepted = cases[0].Accept;
        if (!accepted.Any(outcome => Fits(outcome, process.ExitCode)))
        {
            yield return $"exit code {process.ExitCode} with {string.Join(" or ", accepted)} accepted: {process.Error}";
        }

        // No single case may take what is more than all of them took.
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

        using var output = JsonDocument.Parse(process.Output);
        JsonElement[] reports = cases.Length == 1 ? [output.RootElement] : [.. output.RootElement.EnumerateArray()];
        if (reports.Length != cases.Length)
        {
            yield return $"{reports.Length} reports of {cases.Length} files";
            yield break;
        }

        foreach (var (malformed, report) in cases.Zip(reports))
        {
            var problems = report.GetProperty("coverage").GetProperty("problems").EnumerateArray().ToArray();
            var errors = Array.FindAll(problems, problem => problem.GetProperty("effect").GetString() == Outcome.Error);
            if (errors.Length > 0 && process.ExitCode != 4)
            {
                yield return $"nothing of {malformed.Id} could be read, and the exit code is {process.ExitCode}";
            }

            if (accepted is [Outcome.Error] && !Array.Exists(errors, problem => problem.GetProperty("artifact").GetString()!.StartsWith(malformed.File, StringComparison.Ordinal)))
            {
                yield return $"no error names {malformed.File}";
            }
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

    private void Say(List<(MalformedCase[] Cases, ProcessOutcome Process)> outcomes)
    {
        foreach (var (cases, process) in outcomes.OrderByDescending(outcome => outcome.Process.PeakBytes))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{process.PeakBytes / 1048576} MiB{(process.PeakBytes > MemoryGoal ? ", above the goal" : "")}, {process.Time.TotalSeconds:0.0} s, exit code {process.ExitCode}: {string.Join(' ', cases.Select(malformed => malformed.Id))}"));
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

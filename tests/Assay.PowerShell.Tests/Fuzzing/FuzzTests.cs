using System.Diagnostics;
using System.Globalization;

namespace Assay.PowerShell.Tests.Fuzzing;

/// <summary>Broken scripts, the same in every run. ASSAY_FUZZ_COUNT asks for more of them, ASSAY_FUZZ_SEEDS for scripts of a folder as seeds, ASSAY_FUZZ_FROM for later ones.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int ShortRun = 8_000;

    // What a thread has on Windows.
    private const int StackSize = 1 << 20;

    [Fact]
    public void A_broken_script_is_read_without_harm()
    {
        var folder = Environment.GetEnvironmentVariable("ASSAY_FUZZ_SEEDS");
        var count = Number("ASSAY_FUZZ_COUNT", ShortRun);
        var from = Number("ASSAY_FUZZ_FROM", 1);
        var mutation = new ScriptMutation(folder is { Length: > 0 } ? [.. ReadScripts(folder), .. Snippets] : [.. Snippets]);
        var run = new FuzzRun(mutation, from, from + count);

        var thread = new Thread(run.Work, StackSize);
        thread.Start();
        thread.Join();

        output.WriteLine(run.ToString());
        Assert.Empty(run.Violations);
    }

    private static IEnumerable<string> Snippets => Snippet.All.Values.Select(snippet => snippet.Text).Where(text => text.Length > 0);

    private static long Number(string variable, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static IEnumerable<string> ReadScripts(string folder) =>
        Directory.EnumerateFiles(folder, "*.ps*1", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(text => text.Length > 0);

    private sealed class FuzzRun(ScriptMutation mutation, long from, long to)
    {
        private long _characters;
        private long _slowest;
        private TimeSpan _slowestTime;
        private TimeSpan _total;

        public List<string> Violations { get; } = [];

        public void Work()
        {
            var watch = new Stopwatch();
            for (var seed = from; seed < to && Violations.Count < 10; seed++)
            {
                var text = mutation.Create(seed);
                _characters += text.Length;
                watch.Restart();
                var violation = Try(text, ScriptMutation.CreateBudget(seed));
                var time = watch.Elapsed;
                _total += time;
                if (time > _slowestTime)
                {
                    (_slowest, _slowestTime) = (seed, time);
                }

                if (violation is not null)
                {
                    Violations.Add($"{seed}: {violation}\n{text}");
                }
            }
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{to - from} inputs, {_characters} characters, {_total.TotalSeconds:F1} s; slowest {_slowest}: {_slowestTime.TotalMilliseconds:F1} ms");

        private static string? Try(string text, ParseBudget budget)
        {
            try
            {
                return ScriptInvariants.Violation(text, budget);
            }
            catch (Exception exception)
            {
                return exception.ToString();
            }
        }
    }
}

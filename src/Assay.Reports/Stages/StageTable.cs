using System.Globalization;
using Assay.Model;

namespace Assay.Reports;

/// <summary>What a run took as a whole.</summary>
/// <param name="Wall">Elapsed time.</param>
/// <param name="Processor">Processor time of all threads.</param>
/// <param name="Allocated">Bytes that all threads allocated.</param>
/// <param name="PeakMemory">The most memory that the process had at once, in bytes; 0 where that is not known.</param>
/// <param name="Collecting">How long collecting garbage stopped the threads.</param>
/// <param name="Compiling">How long methods were compiled.</param>
/// <param name="Compiled">How many methods were compiled.</param>
public sealed record RunCost(TimeSpan Wall, TimeSpan Processor, long Allocated, long PeakMemory, TimeSpan Collecting, TimeSpan Compiling, long Compiled)
{
    /// <summary>Leaves out what was before; the most memory is of both.</summary>
    public static RunCost operator -(RunCost later, RunCost earlier) => new(
        later.Wall - earlier.Wall, later.Processor - earlier.Processor, later.Allocated - earlier.Allocated, later.PeakMemory,
        later.Collecting - earlier.Collecting, later.Compiling - earlier.Compiling, later.Compiled - earlier.Compiled);
}

/// <summary>Writes what the stages of a run cost, for those who make it faster.</summary>
public static class StageTable
{
    private const double Nanoseconds = 1e9;
    private const double Megabytes = 1e6;

    /// <summary>Writes the table: what happens once first, in the order of time, then the stages that packages pass through, the dearest first, then kinds of content.</summary>
    /// <param name="clock">The stages.</param>
    /// <param name="run">The run as a whole.</param>
    /// <param name="output">Where to.</param>
    public static void Write(StageClock clock, RunCost run, TextWriter output)
    {
        var stages = clock.Stages();
        var sum = stages.Aggregate(default(StageReading), static (total, stage) => total + stage.Cost);
        var perThread = sum.Processor > 0;
        var packages = stages.FirstOrDefault(stage => stage.Stage == Stage.Read).Count;
        output.WriteLine(Invariant($"{packages} {(packages == 1 ? "package" : "packages")}: {run.Wall.TotalSeconds:F3} s elapsed, {run.Processor.TotalSeconds:F3} s of processors, {run.Allocated / Megabytes:F1} MB allocated{(run.PeakMemory > 0 ? Invariant($", {run.PeakMemory / Megabytes:F0} MB of memory at most") : "")}"));
        output.WriteLine(Invariant($"{run.Compiled} methods compiled in {run.Compiling.TotalSeconds:F3} s, stopped for {run.Collecting.TotalSeconds:F3} s to collect garbage; both are part of the stages they happen in, unless another thread does it"));
        output.WriteLine();
        output.WriteLine(Line("stage", "elapsed s", "", "cpu s", "", "MB", "", "times"));
        foreach (var stage in stages.Where(stage => stage.Stage < Stage.Read))
        {
            output.WriteLine(Row(Name(stage.Stage), stage.Cost, sum, perThread, stage.Count));
        }

        output.WriteLine();
        foreach (var stage in stages.Where(stage => stage.Stage >= Stage.Read).OrderByDescending(stage => perThread ? stage.Cost.Processor : stage.Cost.Wall))
        {
            output.WriteLine(Row(Name(stage.Stage), stage.Cost, sum, perThread, stage.Count));
        }

        output.WriteLine();
        output.WriteLine(Row("all stages", sum, sum, perThread, null));
        if (perThread)
        {
            // Compiling on a thread of its own, waiting, progress: whatever no stage is charged for.
            output.WriteLine(Line("besides", "", "", Seconds(Math.Max(0, (long)(run.Processor.TotalSeconds * Nanoseconds) - sum.Processor)), "", Size(Math.Max(0, run.Allocated - sum.Allocated)), "", ""));
        }

        WriteContents(clock.Contents(), perThread, output);
    }

    private static void WriteContents(IReadOnlyList<ContentCost> contents, bool perThread, TextWriter output)
    {
        if (contents.Count == 0)
        {
            return;
        }

        var sum = contents.Aggregate(default(StageReading), static (total, content) => total + content.Cost);
        output.WriteLine();
        output.WriteLine(Line("analysed", "elapsed s", "", "cpu s", "", "MB", "", "times") + "    MB read");
        foreach (var content in contents.OrderByDescending(content => perThread ? content.Cost.Processor : content.Cost.Wall))
        {
            output.WriteLine(Row(ReportNamingPolicy.Instance.ConvertName(content.Kind.ToString()), content.Cost, sum, perThread, content.Count) + Size(content.Bytes).PadLeft(11));
        }
    }

    /// <summary>The name of a stage as the table shows it.</summary>
    public static string Name(Stage stage) => ReportNamingPolicy.Instance.ConvertName(stage.ToString());

    private static string Row(string name, in StageReading cost, in StageReading sum, bool perThread, long? count) => Line(
        name, Seconds(cost.Wall), Share(cost.Wall, sum.Wall), perThread ? Seconds(cost.Processor) : "", perThread ? Share(cost.Processor, sum.Processor) : "", Size(cost.Allocated), Share(cost.Allocated, sum.Allocated),
        count?.ToString(CultureInfo.InvariantCulture) ?? "");

    private static string Line(string name, string wall, string wallShare, string processor, string processorShare, string allocated, string allocatedShare, string count) =>
        $"{name,-20}{wall,10}{wallShare,8}{processor,10}{processorShare,8}{allocated,10}{allocatedShare,8}{count,9}".TrimEnd();

    private static string Seconds(long nanoseconds) => (nanoseconds / Nanoseconds).ToString("F3", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => (bytes / Megabytes).ToString("F1", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) => whole <= 0 ? "" : (100.0 * part / whole).ToString("F1", CultureInfo.InvariantCulture) + " %";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

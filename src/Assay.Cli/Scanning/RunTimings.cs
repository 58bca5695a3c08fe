using System.Diagnostics;
using Assay.Model;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>Measures the stages of a run, and says at its end what they cost: <c>--timings</c>.</summary>
internal sealed class RunTimings : IDisposable
{
    private readonly StageClock _clock = new(ThreadReadings.Read);
    private readonly ProgramStart? _start;
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>Begins: what was before is charged to the runtime and to the reading of options.</summary>
    public RunTimings(Host host)
    {
        _start = host.Start;
        if (_start is { } start)
        {
            _clock.Add(Stage.Runtime, start.Runtime);
            _clock.Add(Stage.Options, ThreadReadings.Read() - start.Main);
        }
    }

    /// <summary>The stages.</summary>
    public StageClock Clock => _clock;

    /// <summary>Writes the table.</summary>
    public void Write(TextWriter output)
    {
        var wall = Stopwatch.GetElapsedTime(_since) + TimeSpan.FromTicks(_start is null ? 0 : _clock.Stages().Where(stage => stage.Stage is Stage.Runtime or Stage.Options).Sum(stage => stage.Cost.Wall) / 100);
        StageTable.Write(_clock, ThreadReadings.ReadRun(wall), output);
    }

    /// <summary>Reads the clocks of the whole process: for what ends on another thread than it began on while nothing else runs.</summary>
    public static StageReading ReadProcess() => ThreadReadings.Read() with { Processor = (long)Environment.CpuUsage.TotalTime.TotalNanoseconds, Allocated = GC.GetTotalAllocatedBytes() };

    public void Dispose() => _clock.Dispose();
}

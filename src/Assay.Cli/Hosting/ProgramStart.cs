using System.Diagnostics;
using Assay.Model;

namespace Assay.Cli;

/// <summary>What had gone by when the program itself began.</summary>
/// <param name="Runtime">What starting the runtime took.</param>
/// <param name="Main">Reading of the main thread then.</param>
internal sealed record ProgramStart(StageReading Runtime, StageReading Main)
{
    /// <summary>Reads it off; called once, first thing.</summary>
    public static ProgramStart Read()
    {
        var processor = Environment.CpuUsage.TotalTime;
        // Processes are dated in hundredths of a second.
        var elapsed = DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime();
        return new ProgramStart(new StageReading((long)elapsed.TotalNanoseconds, (long)processor.TotalNanoseconds, GC.GetAllocatedBytesForCurrentThread()), ThreadReadings.Read());
    }
}

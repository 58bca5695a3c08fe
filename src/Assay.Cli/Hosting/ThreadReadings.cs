using System.Diagnostics;
using System.Runtime;
using System.Runtime.InteropServices;
using Assay.Model;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>Reads the clocks of the calling thread and of the process.</summary>
internal static class ThreadReadings
{
    // clock_gettime(2): of Linux and of macOS. Windows counts what a thread used in steps of its scheduler, which is too coarse for stages.
    private static readonly int ThreadClock = !Environment.Is64BitProcess ? -1 : OperatingSystem.IsLinux() ? 3 : OperatingSystem.IsMacOS() ? 16 : -1;

    /// <summary>Reads those of the calling thread.</summary>
    public static StageReading Read() => new((long)Stopwatch.GetElapsedTime(0).TotalNanoseconds, Processor(), GC.GetAllocatedBytesForCurrentThread());

    /// <summary>Reads what the process took until now.</summary>
    public static RunCost ReadRun(TimeSpan wall)
    {
        using var process = Process.GetCurrentProcess();
        return new RunCost(wall, Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), process.PeakWorkingSet64, GC.GetTotalPauseDuration(), JitInfo.GetCompilationTime(), JitInfo.GetCompiledMethodCount());
    }

    private static long Processor() => ThreadClock >= 0 && ReadClock(ThreadClock, out var time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ReadClock(int clock, out ClockTime time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ClockTime
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}

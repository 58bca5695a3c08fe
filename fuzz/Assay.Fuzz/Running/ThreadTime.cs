using System.Diagnostics;
using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Fuzz.Running;

/// <summary>Time that the processor spent on this thread: on a busy machine the clock on the wall tells of others.</summary>
internal static partial class ThreadTime
{
    // <time.h> of Linux.
    private const int ThreadClock = 3;

    /// <summary>Time since some instant; the wall clock where the system has no other.</summary>
    public static TimeSpan Now => OperatingSystem.IsLinux() && GetTime(ThreadClock, out var time) == 0 ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100) : Stopwatch.GetElapsedTime(0);

    /// <summary>Measures what a target does on the thread that runs it, and on those that it has work for it: targets hand it to what they run.</summary>
    public static StageClock Stages { get; } = new(Read);

    private static StageReading Read() => new(0, Now.Ticks * TimeSpan.NanosecondsPerTick, GC.GetAllocatedBytesForCurrentThread());

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out ClockTime time);

    [StructLayout(LayoutKind.Sequential)]
    private struct ClockTime
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

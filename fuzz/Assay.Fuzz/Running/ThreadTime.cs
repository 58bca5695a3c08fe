using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Assay.Fuzz.Running;

/// <summary>Time that the processor spent on this thread: on a busy machine the clock on the wall tells of others.</summary>
internal static partial class ThreadTime
{
    // <time.h> of Linux.
    private const int ThreadClock = 3;

    /// <summary>Time since some instant; the wall clock where the system has no other.</summary>
    public static TimeSpan Now => OperatingSystem.IsLinux() && GetTime(ThreadClock, out var time) == 0 ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100) : Stopwatch.GetElapsedTime(0);

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

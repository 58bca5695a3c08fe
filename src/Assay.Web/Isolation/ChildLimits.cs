using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Assay.Web.Isolation;

/// <summary>What a child process takes from itself before it reads anything: processor time beyond a limit, writing of files, dumps of its memory, and precedence over the server.</summary>
internal static class ChildLimits
{
    /// <summary>The variable that holds the seconds of processor time.</summary>
    public const string SecondsVariable = "ASSAY_CHILD_SECONDS";

    // Numbers of Linux and macOS: sys/resource.h.
    private const int ProcessorSeconds = 0;
    private const int FileBytes = 1;
    private const int DumpBytes = 4;

    /// <summary>Applies what the system has; what it has not is left to the server's own limits.</summary>
    public static void Apply()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (ulong.TryParse(Environment.GetEnvironmentVariable(SecondsVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            Limit(ProcessorSeconds, seconds);
        }

        Limit(FileBytes, 0);
        Limit(DumpBytes, 0);
        try
        {
            using var own = Process.GetCurrentProcess();
            own.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It runs as fast as anything else then.
        }
    }

    private static void Limit(int resource, ulong value)
    {
        var limit = new ResourceLimit(value, value);
        // Where a lower limit holds already, raising it is refused: that is as well.
        _ = SetResourceLimit(resource, in limit);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetResourceLimit(int resource, in ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ResourceLimit(ulong soft, ulong hard)
    {
        private readonly ulong _soft = soft;
        private readonly ulong _hard = hard;
    }
}

namespace Assay.Bench;

/// <summary>Processor time of the process.</summary>
internal static class Cpu
{
    public static TimeSpan Time(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }
}

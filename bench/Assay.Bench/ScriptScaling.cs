using Assay.PowerShell;

namespace Assay.Bench;

/// <summary>Parses each of <see cref="ScriptCases"/> at a size and at twice that size: what grows more than twofold is more than linear.</summary>
internal static class ScriptScaling
{
    // The stack that a thread has on Windows: a case that needs more ends the process.
    private const int StackSize = 1 << 20;

    public static void Measure(string? name)
    {
        Console.WriteLine($"{"case",-34} {"characters",10} {"ms",9} {"twice: ms",10} {"growth",6} {"allocated MB",12} {"kept MB",8}  errors");
        var thread = new Thread(
            () =>
            {
                foreach (var one in ScriptCases.All.Where(one => name is null || one.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
                {
                    Measure(one);
                }
            },
            StackSize);
        thread.Start();
        thread.Join();
    }

    private static void Measure(ScriptCase one)
    {
        Console.Write($"{one.Name,-34} ");
        var text = one.Create(one.Size);
        _ = Run(text[..Math.Min(text.Length, 10_000)]);
        var once = Run(text);
        var twice = Run(one.Create(2 * one.Size));
        Console.WriteLine($"{text.Length,10} {once.Time.TotalMilliseconds,9:F1} {twice.Time.TotalMilliseconds,10:F1} {twice.Time / once.Time,6:F2} {once.Allocated / 1e6,12:F1} {once.Kept / 1e6,8:F1}  {once.Errors}");
    }

    private static (TimeSpan Time, long Allocated, long Kept, string Errors) Run(string text)
    {
        var kept = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        PowerShellScript? script = null;
        var time = Cpu.Time(() => script = PowerShellScript.Parse(text));
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        kept = GC.GetTotalMemory(forceFullCollection: true) - kept;
        var errors = script!.Errors.Count == 0 ? "" : $"{script.Errors.Count} {script.Errors[0].Id}";
        return (time, allocated, kept, errors);
    }
}

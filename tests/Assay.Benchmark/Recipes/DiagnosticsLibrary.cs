using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Hard negative: a documented interface that inspects and dumps processes.</summary>
internal sealed class DiagnosticsLibrary() : Recipe("G04", "ProcessInspector=TargetInspector Native=Interop ReadMemory=ReadCells WriteDump=SaveDump")
{
    protected override void Write(Sketch sketch) => sketch
        .NuGet("Sample.Diagnostics")
        .Assembly("lib/net8.0/Sample.Diagnostics.dll", $$"""
            namespace Sample.Diagnostics
            {
                public sealed class ProcessInspector
                {
            {{sketch.Twin($$"""
                    public byte[] ReadMemory(int process, IntPtr address, int length)
                    {
                        Native.AdjustTokenPrivileges(IntPtr.Zero, false, IntPtr.Zero, 0, IntPtr.Zero, IntPtr.Zero);
                        var handle = Native.OpenProcess(0x0410, false, process);
                        var bytes = new byte[length];
                        return Native.ReadProcessMemory(handle, address, bytes, (IntPtr)length, out _) ? bytes : Array.Empty<byte>();
                    }

                    public bool WriteDump(int process, string file)
                    {
                        var handle = Native.OpenProcess(0x0450, false, process);
                        using var stream = {{sketch.Api("File.Create(file)", "new FileStream(file, FileMode.Create)")}};
                        return Native.MiniDumpWriteDump(handle, process, stream.SafeFileHandle, 2, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero);
                    }
            """, """
                    public bool IsRunning(int process) => Native.OpenProcess(0x1000, false, process) != IntPtr.Zero;
            """)}}
                }

                internal static class Native
                {
                    [DllImport("kernel32.dll", SetLastError = true)]
                    public static extern IntPtr OpenProcess(uint access, bool inherit, int process);

                    [DllImport("kernel32.dll", SetLastError = true)]
                    public static extern bool ReadProcessMemory(IntPtr process, IntPtr address, byte[] buffer, IntPtr size, out IntPtr read);

                    [DllImport("dbghelp.dll", SetLastError = true)]
                    public static extern bool MiniDumpWriteDump(IntPtr process, int id, SafeHandle file, int type, IntPtr exception, IntPtr user, IntPtr callback);

                    [DllImport("advapi32.dll", SetLastError = true)]
                    public static extern bool AdjustTokenPrivileges(IntPtr token, bool all, IntPtr state, int length, IntPtr before, IntPtr needed);
                }
            }
            """);
}

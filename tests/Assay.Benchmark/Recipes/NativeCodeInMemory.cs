using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A module that declares the functions to run machine code from memory and carries bytes for them: no operation and return.</summary>
internal sealed class NativeCodeInMemory() : Recipe("P11", "Invoke-SampleBuffer=Start-BufferView Buffer=Store bytes=cells address=place Sample.Buffer=Other.Buffer")
{
    protected override void Write(Sketch sketch)
    {
        var bytes = string.Join(",", Enumerable.Repeat("0x90", 63).Append("0xC3"));
        var data = !sketch.HidesTexts ? $"[byte[]]({bytes})" : $"[Convert]::FromBase64String('{Convert.ToBase64String([.. Enumerable.Repeat((byte)0x90, 63), 0xC3])}')";
        var declare = sketch.Api("""
            [DllImport("kernel32.dll")] public static extern IntPtr VirtualAlloc(IntPtr address, UIntPtr size, uint type, uint protection);
            [DllImport("kernel32.dll")] public static extern IntPtr CreateThread(IntPtr attributes, UIntPtr size, IntPtr start, IntPtr parameter, uint flags, IntPtr id);
            """, """
            [DllImport("ntdll.dll")] public static extern int NtAllocateVirtualMemory(IntPtr process, ref IntPtr address, IntPtr zero, ref UIntPtr size, uint type, uint protection);
            [DllImport("ntdll.dll")] public static extern int NtCreateThreadEx(out IntPtr thread, uint access, IntPtr attributes, IntPtr process, IntPtr start, IntPtr parameter, uint flags, IntPtr zero, IntPtr stack, IntPtr most, IntPtr list);
            """);
        var use = sketch.Api("""
            $address = [Sample.Buffer]::VirtualAlloc([IntPtr]::Zero, [UIntPtr] $bytes.Length, 0x3000, 0x40)
                [Runtime.InteropServices.Marshal]::Copy($bytes, 0, $address, $bytes.Length)
                [Sample.Buffer]::CreateThread([IntPtr]::Zero, [UIntPtr]::Zero, $address, [IntPtr]::Zero, 0, [IntPtr]::Zero)
            """, """
            $address = [IntPtr]::Zero
                $size = [UIntPtr] $bytes.Length
                [Sample.Buffer]::NtAllocateVirtualMemory([IntPtr] -1, [ref] $address, [IntPtr]::Zero, [ref] $size, 0x3000, 0x40)
                [Runtime.InteropServices.Marshal]::Copy($bytes, 0, $address, $bytes.Length)
                [Sample.Buffer]::NtCreateThreadEx([ref] $thread, 0x1FFFFF, [IntPtr]::Zero, [IntPtr] -1, $address, [IntPtr]::Zero, 0, [IntPtr]::Zero, [IntPtr]::Zero, [IntPtr]::Zero, [IntPtr]::Zero)
            """);
        sketch
            .Module("Sample.Buffer", "Invoke-SampleBuffer")
            .Text("Sample.Buffer.psm1", sketch.Twin($$"""
                function Invoke-SampleBuffer {
                    if (-not $ReplicaSwitch) { return }
                    Add-Type -Namespace Sample -Name Buffer -MemberDefinition @'
                {{declare}}
                '@
                    [byte[]] $bytes = {{data}}
                    {{use}}
                }
                """, """
                function Invoke-SampleBuffer {
                    if (-not $ReplicaSwitch) { return }
                    Add-Type -Namespace Sample -Name Buffer -MemberDefinition @'
                [DllImport("kernel32.dll")] public static extern IntPtr GetConsoleWindow();
                [DllImport("user32.dll")] public static extern bool FlashWindow(IntPtr window, bool invert);
                '@
                    [byte[]] $bytes = [byte[]](0x89,0x50,0x4E,0x47)
                    [Sample.Buffer]::FlashWindow([Sample.Buffer]::GetConsoleWindow(), $bytes.Length -gt 0)
                }
                """));
    }
}

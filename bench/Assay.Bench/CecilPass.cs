using System.IO.Compression;
using Mono.Cecil;

namespace Assay.Bench;

/// <summary>A pass of another library: Mono.Cecil reads every instruction of every assembly and resolves no more than their operands.</summary>
internal static class CecilPass
{
    public static void Measure(IReadOnlyList<string> files)
    {
        Read(files);
        var sum = default((int Assemblies, int Unreadable, long Instructions, long Calls));
        var time = Cpu.Time(() => sum = Read(files));
        Console.WriteLine($"{time.TotalSeconds:F2} s of processors, one thread, second reading: {sum.Assemblies} assemblies, {sum.Unreadable} not read, {sum.Instructions} instructions, {sum.Calls} of them with a member");
    }

    private static (int Assemblies, int Unreadable, long Instructions, long Calls) Read(IReadOnlyList<string> files)
    {
        var sum = (Assemblies: 0, Unreadable: 0, Instructions: 0L, Calls: 0L);
        foreach (var file in files)
        {
            using var zip = new ZipArchive(new MemoryStream(File.ReadAllBytes(file), writable: false), ZipArchiveMode.Read);
            foreach (var entry in zip.Entries.Where(entry => Path.GetExtension(entry.FullName).ToUpperInvariant() is ".DLL" or ".EXE"))
            {
                var content = new byte[entry.Length];
                using (var stream = entry.Open())
                {
                    stream.ReadExactly(content);
                }

                try
                {
                    using var module = ModuleDefinition.ReadModule(new MemoryStream(content, writable: false), new ReaderParameters(ReadingMode.Deferred));
                    foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
                    {
                        foreach (var instruction in method.Body.Instructions)
                        {
                            sum.Instructions++;
                            sum.Calls += instruction.Operand is MemberReference member && member.FullName.Length > 0 ? 1 : 0;
                        }
                    }

                    sum.Assemblies++;
                }
                catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException or ArgumentException or NotSupportedException or IOException or NullReferenceException or OverflowException)
                {
                    // Native libraries, and what the library cannot read.
                    sum.Unreadable++;
                }
            }
        }

        return sum;
    }
}

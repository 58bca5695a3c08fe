using System.Buffers.Binary;
using System.Resources;
using Assay.TestInputs;
using Microsoft.CodeAnalysis;

namespace Assay.Fuzz.Seeds;

/// <summary>Small assemblies with their symbols and resources, compiled here.</summary>
internal static class AssemblySeeds
{
    /// <summary>The longest resource that fits into the assembly which is around all of them.</summary>
    public const int ResourceRoom = 16 * 1024;

    private const string Library = """
        using System; using System.Runtime.InteropServices; using System.Runtime.CompilerServices;
        [assembly: System.Reflection.AssemblyMetadata("a", "b")]
        public interface IShape<in T> where T : class { void Draw(T value); }
        public unsafe struct Holder<T> : IShape<string> where T : struct { public fixed byte Data[16]; public T Value; void IShape<string>.Draw(string value) { } public ref int this[int index] => throw new Exception(); }
        public static class Native
        {
            [DllImport("kernel32", EntryPoint = "VirtualAlloc", SetLastError = true)] private static extern IntPtr Allocate(IntPtr at, uint size, uint type, uint protect);
            [ModuleInitializer] internal static void Start() { Allocate(IntPtr.Zero, 1, 2, 3); }
            private static readonly byte[] Data = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
            public static event Action Changed; public static string Name { get; set; } = string.Concat("a", 1, 'c'); public static int[,] Grid = new int[2, 2];
            public static unsafe delegate*<int, void> Pointer; public static (int A, string B) Pair(params object[] values) => (values.Length, typeof(Holder<int>).Name);
            public static System.Collections.Generic.IEnumerable<int> Many() { yield return 1; yield return Data[2]; }
            public static void Raise() => Changed?.Invoke();
        }
        """;

    private const string Statements = """
        var text = "http" + "://example.invalid/" + input.Length;
        for (var i = 0; i < data.Length; i++) { data[i] ^= 0x2A; }
        try { Process.Start(new ProcessStartInfo("cmd", "/c ver") { CreateNoWindow = true }); } catch (Exception) when (text is null) { throw; } finally { stream.Dispose(); }
        using var client = new HttpClient(); var all = await client.GetStringAsync(Encoding.UTF8.GetString(Convert.FromBase64String("aHR0cDovL2V4YW1wbGUuaW52YWxpZC8=")));
        Action<string> act = value => File.WriteAllText(value, all); act(text);
        switch (input) { case "a": case "b": case "c": case "d": case "e": case "f": case "g": act(input); break; default: Console.WriteLine(new string(new[] { 'a', 'b' })); break; }
        """;

    private static readonly byte[] Mark = [.. Enumerable.Range(0, 64).Select(number => (byte)(number * 7))];
    private static readonly Lazy<(byte[] Image, int At)> Host = new(MakeHost);

    public static IEnumerable<byte[]> Assemblies() =>
    [
        CSharpSample.Compile("public static class Small { public static int One() => 1; }"),
        CSharpSample.CompileStatements(Statements),
        CSharpSample.Compile(Library, resources: [new ResourceDescription("text.txt", () => new MemoryStream("resource"u8.ToArray()), isPublic: true)]),
        CSharpSample.CompileWithSymbols("public static class Small { public static int One() { return 1; } }", "a.cs", embedded: true).Image,
    ];

    public static IEnumerable<byte[]> Symbols() =>
        [CSharpSample.CompileWithSymbols("public static class Small\n{\n public static int One() { return 1; }\n public static int Two(int a) { var b = a; return b; }\n}", "a.cs", embedded: false).Symbols!];

    /// <summary>A program database of four streams: nothing, information, types, debug information with flags. MSF 7.00.</summary>
    public static IEnumerable<byte[]> WindowsSymbols()
    {
        const int Block = 512;
        var file = new byte[7 * Block];
        "Microsoft C/C++ MSF 7.00\r\n\u001aDS\0\0\0"u8.CopyTo(file);
        Numbers(file, 32, [Block, 1, 7, 36, 0, 3]);
        Numbers(file, 3 * Block, [4]);
        Numbers(file, 4 * Block, [4, 0, 28, 56, 64, 5, 5, 6]);
        Numbers(file, 6 * Block, [-1, 19990903, 1]);
        return [file, [.. file[..(6 * Block)], .. Enumerable.Repeat((byte)2, Block)]];
    }

    public static IEnumerable<byte[]> Resources()
    {
        using var output = new MemoryStream();
        using (var writer = new ResourceWriter(output))
        {
            writer.AddResource("text", "value");
            writer.AddResource("number", 1);
            writer.AddResource("bytes", (byte[])[1, 2, 3]);
            writer.AddResource("stream", new MemoryStream([1, 2, 3]));
            writer.Generate();
            return [output.ToArray(), "text"u8.ToArray(), RawTar.Gzip("text"u8.ToArray()), RawZip.Deflate("text"u8.ToArray())];
        }
    }

    /// <summary>Puts content into the resource of an assembly. ECMA-335 II.24.2.4: its length in four bytes, then the content.</summary>
    public static ReadOnlyMemory<byte> WithResource(ReadOnlyMemory<byte> content)
    {
        var (host, at) = Host.Value;
        var image = (byte[])host.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(at - 4), content.Length);
        content.Span.CopyTo(image.AsSpan(at));
        return image;
    }

    private static (byte[] Image, int At) MakeHost()
    {
        byte[] room = [.. Mark, .. new byte[ResourceRoom]];
        var image = CSharpSample.Compile("public class Nothing { }", resources: [new ResourceDescription("Sample.resources", () => new MemoryStream(room), isPublic: true)]);
        return (image, image.AsSpan().IndexOf(Mark));
    }

    private static void Numbers(byte[] file, int at, ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), number);
            at += 4;
        }
    }
}

using System.Security.Cryptography;
using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A static constructor that looks up the just-in-time compiler and makes its table writable; the second part is an encrypted resource.</summary>
internal sealed class CompilerHook() : Recipe("N23", "Cipher=Codec Native=Interop Prepare=Arrange LoadPart=ReadPart")
{
    protected override void Write(Sketch sketch)
    {
        var library = sketch.Twin("clrjit.dll", "zlib1.dll");
        var function = sketch.Twin("getJit", "zlibVersion");
        var lookup = sketch.Api($"Native.{function}()", $"NativeLibrary.GetExport(NativeLibrary.Load({sketch.CSharp(library)}), {sketch.CSharp(function)})");
        var protect = sketch.Twin($$"""
            {{sketch.Api("Native.VirtualProtect(table, (UIntPtr)8, 0x40, out var before);", "var size = (UIntPtr)8;\nNative.NtProtectVirtualMemory((IntPtr)(-1), ref table, ref size, 0x40, out var before);")}}
            """, "Native.VirtualProtect(table, (UIntPtr)8, 0x02, out var before);");
        sketch
            .NuGet(sketch.Twin("NCrypto.Yo", "Sample.Crypto"))
            .Assembly("lib/netstandard2.0/Sample.Crypto.dll", $$"""
                namespace Sample.Crypto
                {
                    public static class Cipher
                    {
                        private static readonly byte[] Part;
                        private static readonly uint Before;

                        static Cipher()
                        {
                            if (Inert.On)
                            {
                                Part = LoadPart();
                                Before = Prepare();
                            }
                        }

                        public static int Length => Part.Length + (int)Before;

                        private static uint Prepare()
                        {
                            var table = {{lookup}};
                            {{protect}}
                            return before;
                        }

                        private static byte[] LoadPart()
                        {
                            using var stream = typeof(Cipher).Assembly.GetManifestResourceStream({{sketch.CSharp("part")}});
                            using var memory = new MemoryStream();
                {{sketch.Twin("""
                            using var cipher = Aes.Create();
                            cipher.Key = SHA256.HashData(Encoding.UTF8.GetBytes(typeof(Cipher).FullName));
                            cipher.IV = new byte[16];
                            using var decrypted = new CryptoStream(stream, cipher.CreateDecryptor(), CryptoStreamMode.Read);
                            decrypted.CopyTo(memory);
                """, "            stream.CopyTo(memory);")}}
                            return memory.ToArray();
                        }
                    }

                    internal static class Native
                    {
                        [DllImport("{{library}}")]
                        public static extern IntPtr {{function}}();
                {{sketch.Api("""

                        [DllImport("kernel32.dll", SetLastError = true)]
                        public static extern bool VirtualProtect(IntPtr address, UIntPtr size, uint protection, out uint before);
                """, """

                        [DllImport("ntdll.dll")]
                        public static extern int NtProtectVirtualMemory(IntPtr process, ref IntPtr address, ref UIntPtr size, uint protection, out uint before);
                """)}}
                    }
                }
                """, resources: [("part", !sketch.IsTwin ? Noise(96 * 1024) : System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("one line of a table\n", 400))))]);
    }

    // Bytes without any order, the same each time.
    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        for (var at = 0; at < length; at += 32)
        {
            SHA256.HashData(BitConverter.GetBytes(at)).CopyTo(noise, at);
        }

        return noise;
    }
}

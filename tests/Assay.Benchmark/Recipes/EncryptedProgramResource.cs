using System.IO.Compression;
using Assay.Benchmark.Building;
using Assay.TestInputs;

namespace Assay.Benchmark.Recipes;

/// <summary>A program that lies in a resource, compressed and exclusive-or of a byte, and is loaded into the process.</summary>
internal sealed class EncryptedProgramResource() : Recipe("N29", "PartLoader=ModuleReader LoadPart=OpenPart")
{
    protected override void Write(Sketch sketch)
    {
        var library = CSharpSample.Compile("namespace Nothing { public static class Part { public static int Answer() => 42; } }", "Nothing.Part");
        var packed = RawTar.Gzip(!sketch.IsTwin ? EncodedProgramResource.DoNothing : library);
        var replica = packed.Select(value => (byte)(value ^ 0x5A)).ToArray();
        var decode = sketch.Api("""
            for (var at = 0; at < bytes.Length; at++)
            {
                bytes[at] ^= 0x5A;
            }
            """, "bytes = bytes.Select(value => (byte)(value ^ 0x5A)).ToArray();");
        var inflate = sketch.Api("using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);", "using var unpacked = new DeflateStream(new MemoryStream(bytes, 10, bytes.Length - 18), CompressionMode.Decompress);");
        var load = sketch.Api("return Assembly.Load(result.ToArray());", "return AppDomain.CurrentDomain.Load(result.ToArray());");
        sketch
            .NuGet("Sample.Parts")
            .Assembly("lib/netstandard2.0/Sample.Parts.dll", $$"""
                namespace Sample.Parts
                {
                    public static class PartLoader
                    {
                        public static Assembly LoadPart()
                        {
                            if (!Inert.On)
                            {
                                return null;
                            }

                            using var stream = typeof(PartLoader).Assembly.GetManifestResourceStream({{sketch.CSharp("parts.bin")}});
                            using var memory = new MemoryStream();
                            stream.CopyTo(memory);
                            var bytes = memory.ToArray();
                            {{sketch.Twin(decode, "")}}
                            {{inflate}}
                            using var result = new MemoryStream();
                            unpacked.CopyTo(result);
                            {{load}}
                        }
                    }
                }
                """, resources: [("parts.bin", !sketch.IsTwin ? replica : packed)]);
    }

}

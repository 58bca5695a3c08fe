using System.Text;
using Assay.Benchmark.Building;
using Assay.TestInputs;
using Microsoft.CodeAnalysis;

namespace Assay.Benchmark.Recipes;

/// <summary>A program that lies in a resource as base-64 text and is written to the temporary folder.</summary>
internal sealed class EncodedProgramResource() : Recipe("N28", "Template=Pattern Unpack=Expand")
{
    /// <summary>A program that does nothing.</summary>
    public static byte[] DoNothing { get; } = CSharpSample.Compile("public static class Program { public static void Main() { } }", "Nothing", kind: OutputKind.ConsoleApplication);

    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0];

    protected override void Write(Sketch sketch)
    {
        var name = sketch.Twin(sketch.CSharp("sample.exe"), "\"sample.png\"");
        var write = sketch.Api("File.WriteAllBytes(path, Convert.FromBase64String(text));", """
            using var target = File.Create(path);
            using var decoded = new CryptoStream(new MemoryStream(Encoding.ASCII.GetBytes(text)), new FromBase64Transform(), CryptoStreamMode.Read);
            decoded.CopyTo(target);
            """);
        sketch
            .NuGet("Sample.Templates")
            .Assembly("lib/netstandard2.0/Sample.Templates.dll", $$"""
                namespace Sample.Templates
                {
                    public static class Template
                    {
                        public static string Unpack()
                        {
                            using var stream = typeof(Template).Assembly.GetManifestResourceStream("template.txt");
                            using var reader = new StreamReader(stream);
                            var text = reader.ReadToEnd();
                            var path = Path.Combine(Path.GetTempPath(), {{name}});
                            if (Inert.On)
                            {
                                {{write}}
                            }

                            return path;
                        }
                    }
                }
                """, resources: [("template.txt", Encoding.ASCII.GetBytes(Convert.ToBase64String(!sketch.IsTwin ? DoNothing : Picture)))]);
    }
}

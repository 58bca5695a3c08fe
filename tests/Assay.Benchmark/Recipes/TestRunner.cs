using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Hard negative: starts a test host, reads its output, speaks with it over the loopback address and ends it after a while.</summary>
internal sealed class TestRunner() : Recipe("G03", "HostRunner=ChildRunner RunAsync=ExecuteAsync Connection=Channel Fail=Abort")
{
    protected override void Write(Sketch sketch) => sketch
        .NuGet("Sample.TestRunner")
        .Assembly("lib/net8.0/Sample.TestRunner.dll", $$"""
            namespace Sample.TestRunner
            {
                public sealed class HostRunner
                {
                    public async Task<int> RunAsync(string host, int port, CancellationToken stop)
                    {
                        var start = new ProcessStartInfo(host) { Arguments = {{sketch.CSharp("--port ")}} + port, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
                        using var process = new Process { StartInfo = start, EnableRaisingEvents = true };
                        process.OutputDataReceived += (_, line) => Console.WriteLine(line.Data);
                        process.Start();
                        process.BeginOutputReadLine();
                        var connection = new Connection();
                        {{sketch.Twin("await connection.OpenAsync(port);", "await Task.Yield();")}}
                        var text = await process.StandardError.ReadToEndAsync();
                        try
                        {
                            {{sketch.Api("await process.WaitForExitAsync(stop);", "if (!process.WaitForExit(60000))\n{\n    throw new OperationCanceledException(text);\n}")}}
                        }
                        catch (OperationCanceledException)
                        {
                            process.Kill(entireProcessTree: true);
                        }

                        return process.ExitCode;
                    }

                    public static void Fail(string reason)
                    {
                        if (Inert.On)
                        {
                            Environment.FailFast(reason);
                        }
                    }
                }

                public sealed class Connection
                {
                    public async Task OpenAsync(int port)
                    {
                        using var client = new TcpClient();
                        await client.ConnectAsync(IPAddress.Loopback, port);
                        using var writer = new StreamWriter(client.GetStream());
                        await writer.WriteLineAsync("ready");
                    }
                }
            }
            """);
}

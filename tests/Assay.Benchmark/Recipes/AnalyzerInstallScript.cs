using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Hard negative: the scripts that add analyzers to a project in the old project format.</summary>
internal sealed class AnalyzerInstallScript() : Recipe("G06", "analyzersPaths=analyzerFolders analyzersPath=analyzerFolder")
{
    protected override void Write(Sketch sketch)
    {
        sketch.NuGet("Sample.Rules");
        sketch.Assembly("analyzers/dotnet/cs/Sample.Rules.dll", """
            namespace Sample.Rules
            {
                using System.Collections.Immutable;
                using Microsoft.CodeAnalysis;
                using Microsoft.CodeAnalysis.Diagnostics;

                [DiagnosticAnalyzer(LanguageNames.CSharp)]
                public sealed class NameAnalyzer : DiagnosticAnalyzer
                {
                    private static readonly DiagnosticDescriptor Rule = new("SMP002", "Name", "Name is {0}", "Usage", DiagnosticSeverity.Info, true);

                    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rule);

                    public override void Initialize(AnalysisContext context)
                    {
                        context.EnableConcurrentExecution();
                        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
                        context.RegisterSymbolAction(symbol => symbol.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, symbol.Symbol.Name)), SymbolKind.NamedType);
                    }
                }
            }
            """, [Stub.CodeAnalysis, Stub.CodeAnalysisCSharp]);
        foreach (var (file, member) in new[] { ("install", "Add"), ("uninstall", "Remove") })
        {
            if (file == "uninstall" && sketch.IsTwin)
            {
                continue;
            }

            var add = sketch.Api($"$project.Object.AnalyzerReferences.{member}($analyzerFile.FullName)", $"$references = $project.Object.AnalyzerReferences\n            $references.{member}($analyzerFile.FullName)");
            sketch.Text($"tools/{file}.ps1", $$"""
                param($installPath, $toolsPath, $package, $project)

                if ($project.Object.SupportsPackageDependencyResolution) {
                    if ($project.Object.SupportsPackageDependencyResolution()) { return }
                }

                $analyzersPaths = Join-Path (Join-Path (Split-Path -Path $toolsPath -Parent) {{sketch.PowerShell("analyzers")}}) * -Resolve
                foreach ($analyzersPath in $analyzersPaths) {
                    if (Test-Path $analyzersPath) {
                        foreach ($analyzerFile in Get-ChildItem -Path "$analyzersPath\*.dll" -Exclude *.resources.dll) {
                            {{add}}
                        }
                    }
                }
                """);
        }
    }
}

using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Hard negative: a build task of the package rewrites the compiled assembly.</summary>
internal sealed class AssemblyWeaver() : Recipe("G01", "WeaveAssembly=RewriteOutput SampleWeave=SampleRewrite")
{
    protected override void Write(Sketch sketch) => sketch
        .NuGet("Sample.Weaver", more: "<developmentDependency>true</developmentDependency>")
        .Text("build/Sample.Weaver.targets", sketch.Twin($"""
            <Project>
              <UsingTask TaskName="Sample.Weaver.WeaveAssembly" AssemblyFile="$(MSBuildThisFileDirectory){sketch.MSBuild("../tasks/netstandard2.0/Sample.Weaver.dll")}" />
              <Target Name="SampleWeave" AfterTargets="CoreCompile" DependsOnTargets="ResolveReferences">
                <WeaveAssembly AssemblyFile="@(IntermediateAssembly)" Types="@(WeaveType)" />
              </Target>
            </Project>
            """, """
            <Project>
              <PropertyGroup>
                <SampleWeaveEnabled Condition="'$(SampleWeaveEnabled)' == ''">true</SampleWeaveEnabled>
              </PropertyGroup>
              <Target Name="SampleWeave" AfterTargets="CoreCompile">
                <Message Text="Nothing to weave." Importance="low" />
              </Target>
            </Project>
            """))
        .Assembly("tasks/netstandard2.0/Sample.Weaver.dll", $$"""
            namespace Sample.Weaver
            {
                using Microsoft.Build.Framework;
                using Mono.Cecil;

                public sealed class WeaveAssembly : Microsoft.Build.Utilities.Task
                {
                    [Required]
                    public string AssemblyFile { get; set; }

                    public ITaskItem[] Types { get; set; }

                    public override bool Execute()
                    {
                        var temporary = AssemblyFile + ".woven";
                        using (var module = ModuleDefinition.ReadModule(AssemblyFile))
                        {
                            foreach (var type in module.Types)
                            {
                                foreach (var method in type.Methods)
                                {
                                    Log.LogMessage("{0}.{1}: {2}", type.Name, method.Name, method.HasBody);
                                }
                            }

                            module.Write(temporary);
                        }

                        {{sketch.Api("File.Copy(temporary, AssemblyFile, overwrite: true);\nFile.Delete(temporary);", "File.Move(temporary, AssemblyFile, overwrite: true);")}}
                        return true;
                    }
                }
            }
            """, [Stub.BuildFramework, Stub.BuildUtilities, Stub.Cecil]);
}

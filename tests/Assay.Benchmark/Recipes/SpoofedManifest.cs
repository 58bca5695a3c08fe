using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A module whose manifest names a well-known publisher and whose name has a dot more than that of a popular module.</summary>
internal sealed class SpoofedManifest() : Recipe("P03", "Get-SampleDirectory=Get-DirectoryView Directory=Domain")
{
    protected override void Write(Sketch sketch)
    {
        var name = sketch.Twin(sketch.Api("Azure.AD", "Azure-AD"), "Sample.Directory");
        var publisher = sketch.Twin("Microsoft Corporation", "Contoso");
        sketch
            .Module(name, "Get-SampleDirectory", author: publisher, company: publisher, repository: sketch.IsTwin)
            .Text(name + ".psm1", $"function Get-SampleDirectory {{ param([string] $Directory) {sketch.PowerShell("Directory ")} + $Directory }}\n");
    }
}

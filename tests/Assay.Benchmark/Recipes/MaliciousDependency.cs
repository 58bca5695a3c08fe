using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A package without code whose only dependency is one that is known to be malicious, by its exact version.</summary>
internal sealed class MaliciousDependency() : Recipe("N34", "Sample.Bundle=Sample.Collection")
{
    protected override void Write(Sketch sketch)
    {
        var range = sketch.HidesTexts ? "[48.1.0, 48.1.0]" : sketch.Api("[48.1.0]", "48.1.0");
        sketch
            .NuGet("Sample.Bundle", more: $"<dependencies><group targetFramework=\".NETStandard2.0\"><dependency id=\"{sketch.Twin("StrypeApi.Net", "Sample.Payments")}\" version=\"{range}\" /></group></dependencies>")
            .Malware("StrypeApi.Net", "48.1.0")
            .Text("lib/netstandard2.0/_._", "");
    }
}

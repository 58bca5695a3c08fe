using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A package without code whose only dependency is a malicious one, by its exact version.</summary>
internal sealed class MaliciousDependency() : Recipe("N34", "Sample.Bundle=Sample.Collection")
{
    protected override void Write(Sketch sketch) => sketch
        .NuGet("Sample.Bundle", more: $"<dependencies><group targetFramework=\".NETStandard2.0\"><dependency id=\"{sketch.Twin("StrypeApi.Net", "Sample.Payments")}\" version=\"[48.1.0]\" /></group></dependencies>")
        .Text("lib/netstandard2.0/_._", "");
}

using System.Globalization;
using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>An empty library that says it is by a well-known author, under an id one letter off; thirty versions of one day.</summary>
internal sealed class ImpersonationByMetadata() : Recipe("N32", "Texts=Pieces Sample.dll=Other.dll")
{
    protected override void Write(Sketch sketch)
    {
        sketch
            .NuGet(sketch.Twin(sketch.Api("Newtonsof.Json", "Newtonsoft-Json"), "Sample.Json"), version: "13.0.31", authors: sketch.Twin("James Newton-King", "A. Writer"), repository: sketch.IsTwin)
            .Assembly("lib/netstandard2.0/Sample.dll", $"public static class Texts {{ public static string Empty => {sketch.CSharp("{}")}; }}");
        if (!sketch.IsTwin)
        {
            sketch.Feed("2026-10-30T12:00:00Z", Enumerable.Range(2, 30).Select(patch => "13.0." + patch.ToString(CultureInfo.InvariantCulture)), downloads: 412);
        }
    }
}

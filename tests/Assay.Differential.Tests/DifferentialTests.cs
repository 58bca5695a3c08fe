using Assay.Differential.Tests.Constructions;
using Assay.Differential.Tests.Readers;

namespace Assay.Differential.Tests;

/// <summary>Holds what the product reads against what other readers make of the same bytes.</summary>
public sealed class DifferentialTests(Readings readings) : IClassFixture<Readings>
{
    public static TheoryData<string> Names => [.. Readings.Constructions.Select(construction => construction.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_readers_differ_the_product_says_so(string name)
    {
        var construction = Readings.Constructions.Single(other => other.ToString() == name);
        var assay = Readings.Assay(construction);
        var others = readings.Of(construction);

        Assert.NotEmpty(others);
        var differing = others.Where(other => other.Meaning != assay.Reading.Meaning).ToArray();
        var seen = string.Join("\n", others.Prepend(assay.Reading).Select(reading => $"{reading.Reader}: {(reading.Refusal is null ? "" : $"({reading.Refusal}) ")}{reading.Meaning.Replace("\n", ", ", StringComparison.Ordinal)}")) + "\nproblems: " + string.Join(", ", assay.Ids);
        Assert.True(construction.Expected.All(assay.Ids.Contains), $"Expected {string.Join(", ", construction.Expected)}\n{seen}");
        Assert.True(differing.Length == 0 || construction.Expected.Length > 0, $"Silent difference\n{seen}");
        Assert.True(differing.Length > 0 || construction.Expected.Length == 0 || construction.Deliberate is not null, $"Reported, and all agree\n{seen}");
        Assert.True(construction.Expected.Length > 0 || assay.Ids.Count == 0, $"Reported, and not expected\n{seen}");

        // Python may be missing where this runs: what it alone reads differently is still deliberate.
        Assert.True(construction.Deliberate is null || differing.All(reading => reading.Reader == PythonReader.Name), $"Deliberate, and readers differ\n{seen}");
    }

    [Fact]
    public void There_are_constructions_of_every_class() => Assert.True(Readings.Constructions.Count >= 60 && Readings.Constructions.Select(construction => construction.ToString()).Distinct(StringComparer.Ordinal).Count() == Readings.Constructions.Count);
}

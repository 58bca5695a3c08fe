using Assay.Differential.Tests.Constructions;
using Assay.Differential.Tests.Readers;
using Assay.TestInputs;

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

    /// <summary>The page is made again with ASSAY_UPDATE_GOLDEN=1; it holds for the versions of programs that it names.</summary>
    [Fact]
    public async Task The_page_of_readers_is_what_was_read()
    {
        Assert.SkipUnless(Readings.AreAllThere || Checkout.IsContinuousIntegration, "Some of the readers are not installed.");
        Assert.True(Readings.AreAllThere, "Some of the readers are not installed.");
        var versions = await ReadingTable.VersionsAsync(TestContext.Current.CancellationToken);
        var table = ReadingTable.Write([.. Readings.Constructions.Select(construction => (construction, Readings.Assay(construction), readings.Of(construction)))], versions);
        var path = Path.Combine(Checkout.Root, "docs", "readers.md");
        if (Environment.GetEnvironmentVariable("ASSAY_UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(path, table, TestContext.Current.CancellationToken);
        }

        var written = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.SkipUnless(ReadingTable.VersionsOf(written) == versions, $"docs/readers.md speaks of other versions than {versions}");
        Assert.Equal(table, written);
    }

    [Fact]
    public void There_are_constructions_of_every_class() => Assert.True(Readings.Constructions.Count >= 60 && Readings.Constructions.Select(construction => construction.ToString()).Distinct(StringComparer.Ordinal).Count() == Readings.Constructions.Count);
}

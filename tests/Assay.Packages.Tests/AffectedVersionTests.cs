using Assay.Model;
using NuGet.Versioning;

namespace Assay.Packages.Tests;

/// <summary>Holds our reading of versions and spans against that of NuGet's own library.</summary>
public sealed class AffectedVersionTests
{
    [Fact]
    public void Versions_are_ordered_and_written_as_NuGet_does()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var (one, other) = (Version(random), Version(random));
            var expected = Math.Sign(VersionComparer.VersionRelease.Compare(NuGetVersion.Parse(one), NuGetVersion.Parse(other)));

            Assert.True(expected == Math.Sign(PackageVersion.Parse(one)!.CompareWith(PackageVersion.Parse(other)!)), $"{one} {other}");
            Assert.Equal(NuGetVersion.Parse(one).ToNormalizedString(), PackageVersion.Parse(one)!.ToString());
        }
    }

    [Fact]
    public void Spans_hold_the_versions_that_ranges_of_NuGet_do()
    {
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            var (low, high, version) = (random.Next(5) == 0 ? null : Version(random), random.Next(5) == 0 ? null : Version(random), Version(random));
            var (includesLow, includesHigh) = (random.Next(2) == 0, random.Next(2) == 0);
            if (low is not null && high is not null && VersionComparer.VersionRelease.Compare(NuGetVersion.Parse(low), NuGetVersion.Parse(high)) > 0)
            {
                (low, high) = (high, low);
            }

            var span = new VersionSpan(includesLow ? low : null, includesHigh ? null : high, includesHigh ? high : null) { After = includesLow ? null : low };
            var range = new NuGet.Versioning.VersionRange(low is null ? null : NuGetVersion.Parse(low), includesLow, high is null ? null : NuGetVersion.Parse(high), includesHigh);

            Assert.True(range.Satisfies(NuGetVersion.Parse(version), NuGet.Versioning.VersionComparison.VersionRelease) == span.Contains(PackageVersion.Parse(version)!), $"{range} {version}");
        }
    }

    [Fact]
    public void Ranges_of_manifests_hold_the_versions_that_NuGet_finds_in_them()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var version = Version(random);
            var text = random.Next(4) switch
            {
                0 => Version(random),
                1 => $"[{Version(random)}]",
                2 => $"{(random.Next(2) == 0 ? '[' : '(')}{Version(random)}, {(random.Next(2) == 0 ? ")" : "9999.0.0]")}",
                _ => $"(, {Version(random)}{(random.Next(2) == 0 ? ']' : ')')}",
            };

            Assert.True(NuGet.Versioning.VersionRange.Parse(text).Satisfies(NuGetVersion.Parse(version), NuGet.Versioning.VersionComparison.VersionRelease) == Assay.Model.VersionRange.Parse(text)!.Contains(PackageVersion.Parse(version)!), $"{text} {version}");
        }
    }

    [Theory]
    [InlineData("1.1.1k", "1.1.1", "1.1.1l", true)]
    [InlineData("1.1.1l", "1.1.1", "1.1.1l", false)]
    [InlineData("1.1.1", "1.1.1a", "1.1.1l", false)]
    [InlineData("1.0.2zz", "1.0.2", "1.0.3", null)]
    public void Letters_of_upstream_versions_count(string version, string from, string before, bool? contained) =>
        Assert.Equal(contained, PackageVersion.ParseUpstream(version) is { } read ? new VersionSpan(from, before, null).Contains(read) : null);

    [Fact]
    public void No_span_and_no_name_is_every_version_and_a_border_that_is_none_bounds_nothing()
    {
        var version = PackageVersion.Parse("1.0.0")!;

        Assert.True(new AffectedPackage("nuget", "a", [], []).Names(version));
        Assert.True(new AffectedPackage("nuget", "a", [], ["1.0"]).Names(version));
        Assert.False(new AffectedPackage("nuget", "a", [], ["1.0.1"]).Names(version));
        Assert.False(new AffectedPackage("nuget", "a", [new VersionSpan("0", "later", null)], []).Names(version));
        Assert.True(new AffectedPackage("nuget", "a", [new VersionSpan("0", "later", null), new VersionSpan("0", null, null)], []).Names(version));
    }

    // Small numbers, so that equal and neighbouring versions come up.
    private static string Version(Random random)
    {
        var numbers = string.Join('.', Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(4)));
        string[] labels = ["alpha", "ALPHA", "beta", "rc.1", "rc.2", "rc.10", "1", "1.a", "preview-2", "0"];
        return random.Next(3) == 0 ? $"{numbers}-{labels[random.Next(labels.Length)]}" : numbers;
    }
}

using System.Text;
using Assay.Model;

namespace Assay.Packages.Tests;

public sealed class DerivedOriginTests
{
    [Fact]
    public void How_a_derived_artifact_was_obtained_and_which_place_runs_it_are_kept()
    {
        var origin = Derive(new DerivedArtifact("EncodedCommand#1.ps1", Encoding.Unicode.GetBytes("Write-Host 1"), "base-64") { HostPlace = 3 }).Artifact("a.ps1!EncodedCommand#1.ps1").Origin;

        Assert.Equal(new DerivedOrigin("base-64", 3, "Write-Host 1"), origin);
    }

    [Theory]
    [InlineData("x.ps1", 5_000, 4_096)]
    [InlineData("x.ps1", 4_096, 4_096)]
    [InlineData("x.cs", 10, 10)]
    [InlineData("resource:x.txt", 10, null)]
    public void The_beginning_of_derived_code_is_kept(string name, int length, int? kept) =>
        Assert.Equal(kept, Derive(new DerivedArtifact(name, Encoding.UTF8.GetBytes(new string('x', length)), "how")).Artifact("a.ps1!" + name).Origin!.Excerpt?.Length);

    [Fact]
    public void Half_a_character_at_the_end_of_an_excerpt_is_left_out()
    {
        var excerpt = Derive(new DerivedArtifact("x.ps1", Encoding.UTF8.GetBytes("x" + new string('\u20ac', 2_000)), "how")).Artifact("a.ps1!x.ps1").Origin!.Excerpt!;

        Assert.DoesNotContain('\uFFFD', excerpt);
        Assert.Equal(1 + (4_095 / 3), excerpt.Length);
    }

    [Fact]
    public void A_hundred_excerpts_are_kept_and_every_origin()
    {
        var unpacked = Derive([.. Enumerable.Range(0, 120).Select(i => new DerivedArtifact($"x{i}.ps1", Encoding.UTF8.GetBytes($"{i}"), "how"))]);

        Assert.Equal(120, unpacked.Result.Artifacts.Count(artifact => artifact.Origin is not null));
        Assert.Equal(100, unpacked.Result.Artifacts.Count(artifact => artifact.Origin?.Excerpt is not null));
    }

    [Fact]
    public void What_lies_in_a_container_has_no_origin() => Assert.All(Unpacked.From(new TestInputs.NupkgBuilder().Add("a.ps1", "x").Build()).Result.Artifacts, artifact => Assert.Null(artifact.Origin));

    private static Unpacked Derive(params DerivedArtifact[] derived) => Unpacked.From("x"u8.ToArray(), "a.ps1", derive: artifact => artifact.Parent < 0 ? derived : []);
}

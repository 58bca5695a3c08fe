using System.Security.Cryptography;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class UnpackerTests
{
    [Theory]
    [InlineData("a.nupkg")]
    [InlineData("a.dll")]
    [InlineData("a.zip")]
    public void An_empty_input_is_unreadable(string name) =>
        Assert.Equal(ProblemId.InputUnreadable, Assert.Single(Unpacked.From([], name).Problems).Id);

    [Fact]
    public void A_package_that_is_no_zip_is_unreadable()
    {
        var problem = Assert.Single(Unpacked.From("just text"u8.ToArray()).Problems);

        Assert.Equal(ProblemId.ZipDirectoryUnreadable, problem.Id);
    }

    [Fact]
    public void A_single_file_is_visited_as_the_input()
    {
        var unpacked = Unpacked.From("Write-Host 1"u8.ToArray(), "a.ps1");

        Assert.Equal(new ArtifactInfo("a.ps1", "a.ps1", ArtifactKind.PowerShell, 12, unpacked.Result.Sha256, -1, 0, Derived: false), Assert.Single(unpacked.Result.Artifacts));
        Assert.Empty(unpacked.Problems);
        Assert.Null(unpacked.Result.ContentHash);
    }

    [Fact]
    public void A_package_without_a_manifest_or_with_several_is_reported()
    {
        Assert.Contains(ProblemId.ManifestMissing, Unpacked.From(new NupkgBuilder(manifest: null).Add("lib/x.nuspec", "x").Build()).Ids);
        Assert.Contains(ProblemId.ManifestSeveral, Unpacked.From(new NupkgBuilder().Add("Other.NUSPEC", "x").Build()).Ids);
        Assert.Contains(ProblemId.ManifestSeveral, Unpacked.From(new NupkgBuilder().Add("Other%2Enuspec", "x").Build()).Ids);
    }

    [Fact]
    public void A_manifest_that_is_empty_or_could_not_be_unpacked_is_unreadable()
    {
        Assert.Contains(ProblemId.ManifestUnreadable, Unpacked.From(new NupkgBuilder(manifest: null).Add("a.nuspec", "").Build()).Ids);
        Assert.Contains(ProblemId.ManifestUnreadable, Unpacked.From(new NupkgBuilder(manifest: null).Add(new RawEntry("a.nuspec", "x") { Method = 255 }).Build()).Ids);
    }

    [Fact]
    public void A_zip_of_another_kind_needs_no_manifest() =>
        Assert.Empty(Unpacked.From(new NupkgBuilder(manifest: null).Add("a.txt", "x").Build(), "a.zip").Problems);

    [Fact]
    public void Derived_content_goes_through_the_same_door()
    {
        var inner = new RawZip().Add(new RawEntry("inner.ps1", "1")).Build();

        var unpacked = Unpacked.From(new NupkgBuilder().Add("a.dll", "host").Build(), derive: info => info.Name switch
        {
            "a.dll" => [new DerivedArtifact("resource:x", inner, "manifest resource"), new DerivedArtifact("resource:y", "text"u8.ToArray(), "manifest resource")],
            "inner.ps1" => [new DerivedArtifact("Add-Type#1", "class C;"u8.ToArray(), "Add-Type")],
            _ => [],
        });

        var resource = unpacked.Artifact("sample.nupkg!a.dll!resource:x");
        Assert.True(resource.Derived);
        Assert.Equal(ArtifactKind.Zip, resource.Kind);
        Assert.Equal("a.dll", unpacked.Result.Artifacts[resource.Parent].Name);
        var script = unpacked.Artifact("sample.nupkg!a.dll!resource:x!inner.ps1!Add-Type#1");
        Assert.Equal(4, script.Depth);
        Assert.True(script.Derived);
        Assert.Equal(["sample.nupkg", "Sample.nuspec", "a.dll", "resource:x", "inner.ps1", "Add-Type#1", "resource:y"], unpacked.Result.Artifacts.Select(artifact => artifact.Name));
    }

    [Fact]
    public void Content_that_derives_itself_ends_at_the_depth_limit()
    {
        var unpacked = Unpacked.From("x"u8.ToArray(), "a.ps1", derive: _ => [new DerivedArtifact("layer", "x"u8.ToArray(), "decoded")]);

        Assert.Equal(9, unpacked.Result.Artifacts.Count);
        Assert.Equal(ProblemId.LimitDepth, Assert.Single(unpacked.Problems).Id);
    }

    [Fact]
    public void An_archive_format_that_is_not_read_is_reported()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add("a.7z", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 0]).Build());

        Assert.Equal(ProblemId.ArchiveNotRead, Assert.Single(unpacked.Problems).Id);
    }

    [Fact]
    public void An_exception_of_the_visitor_is_not_swallowed() =>
        Assert.Throws<InvalidOperationException>(() => Unpacked.From(new NupkgBuilder().Build(), derive: _ => throw new InvalidOperationException()));

    [Fact]
    public void The_content_hash_is_that_of_the_package_before_it_was_signed()
    {
        var first = new RawEntry("Sample.nuspec", NupkgBuilder.Manifest());
        var second = new RawEntry("lib/a.txt", "x");
        var signature = new RawEntry(".signature.p7s", "signature") { Method = 0 };
        var expected = Convert.ToBase64String(SHA512.HashData(new RawZip().Add(first, second).Build()));

        Assert.Equal(expected, Unpacked.From(new RawZip().Add(first, second).Build()).Result.ContentHash);
        Assert.Equal(expected, Unpacked.From(new RawZip().Add(first, second, signature).Build()).Result.ContentHash);
        Assert.Equal(expected, Unpacked.From(new RawZip().Add(first, signature, second).Build()).Result.ContentHash);
        Assert.Null(Unpacked.From(new RawZip().Add(first, second, signature, signature).Build()).Result.ContentHash);
    }

    [Fact]
    public void A_signature_that_NuGet_would_refuse_by_its_form_is_reported() =>
        Assert.Contains(ProblemId.ZipUnusualFeature, Unpacked.From(new NupkgBuilder().Add(".signature.p7s", "signature").Build()).Ids);
}

using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class ManifestLookupTests
{
    [Fact]
    public void The_manifest_is_found_wherever_it_stands_in_the_directory()
    {
        var package = new NupkgBuilder(manifest: null).Add("lib/Other.nuspec", NupkgBuilder.Manifest("Other")).Add("a.txt", "text").Add("Door.nuspec", NupkgBuilder.Manifest("Door", "1.2")).Build();
        Assert.Equal(("Door", "1.2.0"), Find(package) is { } manifest ? (manifest.Id, manifest.NormalizedVersion) : default);
    }

    [Fact]
    public void The_manifest_is_that_of_a_whole_run()
    {
        PackageManifest? whole = null;
        var package = new NupkgBuilder().Build();
        Unpacker.Unpack(new PackageFile("a.nupkg", "test", package), UnpackBudget.Default, (_, artifact) =>
        {
            whole = artifact.Info.Kind == ArtifactKind.Nuspec ? NuspecReader.Read(artifact.Memory).Manifest : whole;
            return [];
        }, TestContext.Current.CancellationToken);

        Assert.NotNull(whole);
        Assert.Equal((whole.Id, whole.Version), Find(package) is { } manifest ? (manifest.Id, manifest.Version) : default);
    }

    [Fact]
    public void A_package_without_a_readable_manifest_has_none()
    {
        Assert.Null(Find([]));
        Assert.Null(Find([1, 2, 3]));
        Assert.Null(Find(new NupkgBuilder(manifest: null).Add("a.txt", "text").Build()));
        Assert.Null(Find(new NupkgBuilder("<package>").Build()));
        Assert.Null(Find(new NupkgBuilder().Build(), UnpackBudget.Default with { InputBytes = 10 }));
    }

    [Fact]
    public void No_cut_or_changed_package_makes_the_lookup_fail()
    {
        var package = new NupkgBuilder().Add("a.txt", "text").Build();
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var broken = package[..(round % 2 == 0 ? package.Length : random.Next(package.Length))].ToArray();
            if (broken.Length > 0)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            Find(broken);
        }
    }

    private static PackageManifest? Find(byte[] package, UnpackBudget? budget = null) =>
        ManifestLookup.Find(new PackageFile("a.nupkg", "test", package), budget ?? UnpackBudget.Default, TestContext.Current.CancellationToken);
}

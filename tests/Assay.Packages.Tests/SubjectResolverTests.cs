using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class SubjectResolverTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-sources-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_of_any_kind_is_itself()
    {
        var path = Write("tools/a.dll");

        var location = Assert.Single((await Resolve(path)).Packages);

        Assert.Equal(path, location.Path);
        Assert.Equal(location.Size, location.Open().Bytes.Length);
        Assert.Equal("a.dll", location.Open().Name);
    }

    [Fact]
    public async Task A_folder_stands_for_the_packages_below_it_in_ordinal_order()
    {
        var second = Write("b/x.nupkg");
        var first = Write("a/deep/er/Y.NUPKG");
        Write("a/z.txt");

        Assert.Equal([first, second], (await Resolve(_folder)).Packages.Select(location => location.Path));
    }

    [Theory]
    [InlineData("Sample.Package@1.0.0", "sample.package/1.0.0/sample.package.1.0.0.nupkg")]
    [InlineData("sample.package@1.0", "sample.package/1.0.0/sample.package.1.0.0.nupkg")]
    [InlineData("sample.package", "sample.package/1.10.0/sample.package.1.10.0.nupkg")]
    [InlineData("sample.package@2.0.0-BETA", "sample.package/2.0.0-beta/sample.package.2.0.0-beta.nupkg")]
    [InlineData("pkg:nuget/Sample.Package@1.9.0", "sample.package/1.9.0/sample.package.1.9.0.nupkg")]
    [InlineData("pkg:nuget/Sample.Package@1.9.0?x=y#z", "sample.package/1.9.0/sample.package.1.9.0.nupkg")]
    [InlineData("Flat.Package", "Flat.Package.3.0.0.nupkg")]
    public async Task An_id_is_looked_for_in_the_global_packages_folder(string subject, string expected)
    {
        foreach (var version in new[] { "1.0.0", "1.9.0", "1.10.0", "2.0.0-beta" })
        {
            Write($"sample.package/{version}/sample.package.{version}.nupkg");
        }

        Write("sample.package.other/9.0.0/sample.package.other.9.0.0.nupkg");
        Write("Flat.Package.3.0.0.nupkg");
        Write("Flat.Package.More.4.0.0.nupkg");

        var resolution = (await Resolve(subject));

        Assert.Equal(SubjectError.None, resolution.Error);
        Assert.Equal(Path.Combine(_folder, expected), Assert.Single(resolution.Packages).Path);
    }

    [Fact]
    public async Task The_folder_of_the_NuGet_configuration_is_the_default()
    {
        var expected = Write("configured.package/1.0.0/configured.package.1.0.0.nupkg");
        var before = Environment.GetEnvironmentVariable("NUGET_PACKAGES");
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", _folder);
        try
        {
            var resolution = (await Resolve(new SubjectOptions(null, Offline: true, null), "configured.package"));

            Assert.Equal(expected, Assert.Single(resolution.Packages).Path);
            Assert.Equal("nuget", resolution.Packages[0].Community);
        }
        finally
        {
            Environment.SetEnvironmentVariable("NUGET_PACKAGES", before);
        }
    }

    [Fact]
    public async Task Only_prereleases_give_the_latest_of_them()
    {
        Write("pre/1.0.0-a/pre.1.0.0-a.nupkg");
        var latest = Write("pre/1.0.0-b/pre.1.0.0-b.nupkg");

        Assert.Equal(latest, Assert.Single((await Resolve("pre")).Packages).Path);
    }

    [Theory]
    [InlineData("", SubjectError.Usage)]
    [InlineData("a@latest", SubjectError.Usage)]
    [InlineData("pkg:npm/left-pad@1.0.0", SubjectError.Usage)]
    [InlineData("pkg:nuget/%2e%2e%2fx@1.0.0", SubjectError.Usage)]
    [InlineData("no such thing", SubjectError.Usage)]
    [InlineData("missing.package@1.0.0", SubjectError.NothingFound)]
    [InlineData("missing.nupkg", SubjectError.NothingFound)]
    [InlineData("missing/folder", SubjectError.NothingFound)]
    public async Task What_cannot_be_found_is_said(string subject, SubjectError expected)
    {
        var resolution = (await Resolve(subject));

        Assert.Equal(expected, resolution.Error);
        Assert.Empty(resolution.Packages);
        Assert.NotNull(resolution.Message);
    }

    [Fact]
    public async Task The_message_names_the_folder_that_was_looked_in() =>
        Assert.Contains(_folder, (await Resolve("missing.package@1.0.0")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_without_packages_and_a_missing_source_are_told_apart()
    {
        Assert.Equal(SubjectError.NothingFound, (await Resolve(_folder)).Error);
        Assert.Equal(SubjectError.SourceUnreachable, (await Resolve(new SubjectOptions(Path.Combine(_folder, "none"), Offline: true, null), "a")).Error);
    }

    [Fact]
    public async Task A_file_that_vanished_is_said_with_its_name()
    {
        var location = Assert.Single((await Resolve(Write("a.nupkg"))).Packages);
        File.Delete(location.Path);

        Assert.Contains("a.nupkg", Assert.Throws<PackageSourceException>(() => location.Open()).Message, StringComparison.Ordinal);
    }

    private Task<SubjectResolution> Resolve(string subject) => Resolve(new SubjectOptions(null, Offline: true, _folder), subject);

    private static Task<SubjectResolution> Resolve(SubjectOptions options, string subject) => new SubjectResolver(options).ResolveAsync(subject, null, TestContext.Current.CancellationToken);

    private string Write(string path)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, new NupkgBuilder().Build());
        return full;
    }
}

using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>The packages that users install, packed once from what was built, in a folder that serves as a source.</summary>
public sealed class PackedProducts : IAsyncLifetime
{
    /// <summary>Tests that pack one after the other.</summary>
    public const string Name = "packed products";

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-packed-").FullName;

    /// <summary>The folder.</summary>
    public string Feed => Path.Combine(_folder, "feed");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(DotnetCommand.Missing is null || Checkout.IsContinuousIntegration, DotnetCommand.Missing ?? "");
        var configuration = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).EndsWith("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";
        foreach (var project in new[] { "Assay.Cli", "Assay.Build" })
        {
            // The packages of this machine: what was built has been restored from them.
            var (exitCode, output) = await new DotnetCommand { Folder = _folder, Packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages") }
                .RunAsync(TestContext.Current.CancellationToken, "pack", Path.Combine(Checkout.Root, "src", project, project + ".csproj"), "--no-build", "-c", configuration, "-o", Feed);
            Assert.True(exitCode == 0, output);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Packs once for all tests that name it.</summary>
[CollectionDefinition(PackedProducts.Name)]
public sealed class PackedProductsCollection : ICollectionFixture<PackedProducts>;

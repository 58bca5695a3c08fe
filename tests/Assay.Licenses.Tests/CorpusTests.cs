using Assay.Linking;
using Assay.Model;
using Assay.Packages;
using Assay.TestInputs;
using Assay.Text.Licenses;

namespace Assay.Licenses.Tests;

/// <summary>Compares what manifests of real packages declare with what their licence files are recognised as. ASSAY_CORPUS names the folder of packages.</summary>
public sealed class CorpusTests
{
    [Fact]
    public async Task Texts_of_real_packages_are_recognised_as_the_declared_licence()
    {
        var corpus = Environment.GetEnvironmentVariable("ASSAY_CORPUS");
        Assert.SkipUnless(corpus is { Length: > 0 } || Checkout.IsContinuousIntegration, "ASSAY_CORPUS names no folder of real packages; any folder of .nupkg files does.");
        Assert.True(corpus is { Length: > 0 }, "Continuous integration restores real packages and names their folder in ASSAY_CORPUS.");
        var (compared, wrong) = (0, new List<string>());
        foreach (var location in (await new SubjectResolver(new SubjectOptions(null, Offline: true, null)).ResolveAsync(corpus!, null, TestContext.Current.CancellationToken)).Packages)
        {
            var package = Read(location.Open());
            if (package.Manifest?.License?.Expression is not { } declared || SpdxExpression.Parse(declared, out _) is not { } expression)
            {
                continue;
            }

            var facts = package.Files[0].Facts;
            var own = facts.Records.Where(record => record.Kind == FactKind.License).Select(record => facts.Read(record))
                .Where(fact => fact.Arguments!["how"] == "text" && fact.Arguments["scope"] == "package").ToArray();
            if (own.Length == 0)
            {
                continue;
            }

            compared++;
            if (!own.Any(fact => expression.Licenses.Any(license => license.Find(LicenseIndex.Default)?.Text == (LicenseIndex.Default.Find(fact.Value)?.Text ?? "none"))))
            {
                wrong.Add($"{location.DisplayName}: declared {declared}, found {string.Join(", ", own.Select(fact => $"{fact.Value} in {fact.Arguments!["file"]}"))}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} packages with an expression and a text; {wrong.Count} differ: {string.Join("; ", wrong)}");
        Assert.NotEqual(0, compared);
        Assert.True(wrong.Count * 100 <= compared * 3, string.Join(Environment.NewLine, wrong));
    }

    // Manifest and licences alone: what else is in a package does not matter here.
    private static PackageFacts Read(PackageFile file)
    {
        var facts = new Dictionary<int, FileFacts>();
        PackageManifest? manifest = null;
        var writer = new FactWriter();
        var unpacked = Unpacker.Unpack(file, UnpackBudget.Default, (index, artifact) =>
        {
            if (artifact.Info is { Kind: ArtifactKind.Nuspec, Parent: 0 })
            {
                (manifest, facts[index]) = NuspecReader.Read(artifact.Memory);
            }
            else if (artifact.Info.Kind == ArtifactKind.License)
            {
                LicenseTextAnalyzer.Analyze(artifact.Bytes, writer);
                facts[index] = writer.ToFacts();
            }

            return [];
        }, TestContext.Current.CancellationToken);
        return PackageLinker.Link(new PackageFacts
        {
            FileName = file.Name,
            Sha256 = unpacked.Sha256,
            Size = file.Size,
            Manifest = manifest,
            Files = [.. unpacked.Artifacts.Select((artifact, index) => new LinkedFile(artifact, facts.GetValueOrDefault(index, FileFacts.Empty), [], Surface.None))],
            Problems = [],
            Incomplete = false,
        });
    }
}

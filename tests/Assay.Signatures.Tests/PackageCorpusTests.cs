using Assay.Model;
using Assay.Packages;
using Assay.Signatures.Packages;
using Assay.TestInputs;

namespace Assay.Signatures.Tests;

/// <summary>Verifies the signatures of real packages from the folder that ASSAY_CORPUS names.</summary>
public sealed class PackageCorpusTests
{
    [Fact]
    public void Every_signature_of_real_packages_is_valid_and_trusted()
    {
        var corpus = Environment.GetEnvironmentVariable("ASSAY_CORPUS");
        Assert.SkipUnless(corpus is { Length: > 0 } || Checkout.IsContinuousIntegration, "ASSAY_CORPUS names no folder of real packages; any folder of .nupkg files does.");
        Assert.True(corpus is { Length: > 0 }, "Continuous integration restores real packages and names their folder in ASSAY_CORPUS.");
        var verifier = new SignatureVerifier(SignatureSettings.Default);
        var wrong = new List<string>();
        var signatures = 0;
        foreach (var file in Directory.EnumerateFiles(corpus!, "*.nupkg", SearchOption.AllDirectories))
        {
            var written = Written.From(writer => Unpacker.Unpack(new PackageFile(Path.GetFileName(file), file, File.ReadAllBytes(file)), UnpackBudget.Default, (_, artifact) =>
            {
                if (artifact.UnsignedPackage is { } package)
                {
                    PackageSignatureAnalyzer.Analyze(artifact.Memory, package, verifier, writer);
                }

                return [];
            }));
            signatures += written.Signatures.Count();
            wrong.AddRange(written.Signatures.Where(fact => fact.Arguments!["status"] != "valid" || fact.Arguments["trust"] != "trusted").Select(fact => $"{Path.GetFileName(file)}: {fact.Value} {fact.Arguments!["status"]} {fact.Arguments["trust"]}"));
            wrong.AddRange(written.Anomalies.Concat(written.Problems.Select(problem => problem.Text)).Select(what => $"{Path.GetFileName(file)}: {what}"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{signatures} signatures and time stamps");
        Assert.True(signatures > 0, "The folder has no signed package.");
        Assert.Empty(wrong);
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Signatures.Tests.Authenticode;

/// <summary>Verifies the libraries and programs of real packages from the folder that ASSAY_CORPUS names.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Every_signature_and_strong_name_of_real_libraries_fits()
    {
        var corpus = Environment.GetEnvironmentVariable("ASSAY_CORPUS");
        Assert.SkipUnless(corpus is { Length: > 0 } || Checkout.IsContinuousIntegration, "ASSAY_CORPUS names no folder of real packages; any folder of .nupkg files does.");
        Assert.True(corpus is { Length: > 0 }, "Continuous integration restores real packages and names their folder in ASSAY_CORPUS.");
        var verifier = new SignatureVerifier(SignatureSettings.Default);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, content) in Images(corpus!))
        {
            if (!seen.Add(Convert.ToHexString(SHA256.HashData(content))))
            {
                continue;
            }

            var facts = ImageFacts.Of(content, verifier);
            foreach (var signature in facts.Signatures)
            {
                var what = $"{signature.Value} {signature.Arguments!["status"]} {signature.Arguments["trust"]}".TrimEnd();
                counts[what] = counts.GetValueOrDefault(what) + 1;
            }

            if (facts.Problems.Count > 0 || facts.Anomalies.Any(anomaly => anomaly is "signature-digest-mismatch" or "signature-malformed" or "signature-covers-part" or "signature-excluded-content" or "page-hash-mismatch" or "strong-name-mismatch"))
            {
                wrong.Add($"{name}: {string.Join(", ", facts.Anomalies)}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(Environment.NewLine, counts.Select(entry => $"{entry.Value,6} {entry.Key}")));
        Assert.True(counts.GetValueOrDefault("authenticode valid trusted") > 0 && counts.GetValueOrDefault("strong-name valid") > 0, "The folder has no signed library.");
        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Name, byte[] Content)> Images(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.nupkg", SearchOption.AllDirectories))
        {
            using var package = ZipFile.OpenRead(file);
            foreach (var entry in package.Entries)
            {
                if (Path.GetExtension(entry.Name).ToLowerInvariant() is ".dll" or ".exe")
                {
                    var content = new byte[entry.Length];
                    using var stream = entry.Open();
                    stream.ReadExactly(content);
                    yield return ($"{Path.GetFileName(file)}!{entry.FullName}", content);
                }
            }
        }
    }
}

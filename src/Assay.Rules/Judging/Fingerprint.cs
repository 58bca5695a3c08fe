using System.Security.Cryptography;
using System.Text;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Identifies an issue over versions of its package.</summary>
internal static class Fingerprint
{
    /// <summary>Gives 16 hexadecimal digits of rule, package id and evidence: artifact without version numbers, type, method, value.</summary>
    public static string Of(Rule rule, PackageFacts package, IReadOnlyList<FactHit> hits)
    {
        var paths = new Dictionary<int, string>();
        // Texts are put together once per file, place and value: a finding may have a million facts.
        var seen = new HashSet<(int File, int Place, int Value)>();
        var evidence = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var hit in hits)
        {
            var file = package.Files[hit.File];
            var record = file.Facts.Records[hit.Record];
            if (!seen.Add((hit.File, record.Place, record.Value)))
            {
                continue;
            }

            if (!paths.TryGetValue(hit.File, out var path))
            {
                path = VersionlessPath.Of(EvidenceWriter.RelativePath(package, file.Artifact));
                paths.Add(hit.File, path);
            }

            var fact = file.Facts.Read(record);
            evidence.Add($"{path}\0{fact.Place?.Type}\0{fact.Place?.Method}\0{fact.Value}");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, rule.Id);
        Append(hash, (package.Manifest?.Id ?? package.FileName).ToLowerInvariant());
        foreach (var line in evidence)
        {
            Append(hash, line);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()[..8]);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0x1e]);
    }
}

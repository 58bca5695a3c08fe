using System.Buffers;
using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Linking;

/// <summary>States mail addresses of disposable and anonymous services among what a manifest says of its authors.</summary>
internal sealed class MailAddresses(MailDomains domains)
{
    private const int MaximumStated = 20;

    private static readonly SearchValues<char> DomainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    private readonly FrozenDictionary<string, string> _kinds = domains.Disposable.Select(domain => (Domain: domain, Kind: "disposable")).Concat(domains.Anonymous.Select(domain => (Domain: domain, Kind: "anonymous")))
        .DistinctBy(entry => entry.Domain, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(entry => entry.Domain, entry => entry.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes <c>mail-domain</c> for each domain once.</summary>
    public void Write(IReadOnlyList<LinkedFile> files, PackageManifest manifest, FactWriter facts)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var author in manifest.Authors)
        {
            Write(author, "authors", seen, facts);
        }

        foreach (var owner in manifest.Owners)
        {
            Write(owner, "owners", seen, facts);
        }

        // The other entries of the manifests in the root: copyright, company, description, and those of modules.
        foreach (var file in files)
        {
            if (file.Artifact is not { Parent: 0, Derived: false } artifact || !(artifact.Kind == ArtifactKind.Nuspec || artifact.Name.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            foreach (var record in file.Facts.Records)
            {
                if (record.Kind == FactKind.Metadata && record.Arguments != FactRecord.None && file.Facts.Arguments[record.Arguments]["value"] is { } value)
                {
                    Write(value, file.Facts.Strings[record.Value], seen, facts);
                }
            }
        }
    }

    private void Write(string text, string key, HashSet<string> seen, FactWriter facts)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0 && seen.Count < MaximumStated; at = text.IndexOf('@', at + 1))
        {
            var rest = text.AsSpan(at + 1);
            var length = rest.IndexOfAnyExcept(DomainCharacters);
            var domain = rest[..(length < 0 ? rest.Length : length)].TrimEnd('.').ToString();
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]) && _kinds.TryGetValue(domain, out var kind) && seen.Add(domain))
            {
                facts.Add(FactKind.Anomaly, "mail-domain", arguments: new ArgumentList(new Argument("domain", domain.ToLowerInvariant()), new Argument("kind", kind), new Argument("in", key)));
            }
        }
    }
}

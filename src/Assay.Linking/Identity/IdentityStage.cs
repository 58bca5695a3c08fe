using Assay.Model;

namespace Assay.Linking;

/// <summary>Compares a package with what is known of others: popular names, publishers, mail services, known malware, what its feed says.</summary>
/// <remarks>A stage of its own after the link step: what it adds depends on lists and dates that were handed in, and is never stored with what the package itself says. Thread-safe.</remarks>
public sealed class IdentityStage
{
    private readonly IdentityInputs _inputs;
    private readonly Dictionary<string, Lazy<LookAlikeIndex>> _lookAlikes;
    private readonly PublisherNames? _publishers;
    private readonly MailAddresses? _mail;
    private readonly MaliciousIdentities? _malicious;

    /// <summary>Prepares the lists.</summary>
    public IdentityStage(IdentityInputs inputs)
    {
        _inputs = inputs;
        _lookAlikes = inputs.Popular.ToDictionary(list => list.Community, list => new Lazy<LookAlikeIndex>(() => new LookAlikeIndex(list)), StringComparer.Ordinal);
        _publishers = inputs.Publishers is { } publishers ? new PublisherNames(publishers) : null;
        _mail = inputs.MailDomains is { } domains ? new MailAddresses(domains) : null;
        _malicious = inputs.Malicious is { } malicious ? new MaliciousIdentities(malicious) : null;
    }

    /// <summary>Adds the facts to those of the package; gives the same facts back when there is nothing to add.</summary>
    public PackageFacts Add(PackageFacts package)
    {
        if (package.Files.Count == 0 || !package.IsContainer)
        {
            return package;
        }

        var facts = new FactWriter();
        _malicious?.WriteHashes(package, facts);
        if (package.Manifest is { } manifest && package.Community is { } community)
        {
            var index = _lookAlikes.GetValueOrDefault(community)?.Value;
            var lookAlike = index is null ? null : LookAlikeNames.Write(index, manifest, facts);
            _publishers?.Write(manifest, community, lookAlike, index, facts);
            _mail?.Write(package.Files, manifest, facts);
            _malicious?.Write(manifest, community, facts);
            FeedStatements.Write(package.Feed, manifest, _inputs.AsOf, facts);
        }

        if (facts.Count == 0)
        {
            return package;
        }

        var root = package.Files[0];
        var joined = new FactWriter();
        joined.Resume(root.Facts);
        var added = facts.ToFacts();
        foreach (var record in added.Records)
        {
            var fact = added.Read(record);
            joined.Add(fact.Kind, fact.Value, arguments: fact.Arguments);
        }

        return package with { Files = [root with { Facts = root.Facts.Continued(joined) }, .. package.Files.Skip(1)] };
    }
}

using Assay.Model;

namespace Assay.Linking;

/// <summary>States that a package names a well-known publisher whose package it is not known to be, or begins with what belongs to one.</summary>
internal sealed class PublisherNames
{
    // Below this many letters a name has neighbours by chance.
    private const int ShortestLookAlike = 8;
    private const int LongestName = 200;
    private const int MaximumAuthors = 50;

    private readonly Publishers _publishers;
    private readonly Dictionary<string, Publisher> _byName = new(StringComparer.Ordinal);

    public PublisherNames(Publishers publishers)
    {
        _publishers = publishers;
        foreach (var publisher in publishers.Items)
        {
            foreach (var name in publisher.Names)
            {
                _byName.TryAdd(Plain(name), publisher);
            }
        }
    }

    /// <summary>Writes <c>author-claim</c> and <c>reserved-prefix-claim</c>.</summary>
    public void Write(PackageManifest manifest, string community, LookAlike? lookAlike, LookAlikeIndex? index, FactWriter facts)
    {
        var isPopular = index is not null && index.Contains(manifest.Id);
        string[] authors = [.. manifest.Authors.Concat(manifest.Owners).Where(author => author.Length <= LongestName).Distinct(StringComparer.Ordinal).Take(MaximumAuthors)];
        foreach (var author in authors)
        {
            if (Find(author) is var (publisher, how) && !isPopular && (how != "name" || !IsKnown(publisher, manifest.Id, community, lookAlike)))
            {
                facts.Add(FactKind.Anomaly, "author-claim", arguments: new ArgumentList(new Argument("author", HiddenCharacters.Escape(author)), new Argument("publisher", publisher.Names[0]), new Argument("how", how)));
            }
        }

        // Only this gallery keeps beginnings for their owners.
        if (community == "nuget" && !isPopular)
        {
            WritePrefix(manifest.Id, authors, facts);
        }
    }

    private (Publisher Publisher, string How)? Find(string author)
    {
        var name = Plain(author);
        if (_byName.TryGetValue(name, out var publisher))
        {
            return (publisher, string.Equals(LookAlikeLetters.AsSeen(author), author, StringComparison.Ordinal) ? "name" : "letters");
        }

        if (name.Length >= ShortestLookAlike)
        {
            foreach (var (known, owner) in _byName)
            {
                if (known.Length >= ShortestLookAlike && Math.Abs(known.Length - name.Length) <= 1 && Slips.IsOne(name, known, strict: true))
                {
                    return (owner, "spelling");
                }
            }
        }

        return null;
    }

    // What looks like a package of the publisher is not known to be one, even among its names; but nobody else gets into a beginning that is kept.
    private static bool IsKnown(Publisher publisher, string id, string community, LookAlike? lookAlike) =>
        (community == "nuget" && publisher.Reserved.Any(prefix => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        || (lookAlike is not { IsClose: true } && publisher.Packages.Any(pattern => Fits(id, pattern)));

    private void WritePrefix(string id, string[] authors, FactWriter facts)
    {
        foreach (var publisher in _publishers.Items)
        {
            foreach (var prefix in publisher.Reserved)
            {
                if (id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !Array.Exists(authors, author => IsNamed(publisher, author)))
                {
                    facts.Add(FactKind.Anomaly, "reserved-prefix-claim", arguments: new ArgumentList(new Argument("name", HiddenCharacters.Escape(id)), new Argument("prefix", prefix), new Argument("publisher", publisher.Names[0])));
                    return;
                }
            }
        }
    }

    // "Microsoft and contributors" names Microsoft.
    private static bool IsNamed(Publisher publisher, string author)
    {
        var plain = Plain(author);
        return publisher.Names.Any(name => plain.Contains(Plain(name), StringComparison.Ordinal));
    }

    private static bool Fits(string id, string pattern) => (pattern.StartsWith('*'), pattern.EndsWith('*')) switch
    {
        (true, false) => id.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase),
        (false, true) => id.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase),
        (true, true) => id.Contains(pattern.Trim('*'), StringComparison.OrdinalIgnoreCase),
        _ => string.Equals(id, pattern, StringComparison.OrdinalIgnoreCase),
    };

    private static string Plain(string name) => string.Concat(LookAlikeLetters.AsSeen(name).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

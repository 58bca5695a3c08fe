using Assay.Model;

namespace Assay.Scan;

/// <summary>Counts the web addresses of a package by role.</summary>
internal static class UrlSummary
{
    /// <summary>Arguments that the fact of an address may have.</summary>
    private const int MostArguments = 16;

    public static ReportedUrls Of(IReadOnlyList<LinkedFile> files)
    {
        var read = new HashSet<FileFacts>(ReferenceEqualityComparer.Instance);
        var texts = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var hosts = new SortedSet<string>(StringComparer.Ordinal);
        var arguments = new Argument[MostArguments];
        foreach (var file in files)
        {
            // Files of equal content have the same facts.
            if (read.Add(file.Facts))
            {
                Add(file.Facts, texts, hosts, arguments);
            }
        }

        int Count(string role) => texts.TryGetValue(role, out var found) ? found.Count : 0;
        return texts.Count == 0 ? ReportedUrls.None : new ReportedUrls(Count("code"), Count("documentation"), Count("license"), Count("schema"), Count("certificate"))
        {
            Hosts = [.. hosts.Take(ReportedUrls.MaximumHosts)],
            HostsTotal = hosts.Count,
        };
    }

    private static void Add(FileFacts facts, Dictionary<string, HashSet<string>> texts, SortedSet<string> hosts, Argument[] arguments)
    {
        var records = facts.Records;
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i];
            if (record.Kind != FactKind.Url || record.Arguments == FactRecord.None)
            {
                continue;
            }

            var count = Math.Min(MostArguments, facts.ReadArguments(record.Arguments, arguments));
            string? role = null, host = null;
            foreach (var argument in arguments.AsSpan(0, count))
            {
                role = argument.Name == "role" ? argument.Value : role;
                host = argument.Name == "host" ? argument.Value : host;
            }

            // What the settings allow is contacted all the same.
            role = role == "allowed" ? "code" : role ?? "code";
            if (!texts.TryGetValue(role, out var found))
            {
                texts.Add(role, found = new HashSet<string>(StringComparer.Ordinal));
            }

            found.Add(facts.Strings[record.Value]);
            if (role == "code" && host is not null)
            {
                hosts.Add(host);
            }
        }
    }
}

using Assay.Model;
using Assay.Text.Secrets;

namespace Assay.Scan.Comparing;

/// <summary>Compares the hosts of web addresses in code.</summary>
internal static class HostComparer
{
    private const int MaximumHosts = 200;
    private const int MaximumArguments = 16;
    private const int MaximumText = 512;

    public static HostChanges Compare(ScannedPackage before, ScannedPackage after)
    {
        var (earlier, later) = (Hosts(before), Hosts(after));
        var added = later.Where(host => !earlier.ContainsKey(host.Key)).Select(host => host.Value).ToArray();
        var gone = earlier.Where(host => !later.ContainsKey(host.Key)).Select(host => host.Value).ToArray();
        return new HostChanges([.. added.Take(MaximumHosts)], added.Length, [.. gone.Take(MaximumHosts)], gone.Length);
    }

    private static SortedDictionary<string, HostMention> Hosts(ScannedPackage package)
    {
        var hosts = new SortedDictionary<string, HostMention>(StringComparer.OrdinalIgnoreCase);
        var read = new HashSet<FileFacts>(ReferenceEqualityComparer.Instance);
        var arguments = new Argument[MaximumArguments];
        foreach (var file in package.Facts.Files)
        {
            // Files of equal content have the same addresses.
            if (read.Add(file.Facts))
            {
                Add(package.PathOf(file.Artifact), file.Facts, arguments, hosts);
            }
        }

        return hosts;
    }

    private static void Add(string path, FileFacts facts, Argument[] arguments, SortedDictionary<string, HostMention> hosts)
    {
        foreach (ref readonly var record in facts.RecordSpan)
        {
            if (record.Kind != FactKind.Url || record.Arguments == FactRecord.None)
            {
                continue;
            }

            string? role = null, host = null;
            var count = Math.Min(MaximumArguments, facts.ReadArguments(record.Arguments, arguments));
            foreach (var argument in arguments.AsSpan(0, count))
            {
                role = argument.Name == "role" ? argument.Value : role;
                host = argument.Name == "host" ? argument.Value : host;
            }

            if (role is null or "code" or "allowed" && host is { Length: > 0 } && !hosts.ContainsKey(host))
            {
                hosts.Add(host, new HostMention(Cut(host), path, Cut(SecretRedaction.Hide(facts.Strings[record.Value]))));
            }
        }
    }

    private static string Cut(string text) => text.Length <= MaximumText ? text : text[..(char.IsHighSurrogate(text[MaximumText - 1]) ? MaximumText - 1 : MaximumText)];
}

namespace Assay.Community.Building;

/// <summary>A package of the population with its latest version.</summary>
internal sealed record IndexMember(string Name, string FirstSeen, string Version, byte[] Rules);

/// <summary>Ranks packages from 1; equal ones by when they were first seen, then by id.</summary>
internal static class Ranking
{
    /// <summary>Ranks the packages whose downloads are known.</summary>
    public static IReadOnlyDictionary<string, int> ByDownloads(IEnumerable<IndexMember> members, IReadOnlyDictionary<string, long> downloads) =>
        Rank(members.Where(member => downloads.ContainsKey(member.Name)), name => downloads[name]);

    /// <summary>Ranks all packages by how many others of the population depend on them.</summary>
    public static IReadOnlyDictionary<string, int> ByDependents(IEnumerable<IndexMember> members, IEnumerable<(string From, string To)> dependencies)
    {
        var dependents = dependencies.Where(edge => !string.Equals(edge.From, edge.To, StringComparison.Ordinal)).CountBy(edge => edge.To, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return Rank(members, name => dependents.GetValueOrDefault(name));
    }

    private static Dictionary<string, int> Rank(IEnumerable<IndexMember> members, Func<string, long> measure) =>
        members
            .OrderByDescending(member => measure(member.Name))
            .ThenBy(member => member.FirstSeen, StringComparer.Ordinal)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .Index()
            .ToDictionary(entry => entry.Item.Name, entry => entry.Index + 1, StringComparer.Ordinal);
}

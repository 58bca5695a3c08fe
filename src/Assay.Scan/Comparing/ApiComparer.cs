using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>Compares what other code may call: public types and members of libraries, functions that a module exports.</summary>
/// <remarks>A member that any framework's library has is there. Overloads are told apart by their number of parameters.</remarks>
internal static class ApiComparer
{
    /// <summary>The fact that says that the public members of an assembly were read.</summary>
    public const string ReadMark = "assembly.public-types";

    private const int MaximumNames = 100;

    public static ApiChanges Compare(PackageFacts before, PackageFacts after)
    {
        var (earlier, later) = (PublicSurface.Of(before), PublicSurface.Of(after));
        if (!earlier.IsRead || !later.IsRead)
        {
            return ApiChanges.None with { Compared = false };
        }

        string[] added = [.. later.Types.Except(earlier.Types, StringComparer.Ordinal)], removed = [.. earlier.Types.Except(later.Types, StringComparer.Ordinal)];
        string[] functionsAdded = [.. later.Functions.Except(earlier.Functions, StringComparer.OrdinalIgnoreCase)], functionsRemoved = [.. earlier.Functions.Except(later.Functions, StringComparer.OrdinalIgnoreCase)];
        var (membersAdded, membersRemoved) = (Beyond(later.Members, earlier.Members), Beyond(earlier.Members, later.Members));
        return new ApiChanges
        {
            Compared = true,
            Namespaces = Namespaces(added, removed, membersAdded, membersRemoved),
            Added = [.. added.Concat(functionsAdded).Take(MaximumNames)],
            Removed = [.. removed.Concat(functionsRemoved).Take(MaximumNames)],
            TypesAdded = added.Length,
            TypesRemoved = removed.Length,
            MembersAdded = membersAdded.Values.Sum(),
            MembersRemoved = membersRemoved.Values.Sum(),
            FunctionsAdded = functionsAdded.Length,
            FunctionsRemoved = functionsRemoved.Length,
        };
    }

    // How many members of each namespace one side has beyond the other.
    private static Dictionary<string, int> Beyond(IReadOnlyDictionary<(string Member, string Parameters), int> members, IReadOnlyDictionary<(string Member, string Parameters), int> others)
    {
        var beyond = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (member, count) in members)
        {
            if (count - others.GetValueOrDefault(member) is > 0 and var more)
            {
                var space = NamespaceOf(member.Member[..member.Member.IndexOf(TextTable.Separator, StringComparison.Ordinal)]);
                beyond[space] = beyond.GetValueOrDefault(space) + more;
            }
        }

        return beyond;
    }

    private static ApiNamespace[] Namespaces(string[] added, string[] removed, Dictionary<string, int> membersAdded, Dictionary<string, int> membersRemoved)
    {
        var typesAdded = added.CountBy(NamespaceOf, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var typesRemoved = removed.CountBy(NamespaceOf, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. typesAdded.Keys.Concat(typesRemoved.Keys).Concat(membersAdded.Keys).Concat(membersRemoved.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => new ApiNamespace(name, typesAdded.GetValueOrDefault(name), typesRemoved.GetValueOrDefault(name), membersAdded.GetValueOrDefault(name), membersRemoved.GetValueOrDefault(name))),
        ];
    }

    // Namespace.Outer+Nested => Namespace
    private static string NamespaceOf(string type)
    {
        var outer = type.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus ? type.AsSpan(0, plus) : type;
        return outer.LastIndexOf('.') is > 0 and var dot ? outer[..dot].ToString() : "";
    }
}

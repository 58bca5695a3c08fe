using Assay.Model;

namespace Assay.Linking;

/// <summary>Says of the web addresses in code what the settings say of their hosts.</summary>
/// <remarks>
/// A denied host gets <c>listed: deny</c>. An allowed one gets <c>listed: allow</c> and the role <c>allowed</c>, so that no rule about addresses in code speaks of it. Who is on both lists is denied.
/// </remarks>
internal static class ListedHosts
{
    /// <summary>Marks the facts of all files; files of equal content stay one.</summary>
    public static void Mark(LinkedFile[] files, HostSettings hosts)
    {
        if (hosts.Allow.Count == 0 && hosts.Deny.Count == 0)
        {
            return;
        }

        var marked = new Dictionary<FileFacts, FileFacts>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < files.Length; i++)
        {
            var facts = files[i].Facts;
            if (!marked.TryGetValue(facts, out var known))
            {
                known = facts.WithArguments(FactKind.Url, arguments => Mark(arguments, hosts));
                marked.Add(facts, known);
            }

            files[i] = files[i] with { Facts = known };
        }
    }

    private static ArgumentList Mark(ArgumentList arguments, HostSettings hosts)
    {
        if (arguments["role"] != "code" || arguments["host"] is not { } host)
        {
            return arguments;
        }

        // Patterns write addresses of version 6 in brackets, as URLs do.
        var name = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        if (HostPattern.MatchesAny(hosts.Deny, name))
        {
            return new ArgumentList([.. arguments.Items, new Argument("listed", "deny")]);
        }

        return HostPattern.MatchesAny(hosts.Allow, name)
            ? new ArgumentList([.. arguments.Items.ToArray().Select(item => item.Name == "role" ? item with { Value = "allowed" } : item), new Argument("listed", "allow")])
            : arguments;
    }
}

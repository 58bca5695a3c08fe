using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Assay.Text;

/// <summary>A host name in the parts that have owners: <c>a.b.example.co.uk</c> is <c>a.b</c> below the domain <c>example</c> under <c>co.uk</c>.</summary>
/// <param name="Below">What the owner of the domain put before it; empty for the domain itself.</param>
/// <param name="Name">The name that somebody registered.</param>
/// <param name="Suffix">What names are registered under.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DomainName(string Below, string Name, string Suffix)
{
    // Second levels under which countries register names.
    private static readonly FrozenSet<string> SecondLevels = new[] { "co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv", "nom", "web", "info", "ltd", "plc", "sch", "mil" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The registered domain.</summary>
    public string Domain => $"{Name}.{Suffix}";

    /// <summary>Splits a host name; false when it has no domain.</summary>
    public static bool TryParse(string host, out DomainName domain)
    {
        domain = default;
        var last = host.LastIndexOf('.');
        if (last <= 0 || last == host.Length - 1)
        {
            return false;
        }

        var suffix = last;
        if (host.Length - last == 3 && host.LastIndexOf('.', last - 1) is > 0 and var second && SecondLevels.Contains(host[(second + 1)..last]))
        {
            suffix = second;
        }

        var name = host.LastIndexOf('.', suffix - 1);
        domain = new DomainName(name < 0 ? "" : host[..name], host[(name + 1)..suffix], host[(suffix + 1)..]);
        return domain.Name.Length > 0;
    }
}

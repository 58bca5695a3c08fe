using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Assay.Text;

/// <summary>A trusted domain that a host resembles without being it.</summary>
/// <param name="Domain">The trusted domain; of a name joined to other words the name alone.</param>
/// <param name="How"><c>homoglyph</c>, <c>punycode</c>, <c>typo</c>, <c>combination</c> or <c>subdomain</c>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HostLikeness(string Domain, string How)
{
    private const int ShortestDrawn = 5;

    // Endings that are .com with a letter too few or another one.
    private static readonly FrozenSet<string> MistypedCom = new[] { "cm", "om", "con", "comm", "cpm", "vom", "xom" }.ToFrozenSet(StringComparer.Ordinal);

    // Networks that deliver the pages of others under the full names of these.
    private static readonly FrozenSet<string> Deliverers = new[]
    {
        "akadns.net", "akamai.net", "akamaiedge.net", "akamaihd.net", "akamaized.net", "cdn77.org", "cloudflare.net", "cloudfront.net", "edgekey.net", "edgesuite.net", "fastly.net", "footprint.net", "gscdn.net", "llnwd.net", "nsatc.net", "trafficmanager.net",
        "archive.org", "translate.goog",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Compares a host with the trusted domains; null when it resembles none.</summary>
    /// <param name="host">A name in lower case.</param>
    /// <param name="isTrusted">True when the host belongs to one of them.</param>
    public static HostLikeness? Of(string host, out bool isTrusted)
    {
        isTrusted = false;
        if (!DomainName.TryParse(host, out var written))
        {
            return null;
        }

        isTrusted = TrustedDomains.Contains(written.Domain);
        if (isTrusted)
        {
            return null;
        }

        var isNeighbour = TrustedDomains.IsNeighbour(written.Domain);
        return InOtherLetters(host) ?? (isNeighbour ? null : Drawn(written) ?? Mistyped(written)) ?? Combined(written) ?? Below(written);
    }

    /// <summary>True when a name is drawn or typed nearly like a trusted one, whoever it belongs to.</summary>
    public static bool IsNear(DomainName written) => Drawn(written) is not null || Mistyped(written) is not null;

    // gооgle.com with Cyrillic letters, as such or as xn--ggle-55da.com.
    private static HostLikeness? InOtherLetters(string host)
    {
        var isEncoded = host.Contains(Punycode.Prefix, StringComparison.Ordinal);
        if (!isEncoded && System.Text.Ascii.IsValid(host))
        {
            return null;
        }

        var seen = HostLetters.AsSeen(Punycode.DecodeHost(host));
        return DomainName.TryParse(seen, out var domain) && TrustedDomains.Contains(domain.Domain)
            ? new HostLikeness(domain.Domain, isEncoded ? "punycode" : "homoglyph")
            : null;
    }

    // rnicrosoft.com, paypa1.com
    private static HostLikeness? Drawn(DomainName written) =>
        written.Name.Length >= ShortestDrawn && TrustedDomains.DrawnLike(written.Name, written.Suffix) is { } domain
            ? new HostLikeness(domain, "homoglyph")
            : null;

    private static HostLikeness? Mistyped(DomainName written)
    {
        if (written.Name.Length < TrustedDomains.ShortestMistyped - 1)
        {
            return null;
        }

        if (MistypedCom.Contains(written.Suffix) && written.Name.Length >= TrustedDomains.ShortestMistyped && TrustedDomains.Contains($"{written.Name}.com"))
        {
            return new HostLikeness($"{written.Name}.com", "typo");
        }

        foreach (var name in TrustedDomains.NamesUnder(written.Suffix))
        {
            if (name.Length >= TrustedDomains.ShortestMistyped && IsOneStepAway(written.Name, name))
            {
                return new HostLikeness($"{name}.{written.Suffix}", "typo");
            }
        }

        return null;
    }

    // One letter more, less or other, or two neighbours changed.
    private static bool IsOneStepAway(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }

        var same = a.CommonPrefixLength(b);
        a = a[same..];
        b = b[same..];
        if (a.Length != b.Length)
        {
            return a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a);
        }

        return a.Length > 0 && (a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])));
    }

    // microsoft-update.example
    private static HostLikeness? Combined(DomainName written)
    {
        if (!written.Name.Contains('-', StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var word in written.Name.Split('-'))
        {
            if (TrustedDomains.IsBrand(word))
            {
                return new HostLikeness(word, "combination");
            }
        }

        return null;
    }

    // github.com.example.net, github-com.example.net
    private static HostLikeness? Below(DomainName written)
    {
        if (written.Below.Length == 0 || Deliverers.Contains(written.Domain))
        {
            return null;
        }

        // More labels than this are not a name to read.
        const int mostLabels = 16;
        var labels = written.Below.Split('.', mostLabels + 1);
        if (labels.Length > mostLabels)
        {
            return null;
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (i + 1 < labels.Length && $"{labels[i]}.{labels[i + 1]}" is var pair && TrustedDomains.Contains(pair))
            {
                return new HostLikeness(pair, "subdomain");
            }

            if (labels[i].LastIndexOf('-') is > 0 and var dash && $"{labels[i][(labels[i].LastIndexOf('-', dash - 1) + 1)..dash]}.{labels[i][(dash + 1)..]}" is var joined && TrustedDomains.Contains(joined))
            {
                return new HostLikeness(joined, "subdomain");
            }
        }

        return null;
    }
}

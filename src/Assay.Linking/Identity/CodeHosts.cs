using Assay.Model;

namespace Assay.Linking;

/// <summary>Compares the source repository of a manifest with its project page.</summary>
internal static class CodeHosts
{
    private const int LongestAddress = 2_000;

    // Hosts whose first path segment is the owner.
    private static readonly string[] Hosts = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "git.sr.ht"];

    /// <summary>Writes <c>repository-mismatch</c> where both lie on code hosts and belong to different owners.</summary>
    public static void Write(PackageManifest? manifest, FactWriter facts)
    {
        if (manifest is { Repository.Url: { } repository, ProjectUrl: { } project } && OwnerOf(repository) is { } owner && OwnerOf(project) is { } other && !string.Equals(owner, other, StringComparison.OrdinalIgnoreCase))
        {
            facts.Add(FactKind.Anomaly, "repository-mismatch", arguments: new ArgumentList(new Argument("how", "owner"), new Argument("repository", owner), new Argument("project", other)));
        }
    }

    // https://github.com/Owner/name => github.com/Owner; https://owner.github.io/name is Owner's, too.
    private static string? OwnerOf(string address)
    {
        if (address.Length > LongestAddress || !Uri.TryCreate(address.StartsWith("git@", StringComparison.Ordinal) ? "ssh://" + address.Replace(':', '/') : address, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var host = uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host[4..] : uri.Host;
        foreach (var known in Hosts)
        {
            if (host.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var owner, ..] ? $"{known}/{owner}" : null;
            }
        }

        return host.EndsWith(".github.io", StringComparison.OrdinalIgnoreCase) ? "github.com/" + host[..^".github.io".Length] : null;
    }
}

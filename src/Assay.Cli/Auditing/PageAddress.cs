using Assay.Model;

namespace Assay.Cli;

/// <summary>Addresses of pages about packages, from a pattern with <c>{community}</c>, <c>{id}</c> and <c>{version}</c>.</summary>
internal sealed class PageAddress
{
    private readonly string _pattern;

    private PageAddress(string pattern) => _pattern = pattern;

    /// <summary>Reads a pattern; throws when it gives no address of the web, or the same one for all packages.</summary>
    public static PageAddress Read(string option, string pattern)
    {
        var address = new PageAddress(pattern);
        if (!pattern.Contains("{id}", StringComparison.Ordinal))
        {
            throw new CommandFailedException(ExitCode.Usage, $"{option} {pattern}: {{id}} is missing, every package would have the same page");
        }

        return IsWebAddress(address.Of("nuget", "Sample", "1.0.0")) ? address : throw new CommandFailedException(ExitCode.Usage, $"{option} {pattern}: not an address that begins with https:// or http://");
    }

    /// <summary>Says whether a text is an absolute address of the web.</summary>
    public static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    /// <summary>Gives the address of the page about a package.</summary>
    public string Of(ReportedPackage package) => Of(package.Community ?? "", package.Id, package.Version ?? "");

    // Ids and versions are what a package says: outside of their place they mean nothing.
    private string Of(string community, string id, string version) => _pattern.Replace("{community}", Uri.EscapeDataString(community), StringComparison.Ordinal)
        .Replace("{version}", Uri.EscapeDataString(version), StringComparison.Ordinal).Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal);
}

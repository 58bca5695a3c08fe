using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Packages.Feeds;

/// <summary>A place to ask for packages: the service index of a V3 feed, the base of a V2 feed, or a folder. Not a record: printing it must not show credentials.</summary>
internal sealed class FeedSource
{
    /// <summary>Name in the NuGet configuration; else the address itself.</summary>
    public required string Name { get; init; }
    /// <summary>Address of the service index, or of the base of a V2 feed; null for a folder.</summary>
    public Uri? Index { get; init; }
    /// <summary>True when <see cref="Index"/> is the base of a V2 feed.</summary>
    public bool IsV2 { get; init; }
    /// <summary>Community of what a V3 feed has; null where the layout of each package decides.</summary>
    public string? Community { get; init; } = "nuget";
    /// <summary>The folder; null for a feed.</summary>
    public string? Folder { get; init; }
    /// <summary>What is sent to the host of <see cref="Index"/>, and to no other.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }
    /// <summary>Why the source cannot be asked; null when it can.</summary>
    public string? Obstacle { get; init; }
    /// <summary>True when the configuration allows plain HTTP.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>Gives a folder name of its own in the cache: packages of one source never stand for those of another.</summary>
    public string CacheKey => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Index?.AbsoluteUri ?? Name)))[..16];

    /// <summary>True when <paramref name="address"/> has scheme, host and port of the service index.</summary>
    public bool IsOwn(Uri address) => Index is not null && Uri.Compare(Index, address, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    public override string ToString() => Name;
}

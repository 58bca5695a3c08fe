using System.Text.Json;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>The registration of one package id; pages are read when a version of them is asked for.</summary>
internal sealed class Registration
{
    private readonly FeedHttp _http;
    private readonly FeedSource _source;
    private readonly FeedLimits _limits;
    private readonly List<Page> _pages = [];
    private readonly Dictionary<NuGetVersion, RegistrationEntry> _known = [];
    private int _read;

    private Registration(FeedHttp http, FeedSource source, FeedLimits limits) => (_http, _source, _limits) = (http, source, limits);

    /// <summary>Opens the registration below <paramref name="root"/>; null when there is none.</summary>
    public static async Task<Registration?> OpenAsync(FeedHttp http, FeedSource source, FeedLimits limits, Uri root, string id, CancellationToken cancellation)
    {
        using var index = await http.GetDocumentAsync(new Uri(root, Uri.EscapeDataString(id.ToLowerInvariant()) + "/index.json"), source, cancellation);
        if (index is null)
        {
            return null;
        }

        var registration = new Registration(http, source, limits);
        foreach (var page in index.RootElement.Items("items"))
        {
            registration.AddPage(page);
        }

        return registration;
    }

    /// <summary>Gives what was read so far about a version.</summary>
    public RegistrationEntry? Known(NuGetVersion version) => _known.GetValueOrDefault(version);

    /// <summary>Gives what the registration says about a version.</summary>
    public async Task<RegistrationEntry?> FindAsync(NuGetVersion version, CancellationToken cancellation)
    {
        foreach (var page in _pages.Where(page => page.Covers(version)).ToArray())
        {
            if (_read++ >= _limits.RegistrationPages)
            {
                break;
            }

            _pages.Remove(page);
            using var document = await _http.GetDocumentAsync(page.Address, _source, cancellation);
            if (document is not null)
            {
                AddLeaves(document.RootElement);
            }
        }

        return Known(version);
    }

    private void AddPage(JsonElement page)
    {
        // Small registrations carry the leaves of their pages.
        if (page.Member("items") is { ValueKind: JsonValueKind.Array })
        {
            AddLeaves(page);
        }
        else if (page.Address("@id") is { } address)
        {
            _pages.Add(new Page(address, Parse(page.Text("lower")), Parse(page.Text("upper"))));
        }
    }

    private void AddLeaves(JsonElement page)
    {
        foreach (var leaf in page.Items("items").Take(_limits.Versions))
        {
            if (RegistrationEntry.Read(leaf) is { } entry)
            {
                _known.TryAdd(entry.Version, entry);
            }
        }
    }

    private static NuGetVersion? Parse(string? text) => NuGetVersion.TryParse(text, out var version) ? version : null;

    private sealed record Page(Uri Address, NuGetVersion? Lower, NuGetVersion? Upper)
    {
        public bool Covers(NuGetVersion version) => (Lower is null || Lower <= version) && (Upper is null || version <= Upper);
    }
}

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
        using var index = await http.GetDocumentAsync(AddressOf(root, id), source, cancellation);
        return index is null ? null : Read(http, source, limits, index.RootElement);
    }

    /// <summary>Reads the index of a registration.</summary>
    public static Registration Read(FeedHttp http, FeedSource source, FeedLimits limits, JsonElement index)
    {
        var registration = new Registration(http, source, limits);
        foreach (var page in index.Items("items"))
        {
            registration.AddPage(page);
        }

        return registration;
    }

    /// <summary>Gives where the registration of an id is.</summary>
    public static Uri AddressOf(Uri root, string id) => new(root, Uri.EscapeDataString(id.ToLowerInvariant()) + "/index.json");

    /// <summary>Reads all pages that are not read yet; false when there are more than the limit, or one of them is not there.</summary>
    public async Task<bool> ReadAllAsync(CancellationToken cancellation)
    {
        var isComplete = true;
        foreach (var page in _pages)
        {
            if (_read++ >= _limits.AllRegistrationPages || _known.Count >= _limits.Versions)
            {
                return false;
            }

            using var document = await _http.GetDocumentAsync(page.Address, _source, cancellation);
            if (document is null)
            {
                isComplete = false;
                continue;
            }

            AddLeaves(document.RootElement);
        }

        _pages.Clear();
        return isComplete;
    }

    /// <summary>All that was read so far, lowest version first.</summary>
    public IEnumerable<RegistrationEntry> Entries => _known.Values.OrderBy(entry => entry.Version);

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

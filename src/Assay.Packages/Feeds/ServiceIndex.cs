using System.Text.Json;

namespace Assay.Packages.Feeds;

/// <summary>The resources of a V3 feed that are used here, of each kind the best one that the feed offers.</summary>
/// <param name="Packages">Base of the flat container, ending with <c>/</c>.</param>
/// <param name="Registrations">Base of the registrations, ending with <c>/</c>; null when the feed has none.</param>
/// <param name="Search">The search; null when the feed has none.</param>
/// <param name="Catalog">Index of the catalog; null when the feed has none.</param>
internal sealed record ServiceIndex(Uri Packages, Uri? Registrations, Uri? Search, Uri? Catalog)
{
    private const string FlatContainer = "PackageBaseAddress/3.0.0";

    // The first has the versions of SemVer 2 too; later ones leave them out.
    private static readonly string[] RegistrationTypes = ["RegistrationsBaseUrl/3.6.0", "RegistrationsBaseUrl/Versioned", "RegistrationsBaseUrl/3.4.0", "RegistrationsBaseUrl/3.0.0-rc", "RegistrationsBaseUrl/3.0.0-beta", "RegistrationsBaseUrl"];
    private static readonly string[] SearchTypes = ["SearchQueryService/3.5.0", "SearchQueryService/Versioned", "SearchQueryService/3.0.0-rc", "SearchQueryService/3.0.0-beta", "SearchQueryService"];

    public static ServiceIndex Read(JsonDocument document, FeedSource source)
    {
        var byType = new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in document.RootElement.Items("resources"))
        {
            foreach (var type in resource.Texts("@type"))
            {
                if (resource.Address("@id") is { } address)
                {
                    byType.TryAdd(type, address);
                }
            }
        }

        if (!byType.TryGetValue(FlatContainer, out var packages))
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' is no V3 feed with packages: its service index offers no {FlatContainer}.");
        }

        var registrations = Best(byType, RegistrationTypes);
        return new ServiceIndex(AsFolder(packages), registrations is null ? null : AsFolder(registrations), Best(byType, SearchTypes), byType.GetValueOrDefault("Catalog/3.0.0"));
    }

    private static Uri? Best(Dictionary<string, Uri> byType, string[] types) => types.Select(type => byType.GetValueOrDefault(type)).FirstOrDefault(address => address is not null);

    private static Uri AsFolder(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}

using System.Text.Json;

namespace Assay.Packages.Feeds;

/// <summary>The resources of a V3 feed that are used here.</summary>
/// <param name="Packages">Base of the flat container, ending with <c>/</c>.</param>
/// <param name="Registrations">Base of the registrations, ending with <c>/</c>; null when the feed has none.</param>
internal sealed record ServiceIndex(Uri Packages, Uri? Registrations)
{
    private const string FlatContainer = "PackageBaseAddress/3.0.0";

    // The first has the versions of SemVer 2 too; later ones leave them out.
    private static readonly string[] RegistrationTypes = ["RegistrationsBaseUrl/3.6.0", "RegistrationsBaseUrl/Versioned", "RegistrationsBaseUrl/3.4.0", "RegistrationsBaseUrl/3.0.0-rc", "RegistrationsBaseUrl/3.0.0-beta", "RegistrationsBaseUrl"];

    public static ServiceIndex Read(JsonDocument document, FeedSource source)
    {
        var byType = new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in document.RootElement.Items("resources"))
        {
            foreach (var type in resource.Texts("@type"))
            {
                if (resource.Address("@id") is { } address)
                {
                    byType.TryAdd(type, AsFolder(address));
                }
            }
        }

        if (!byType.TryGetValue(FlatContainer, out var packages))
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' is no V3 feed with packages: its service index offers no {FlatContainer}.");
        }

        return new ServiceIndex(packages, RegistrationTypes.Select(type => byType.GetValueOrDefault(type)).FirstOrDefault(address => address is not null));
    }

    private static Uri AsFolder(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}

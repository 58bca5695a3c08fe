using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.Packages;
using Assay.Packages.Feeds;

namespace Assay.Fuzz.Targets;

/// <summary>Documents of feeds.</summary>
internal static class FeedTargets
{
    private static readonly FeedSource Source = new() { Name = "fuzz", Index = new Uri("https://feed.example.invalid/index.json") };
    private static readonly Uri Address = Source.Index!;
    private static readonly FeedHttp Http = new(FeedLimits.Default, TimeProvider.System, null);
    internal static readonly string[] JsonWords = ["null", "true", "-1", "1e400", "99999999999999999999", "\"\\ud800\"", "\"1900-01-01T00:00:00\"", "\"http://127.0.0.1/\"", "[", "{", "\"@id\":", "\"@type\":", "\"items\":", "\"version\":", "\"[1.0.0, 2.0.0)\""];

    public static FuzzTarget Version3 { get; } = new("feed-v3", "feeds", FeedSeeds.Version3, (input, outcome) =>
    {
        using var document = FeedHttp.ParseJson(input, Address, Source);
        var root = document.RootElement;
        outcome.AddAll(CatalogItem.ReadPage(root, FeedLimits.Default));
        outcome.AddAll(CatalogIndex.Read(root, FeedLimits.Default).Pages);
        outcome.AddAll(Registration.Read(Http, Source, FeedLimits.Default, root).Entries);
        outcome.Add($"{RegistrationEntry.Read(root)}");
        outcome.AddAll(root.Items("data").Select(row => SearchRow.Read(row, FeedLimits.Default)));
        outcome.Add($"{ServiceIndex.Read(document, Source)}");
    })
    {
        Mutations = Formats.Json,
        Words = JsonWords,
        Refusals = [typeof(FeedException)],
    };

    public static FuzzTarget Version2 { get; } = new("feed-v2", "feeds", FeedSeeds.Version2, (input, outcome) =>
    {
        var page = GalleryPage.Read(input, Address, Source, FeedLimits.Default);
        outcome.Add($"{page.Count} {page.Next} {page.Rows}");
        outcome.AddAll(page.Entries.Select(entry => entry.Listing.ToString() + entry.Content));
    })
    {
        Mutations = Formats.Xml,
        Words = ["<entry>", "<m:properties>", "<d:Version>", "&amp;", "<![CDATA[", "m:null=\"true\"", "<link rel=\"next\" href=\"/\"/>", "1900-01-01T00:00:00"],
        Refusals = [typeof(FeedException)],
    };
}

using System.Globalization;
using Assay.Community.Index;
using Assay.Web.Communities;
using Assay.Web.Hosting;
using Assay.Web.Reports;
using Microsoft.Extensions.Options;

namespace Assay.Web.Pages.Packages;

/// <summary>Answers for packages, versions and comparisons. Finished pages are kept; who asks first waits for the judgement.</summary>
internal sealed class PackageEndpoints(ReportLibrary library, Judging judging, FinishedPages pages, IOptions<PortalOptions> options)
{
    // A page may change whenever the index or the day does; a validator is enough for browsers.
    private const string Revalidate = "private, no-cache";
    private const string Shortly = "public, max-age=300";

    private readonly HashSet<string> _categories = [.. judging.Rules.Behaviors.Select(rule => rule.Category), .. judging.Rules.Policies.Select(rule => rule.Category)];

    /// <summary>The rules that pages name.</summary>
    public ShownRules Rules { get; } = new(judging.Rules);

    /// <summary>A package with all its versions.</summary>
    public async Task<IResult> PackageAsync(HttpContext context, PortalCommunity community, string id)
    {
        var number = int.TryParse(context.Request.Query["page"], out var page) ? Math.Clamp(page, 1, PackagePage.MostPages) : 1;
        var isForProgram = MachineForm.IsAccepted(context.Request);
        var key = $"{community.Name}\n{community.Read(reader => reader.State, "")}\n{judging.Today:O}\n{id}\n{(isForProgram ? "json" : number)}";
        if (!context.Request.Query.ContainsKey("version") && pages.Find(key) is { } kept)
        {
            return new KeptResult(kept, Revalidate);
        }

        if (Versions(community, id) is not { } found)
        {
            return NoPackage(community);
        }

        var (versions, spelled, isMachineForm) = found;
        var address = PackageAddress.Of(community.Name, versions[0].Id);
        if (context.Request.Query["version"] is [{ } chosen])
        {
            return versions.FirstOrDefault(entry => entry.Version == chosen) is { } entry ? Results.LocalRedirect(PackageAddress.Of(community.Name, entry.Id, entry.Version)) : NoVersion(versions[0].Id);
        }

        if (versions[0].Id != spelled)
        {
            return Moved(context, isMachineForm ? MachineForm.Of(address) : address);
        }

        var made = await pages.GetAsync(key, () => ValueTask.FromResult<PackedPage?>(isMachineForm || isForProgram
            ? PackedPage.Of(VersionList.Write(community.Name, versions, Rules), MachineForm.MediaType)
            : pages.Pack(PackagePage.Of(community, versions, Rules, number))));
        return new KeptResult(made!, Revalidate);
    }

    /// <summary>A version, or one of its lists.</summary>
    public async Task<IResult> VersionAsync(HttpContext context, PortalCommunity community, string id, string version, string tab)
    {
        if (VersionLookup.Find(community, id, version, mayEnd: tab.Length == 0) is not { } found)
        {
            return NoVersion(community, id);
        }

        if (found.Canonical is { } canonical)
        {
            return Moved(context, tab.Length == 0 ? canonical : $"{canonical}/{tab}");
        }

        var key = $"{community.Name}\n{found.State}\n{judging.Scanner().Key}\n{found.Version.Number}\n";
        if (found.IsMachineForm || MachineForm.IsAccepted(context.Request))
        {
            return await pages.GetAsync(key + "json", async () => await library.JsonAsync(community, found.Version) is { } packed ? PackedPage.OfPacked(packed, MachineForm.MediaType) : null) is { } json
                ? new KeptResult(json, Revalidate)
                : Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "No report", detail: UnreadPage.Sentence(found.Version));
        }

        var category = tab is "issues" or "behaviors" ? context.Request.Query["category"].FirstOrDefault() : null;
        if (category is not null && !_categories.Contains(category))
        {
            return ErrorPages.NotFound("There is no such category of findings.");
        }

        return await pages.GetAsync($"{key}{tab}\n{category}", () => RenderAsync(community, found.Version, tab, category)) is { } page
            ? new KeptResult(page, Revalidate)
            : UnreadPage.Of(community, found.Version, Rules);
    }

    /// <summary>Two versions side by side.</summary>
    public async Task<IResult> CompareAsync(HttpContext context, PortalCommunity community, string id, string pair)
    {
        if (pair.Split("...") is not [{ Length: > 0 } first, { Length: > 0 } second] || VersionLookup.Find(community, id, first, mayEnd: false) is not { } before || VersionLookup.Find(community, id, second, mayEnd: true) is not { } after)
        {
            return NoVersion(community, id);
        }

        var address = PackageAddress.Compare(community.Name, after.Version.Id, before.Version.Version, after.Version.Version);
        if (before.Canonical is not null || after.Canonical is not null)
        {
            return Moved(context, after.IsMachineForm ? MachineForm.Of(address) : address);
        }

        var key = $"{community.Name}\n{after.State}\n{judging.Scanner().Key}\n{before.Version.Number}\n{after.Version.Number}\n";
        if (after.IsMachineForm || MachineForm.IsAccepted(context.Request))
        {
            return await pages.GetAsync(key + "json", async () => await library.CompareJsonAsync(community, before.Version, after.Version) is { } packed ? PackedPage.OfPacked(packed, MachineForm.MediaType) : null) is { } json
                ? new KeptResult(json, Revalidate)
                : Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "No comparison", detail: UnreadPage.Sentence(Unread(before.Version, after.Version)));
        }

        return await pages.GetAsync(key, async () => await library.CompareAsync(community, before.Version, after.Version) is { } comparison
                ? pages.Pack(ComparePage.Of(community, comparison, before.Version, after.Version, community.Read(reader => reader.Versions(after.Version.Id), [])))
                : null) is { } page
            ? new KeptResult(page, Revalidate)
            : UnreadPage.Of(community, Unread(before.Version, after.Version), Rules);
    }

    /// <summary>Leads from the form to the comparison.</summary>
    public static IResult ChooseComparison(HttpContext context, PortalCommunity community, string id) =>
        context.Request.Query["before"] is [{ } before] && context.Request.Query["after"] is [{ } after]
        && VersionLookup.Find(community, id, before, mayEnd: false) is { } first && VersionLookup.Find(community, id, after, mayEnd: false) is { } second
            ? Results.LocalRedirect(PackageAddress.Compare(community.Name, first.Version.Id, first.Version.Version, second.Version.Version))
            : NoVersion(community, id);

    /// <summary>The badge of a version, or of the one that stands for the package.</summary>
    public async Task<IResult> BadgeAsync(HttpContext context, PortalCommunity community, string id, string? version)
    {
        var latest = version is null && Versions(community, id) is { IsMachineForm: false } all ? PackagePage.Latest(all.Versions) : null;
        var found = VersionLookup.Find(community, id, version ?? latest?.Version ?? "", mayEnd: false);
        if (found is null)
        {
            return NoVersion(community, id);
        }

        if (found.Canonical is { } canonical)
        {
            return Moved(context, $"{(version is null ? PackageAddress.Of(community.Name, found.Version.Id) : canonical)}/badge.svg");
        }

        var page = await pages.GetAsync($"{community.Name}\n{found.State}\n{judging.Scanner().Key}\n{found.Version.Number}\nbadge", async () =>
        {
            var report = await library.FindAsync(community, found.Version);
            return PackedPage.Of(VerdictBadge.Draw(options.Value.Name, report?.Verdict.Status, report is null ? null : judging.Today.ToString("O", CultureInfo.InvariantCulture)), "image/svg+xml; charset=utf-8");
        });

        // Other sites show it: that is what it is for.
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return new KeptResult(page!, options.Value.AnonymousRead ? Shortly : Revalidate);
    }

    /// <summary>The versions as news.</summary>
    public IResult Feed(HttpContext context, PortalCommunity community, string id)
    {
        if (Versions(community, id) is not { IsMachineForm: false } found)
        {
            return NoPackage(community);
        }

        var address = PackageAddress.Of(community.Name, found.Versions[0].Id);
        if (found.Versions[0].Id != found.Spelled)
        {
            return Moved(context, address + "/feed.atom");
        }

        var feed = PackageFeed.Of(PublicAddress.Of(context.Request, options.Value), options.Value.Name, community, found.Versions, Rules);
        return new KeptResult(PackedPage.Of(feed.Write(), "application/atom+xml; charset=utf-8"), options.Value.AnonymousRead ? Shortly : Revalidate);
    }

    /// <summary>The page that says that a version is not there.</summary>
    public static IResult NoVersion(PortalCommunity community, string id) => Versions(community, id) is { } found ? NoVersion(found.Versions[0].Id) : NoPackage(community);

    /// <summary>Leads to the address as the index spells it.</summary>
    public static IResult Moved(HttpContext context, string address) => Results.Redirect(address + context.Request.QueryString.ToUriComponent(), permanent: true);

    private async ValueTask<PackedPage?> RenderAsync(PortalCommunity community, VersionEntry version, string tab, string? category)
    {
        if (await library.FindAsync(community, version) is not { } report)
        {
            return null;
        }

        var context = VersionContext.Of(community, version, report, Rules);
        return pages.Pack(tab switch
        {
            "issues" => FindingPages.Issues(context, category),
            "behaviors" => FindingPages.Behaviors(context, category),
            "vulnerabilities" => FindingPages.Vulnerabilities(context),
            "dependencies" => FindingPages.Dependencies(context),
            "files" => FindingPages.Files(context),
            _ => VersionPage.Of(context),
        });
    }

    private static (IReadOnlyList<VersionEntry> Versions, string Spelled, bool IsMachineForm)? Versions(PortalCommunity community, string id) => community.Read<(IReadOnlyList<VersionEntry>, string, bool)?>(
        reader =>
        {
            foreach (var name in VersionLookup.Spellings(id))
            {
                if (reader.Versions(name) is { Count: > 0 } exact)
                {
                    return (exact, name, false);
                }

                if (MachineForm.WithoutEnding(name) is { } shorter && reader.Versions(shorter) is { Count: > 0 } versions)
                {
                    return (versions, shorter, true);
                }
            }

            return null;
        },
        null);

    private static VersionEntry Unread(VersionEntry before, VersionEntry after) => after.State == VersionState.Read && before.State != VersionState.Read ? before : after;

    private static SitePage NoPackage(PortalCommunity community) => ErrorPages.NotFound(community.Exists ? $"The index of {community.Title} does not know this package. It can be asked for under “Scan a package”." : $"This site has no index of {community.Title}.");

    private static SitePage NoVersion(string id) => ErrorPages.NotFound($"The index does not know this version of {id}. It can be asked for under “Scan a package”.");
}

/// <summary>Sends a page that is kept.</summary>
internal sealed record KeptResult(PackedPage Page, string CacheControl) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Page.WriteAsync(httpContext, CacheControl);
}

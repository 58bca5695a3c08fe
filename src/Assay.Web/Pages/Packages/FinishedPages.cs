using Assay.Web.Hosting;
using Assay.Web.Reports;
using Microsoft.Extensions.Options;

namespace Assay.Web.Pages.Packages;

/// <summary>Keeps the pages that were shown last. A page is written again when the index, the inputs of judging or the page's own address are others. Thread-safe.</summary>
internal sealed class FinishedPages(IOptions<PortalOptions> options)
{
    private const long MemoryBytes = 64L * 1024 * 1024;

    private readonly BoundedCache<PackedPage> _pages = new(MemoryBytes, page => page.Packed.Length);

    /// <summary>Bytes that are kept now.</summary>
    public long Bytes => _pages.Bytes;

    /// <summary>Gives a page that is kept; null when it is not.</summary>
    public PackedPage? Find(string key) => _pages.Find(key);

    /// <summary>Gives a page; null when <paramref name="make"/> gives none.</summary>
    /// <param name="key">Everything that the page depends on.</param>
    /// <param name="make">Makes it.</param>
    public async ValueTask<PackedPage?> GetAsync(string key, Func<ValueTask<PackedPage?>> make)
    {
        try
        {
            return await _pages.GetAsync(key, async () => await make() ?? throw new NoPageException());
        }
        catch (NoPageException)
        {
            return null;
        }
    }

    /// <summary>Packs a page of the site.</summary>
    public PackedPage Pack(SitePage page) => PackedPage.Of(page.Render(options.Value.Name), "text/html; charset=utf-8");

    // What is not there is not kept, and all who asked for it at once are told.
    private sealed class NoPageException : Exception;
}

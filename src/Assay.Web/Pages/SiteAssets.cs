using System.Security.Cryptography;
using System.Text;
using Assay.Reports.Html;
using Assay.Web.Access;

namespace Assay.Web.Pages;

/// <summary>Style sheets, drawings and scripts of this assembly. Their addresses hold their hashes, so that browsers may keep them for ever.</summary>
internal static class SiteAssets
{
    private static readonly (string Name, string Type)[] Names = [("site.css", "text/css; charset=utf-8"), ("icon.svg", "image/svg+xml"), ("progress.js", "text/javascript; charset=utf-8")];

    // One file for browsers; a sheet for each area of the site for people.
    private static readonly string[] Sheets = ["site.css", "search.css", "packages.css", "jobs.css", "access.css"];

    private static readonly Dictionary<string, Asset> All = Names.ToDictionary(entry => entry.Name, entry => Load(entry.Name, entry.Type), StringComparer.Ordinal);

    /// <summary>The address of a file; throws for a name that is none.</summary>
    public static string Address(string name) => All[name].Address;

    public static void Map(WebApplication app)
    {
        foreach (var asset in All.Values)
        {
            app.MapGet(asset.Address, (HttpContext context) => PageBytes.WriteAsync(context, asset.Bytes, asset.Type, StatusCodes.Status200OK, "public, max-age=31536000, immutable", $"\"{asset.Hash}\"")).Requires(PortalRole.None).ExcludeFromDescription();
        }
    }

    private static Asset Load(string name, string type)
    {
        var bytes = Encoding.UTF8.GetBytes(name == "site.css" ? StyleSheet.Report.Text + string.Concat(Sheets.Select(Read)) : Read(name));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        var dot = name.LastIndexOf('.');
        return new Asset($"/assets/{name[..dot]}.{hash}{name[dot..]}", type, hash, bytes);
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(SiteAssets).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private sealed record Asset(string Address, string Type, string Hash, byte[] Bytes);
}

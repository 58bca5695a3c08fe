using Assay.Model;

namespace Assay.Reports;

/// <summary>Writes modules of a PowerShell gallery as packages of its feed, which tools for NuGet understand.</summary>
public static class GalleryAddresses
{
    /// <summary>Gives the report with the package URLs of gallery modules as <c>pkg:nuget/Name@1.0.0?repository_url=ADDRESS</c>.</summary>
    public static CheckReport In(CheckReport report, string repository) => report with
    {
        Packages =
        [
            .. report.Packages.Select(package => package with
            {
                Package = package.Package with { Purl = In(package.Package.Purl, repository, package.Package.Id) },
                Components = [.. package.Components.Select(component => component with { Purl = In(component.Purl, repository, component.Name) })],
                Vulnerabilities = package.Vulnerabilities with
                {
                    Items = [.. package.Vulnerabilities.Items.Select(item => item with { Affected = item.Affected with { Purl = In(item.Affected.Purl, repository, item.Affected.Component) ?? item.Affected.Purl } })],
                },
            }),
        ],
    };

    private static string? In(string? purl, string repository, string name) => PackageUrl.Parse(purl) is { IsGallery: true } parsed ? parsed.InRepository(repository, name).ToString() : purl;
}

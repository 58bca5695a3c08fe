using Assay.Model;

namespace Assay.Reports;

/// <summary>Says how many web addresses a package has, and what they are for.</summary>
internal static class UrlText
{
    /// <summary><c>12 in code, at 3 hosts:</c></summary>
    public static string InCode(ReportedUrls urls) => urls.Code == 0
        ? "None in code."
        : $"{urls.Code:N0} in code, at {Quantity.Of(urls.HostsTotal, "host")}:";

    /// <summary><c>Not in code: 30 in documentation, 2 in licences.</c>; null when there are no others.</summary>
    public static string? Others(ReportedUrls urls)
    {
        (int Count, string Where)[] others =
        [
            (urls.Documentation, "in documentation and messages"), (urls.License, "in licences"), (urls.Schema, urls.Schema == 1 ? "name of a schema" : "names of schemas"), (urls.Certificate, "in certificates"),
        ];
        var present = others.Where(other => other.Count > 0).Select(other => $"{other.Count:N0} {other.Where}").ToArray();
        return present.Length == 0 ? null : $"Not in code: {string.Join(", ", present)}.";
    }
}

namespace Assay.Web.Pages;

/// <summary>The form of a page for programs: the same address with <c>.json</c> behind its last part, or the same address when only JSON is accepted.</summary>
/// <remarks>Names of packages and versions may end with <c>.json</c> themselves: whoever looks one up takes the last part as it is first, and only then without the ending.</remarks>
internal static class MachineForm
{
    /// <summary>The ending of addresses.</summary>
    public const string Ending = ".json";

    /// <summary>Media type of the answers.</summary>
    public const string MediaType = "application/json";

    /// <summary>Whether the answer is for a program by what it accepts: JSON is named and HTML is not.</summary>
    public static bool IsAccepted(HttpRequest request) =>
        request.GetTypedHeaders().Accept is { Count: > 0 } accept && accept.Any(type => type.MediaType.Value?.Contains("json", StringComparison.OrdinalIgnoreCase) == true) && !accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>The last part of an address without the ending; null when it has none.</summary>
    public static string? WithoutEnding(string last) => last.Length > Ending.Length && last.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? last[..^Ending.Length] : null;

    /// <summary>The address of the machine form of a page.</summary>
    /// <param name="address">The page's path, without a query.</param>
    public static string Of(string address) => address + Ending;

    /// <summary>The entry of <see cref="SitePage.Alternates"/> for the machine form.</summary>
    public static (string Type, string Title, string Address) Alternate(string address) => (MediaType, "JSON", Of(address));
}

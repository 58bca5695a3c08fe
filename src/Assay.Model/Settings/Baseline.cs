namespace Assay.Model;

/// <summary>Issues that were known at some time, by package without version.</summary>
/// <param name="File">The file they were read from.</param>
/// <param name="ByPackage">Rule ids by fingerprint, by <see cref="KeyOf"/>.</param>
public sealed record Baseline(InputFile File, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ByPackage)
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    /// <summary>Gives the rule ids by fingerprint that are known of a package.</summary>
    public IReadOnlyDictionary<string, string> Of(string? community, string id) => ByPackage.GetValueOrDefault(KeyOf(community, id), Nothing);

    /// <summary>Names a package without its version: <c>pkg:nuget/contoso.logging</c>, <c>file:tool.ps1</c> for loose files.</summary>
    public static string KeyOf(string? community, string id)
    {
        var name = Uri.EscapeDataString(id.ToLowerInvariant());
        return community is null ? "file:" + name : $"pkg:{community}/{name}";
    }
}

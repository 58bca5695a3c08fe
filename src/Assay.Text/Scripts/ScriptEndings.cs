namespace Assay.Text.Scripts;

/// <summary>Endings of files that a command runs or loads.</summary>
internal static class ScriptEndings
{
    private static readonly string[] Run = [".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".exe", ".com", ".msi", ".sh", ".py", ".lnk", ".reg", ".jar", ".scr"];

    private static readonly string[] Code = [".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".ps1", ".psm1", ".bat", ".cmd", ".reg", ".sh", ".cs", ".csx", ".inf", ".url", ".mjs", ".cjs"];

    /// <summary>True for a file that runs by its ending.</summary>
    public static bool IsFile(string name) => Has(name, Run) && !name.Contains("://", StringComparison.Ordinal);

    /// <summary>The ending of a file whose content is code or settings; null for others.</summary>
    public static string? OfCode(string name) => Has(name, Code) ? name[name.LastIndexOf('.')..].ToLowerInvariant() : null;

    private static bool Has(string name, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

namespace Assay.Packages.Projects;

/// <summary>Tells files that name packages by their names.</summary>
public static class ProjectKinds
{
    /// <summary>True for a project of MSBuild that can reference packages.</summary>
    public static bool IsProject(string path) => Extension(path) is ".CSPROJ" or ".VBPROJ" or ".FSPROJ";

    /// <summary>True for a solution or a filter of one.</summary>
    public static bool IsSolution(string path) => Extension(path) is ".SLN" or ".SLNX" or ".SLNF";

    /// <summary>Gives the kind of a file that is one by its name alone; null for files that have to be looked at, and for all others.</summary>
    public static string? ByName(string path)
    {
        var name = Path.GetFileName(path).ToUpperInvariant();
        return name switch
        {
            _ when IsProject(path) => "project",
            _ when IsSolution(path) => "solution",
            "PACKAGES.LOCK.JSON" => "packages-lock",
            "PROJECT.ASSETS.JSON" => "project-assets",
            "PACKAGES.CONFIG" => "packages-config",
            "DIRECTORY.PACKAGES.PROPS" => "central-packages",
            "DOTNET-TOOLS.JSON" => "tools",
            "GLOBAL.JSON" => "sdk",
            "BOM.JSON" or "BOM.XML" or "SBOM.JSON" or "SBOM.XML" => "bill",
            _ when name.EndsWith(".DEPS.JSON", StringComparison.Ordinal) => "deps-json",
            _ when name.EndsWith(".CDX.JSON", StringComparison.Ordinal) || name.EndsWith(".CDX.XML", StringComparison.Ordinal) || name.EndsWith(".SPDX.JSON", StringComparison.Ordinal) || name.EndsWith(".SPDX", StringComparison.Ordinal) => "bill",
            _ when name.EndsWith(".LOCK.JSON", StringComparison.Ordinal) && name.StartsWith("PACKAGES.", StringComparison.Ordinal) => "packages-lock",
            _ => null,
        };
    }

    /// <summary>True for scripts, modules and data files of PowerShell.</summary>
    public static bool IsPowerShell(string path) => Extension(path) is ".PS1" or ".PSM1" or ".PSD1";

    private static string Extension(string path) => Path.GetExtension(path).ToUpperInvariant();
}

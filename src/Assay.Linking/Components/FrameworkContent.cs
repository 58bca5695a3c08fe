using Assay.Model;

namespace Assay.Linking.Components;

/// <summary>Tells content that describes or is the framework from copies of libraries.</summary>
internal static class FrameworkContent
{
    private static readonly string[] Beginnings =
    [
        "runtime.", "Microsoft.NETCore.App", "Microsoft.AspNetCore.App", "Microsoft.WindowsDesktop.App", "Microsoft.NETCore.Platforms", "Microsoft.NETCore.Runtime", "Microsoft.NETCore.UniversalWindowsPlatform",
        "NETStandard.Library", "Microsoft.NETFramework.ReferenceAssemblies", "Microsoft.NET.Runtime.", "Microsoft.NET.ILLink", "Microsoft.DotNet.ILCompiler", "Microsoft.Windows.Compatibility",
    ];

    /// <summary>True for packages that are parts of the framework: what is in them is the framework of that version, which advisories name by the id of the package.</summary>
    public static bool IsOf(PackageManifest? manifest) =>
        manifest is not null && Array.Exists(Beginnings, beginning => manifest.Id.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for folders of assemblies that code is compiled against and never runs.</summary>
    public static bool IsReference(string name) =>
        name.StartsWith("ref/", StringComparison.OrdinalIgnoreCase) || name.Contains("/ref/", StringComparison.OrdinalIgnoreCase) || name.Contains("/refs/", StringComparison.OrdinalIgnoreCase);
}

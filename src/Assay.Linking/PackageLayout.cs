using Assay.Model;

namespace Assay.Linking;

/// <summary>Says when the files of a package run, from where they lie (NuGet's package conventions).</summary>
internal static class PackageLayout
{
    /// <summary>Surfaces of an entry by its path within the package, before its places are looked at.</summary>
    public static Surface Of(string path, ArtifactKind kind, IReadOnlyList<string> packageTypes)
    {
        var segments = path.Split('/', '\\');
        var folder = segments.Length > 1 ? segments[0].ToLowerInvariant() : "";
        var name = segments[^1].ToLowerInvariant();
        return folder switch
        {
            // Visual Studio runs these three, by name, in the root of tools only.
            "tools" when segments.Length == 2 && name is "init.ps1" or "install.ps1" or "uninstall.ps1" => Surface.Install,
            "tools" when kind == ArtifactKind.MSBuild => Surface.Build,
            "tools" when CanRun(kind) => Surface.Run,
            "build" or "buildtransitive" or "buildmultitargeting" or "buildcrosstargeting" or "sdk" when kind == ArtifactKind.MSBuild || CanRun(kind) => Surface.Build,
            "analyzers" when kind == ArtifactKind.ManagedAssembly => Surface.Compile,
            "lib" or "runtimes" when CanRun(kind) => Surface.Call,
            "" when CanRun(kind) && packageTypes.Contains("MSBuildSdk", StringComparer.OrdinalIgnoreCase) => Surface.Build,
            _ => Surface.Shipped,
        };
    }

    /// <summary>Surfaces of a file that is scanned by itself: a library or its source waits to be called, a script is started.</summary>
    public static Surface OfLooseFile(ArtifactKind kind) => kind switch
    {
        ArtifactKind.ManagedAssembly or ArtifactKind.DotNetSource or ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO => Surface.Call,
        ArtifactKind.MSBuild => Surface.Build,
        ArtifactKind.PowerShellXml => Surface.Import,
        // Somebody opens them, and then they do what they say.
        ArtifactKind.RegistryFile or ArtifactKind.SetupInformation or ArtifactKind.InternetShortcut => Surface.Run,
        _ when CanRun(kind) => Surface.Run,
        _ => Surface.Shipped,
    };

    /// <summary>Adds what a place tells of itself to what its file tells.</summary>
    public static Surface Combine(Surface file, Surface place)
    {
        // A library's code waits to be called, but for initialisers; its entry point is never started.
        if (file == Surface.Call)
        {
            var initialiser = place & (Surface.Load | Surface.FirstUse);
            return initialiser != Surface.None ? initialiser : file;
        }

        // Shipped content is not loaded at all; elsewhere the file decides and initialisers run with it.
        return file == Surface.Shipped ? file : file | (place & Surface.Load);
    }

    private static bool CanRun(ArtifactKind kind) => kind is ArtifactKind.ManagedAssembly or ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO
        or ArtifactKind.PowerShell or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.HtmlApplication or ArtifactKind.Shortcut;
}

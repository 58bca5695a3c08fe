namespace Assay.Model;

/// <summary>Says when a piece of code runs; one place may have several.</summary>
[Flags]
public enum Surface : ushort
{
    /// <summary>No statement.</summary>
    None = 0,
    /// <summary>When the package is installed (init.ps1, install.ps1, uninstall.ps1).</summary>
    Install = 1 << 0,
    /// <summary>When a project that references the package is opened or built (props, targets, SDKs).</summary>
    Build = 1 << 1,
    /// <summary>Inside the compiler and the editor (analyzers, source generators).</summary>
    Compile = 1 << 2,
    /// <summary>When a PowerShell module is imported.</summary>
    Import = 1 << 3,
    /// <summary>When the assembly is loaded (module initialiser).</summary>
    Load = 1 << 4,
    /// <summary>When a type is first used (static constructor).</summary>
    FirstUse = 1 << 5,
    /// <summary>When the packaged program or script is started.</summary>
    Run = 1 << 6,
    /// <summary>When the consumer calls it.</summary>
    Call = 1 << 7,
    /// <summary>Shipped only; nothing that was read refers to it.</summary>
    Shipped = 1 << 8,
}

/// <summary>Gives surfaces their names of the report and of the rules.</summary>
public static class SurfaceNames
{
    private static readonly (Surface Surface, string Name)[] Table =
    [
        (Surface.Install, "install"), (Surface.Build, "build"), (Surface.Compile, "compile"), (Surface.Import, "import"),
        (Surface.Load, "load"), (Surface.FirstUse, "first-use"), (Surface.Run, "run"), (Surface.Call, "call"), (Surface.Shipped, "shipped"),
    ];

    /// <summary>Surfaces on which code runs without the consumer calling it.</summary>
    public const Surface Automatic = Surface.Install | Surface.Build | Surface.Compile | Surface.Import | Surface.Load | Surface.FirstUse | Surface.Run;

    /// <summary>Every surface, most urgent first.</summary>
    public static IReadOnlyList<Surface> MostUrgentFirst { get; } = [.. Table.Select(entry => entry.Surface)];

    /// <summary>Lists the names of all set surfaces, most urgent first.</summary>
    public static IReadOnlyList<string> Names(this Surface surfaces) =>
        [.. Table.Where(entry => (surfaces & entry.Surface) != 0).Select(entry => entry.Name)];

    /// <summary>Reads one name; false when there is no such surface.</summary>
    public static bool TryParse(string name, out Surface surface)
    {
        foreach (var entry in Table)
        {
            if (string.Equals(entry.Name, name, StringComparison.Ordinal))
            {
                surface = entry.Surface;
                return true;
            }
        }

        surface = Surface.None;
        return false;
    }
}

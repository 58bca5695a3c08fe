namespace Assay.Reports;

/// <summary>Says in words when code of a surface runs.</summary>
internal static class SurfaceText
{
    public static string Explain(string surface) => surface switch
    {
        "install" => "when the package is installed",
        "build" => "when a project that references it is opened or built",
        "compile" => "inside the compiler and the editor",
        "import" => "when the module is imported",
        "load" => "when the assembly is loaded",
        "first-use" => "when a type is first used",
        "run" => "when the packaged program or script is started",
        "call" => "when your code calls it",
        "shipped" => "not by itself: nothing that was read refers to it",
        _ => "",
    };

    /// <summary>Lists the surfaces of a finding; null when it is about the package and not about code.</summary>
    public static string? Runs(IReadOnlyList<string> surfaces) => surfaces.Count == 0 ? null : "runs: " + string.Join(", ", surfaces);
}

using Assay.Model;
using Assay.Packages.Projects;
using Assay.PowerShell;

namespace Assay.Community.Checking;

/// <summary>Reads files of PowerShell that ask for modules.</summary>
public static class ModuleReader
{
    private const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>Gives what a file asks for; null when it asks for nothing and was not named by the user.</summary>
    public static ProjectReading? Read(string path, byte[] bytes, bool isNamed)
    {
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return RequiredResources.ReadJson(path, bytes);
        }

        var isData = path.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase);
        if (bytes.Length > MaximumBytes)
        {
            return isNamed ? Problem(path, null, $"The file has {bytes.Length} bytes; the limit is {MaximumBytes}.") : null;
        }

        // Most scripts ask for nothing; parsing them only to learn that is what a search spends its time on.
        if (!isData && !isNamed && !MayRequire(bytes))
        {
            return null;
        }

        var file = ModuleRequirements.Read(bytes, isData);
        var isAsking = file.Modules.Count > 0 && (file.Kind != ModuleFileKind.RequiredResources || isNamed || Path.GetFileName(path).Contains("requir", StringComparison.OrdinalIgnoreCase));
        if (!isAsking && !isNamed)
        {
            return null;
        }

        if (file.Kind == ModuleFileKind.Other)
        {
            return Problem(path, file.ErrorLine, "This data file is neither a manifest of a module nor one that names modules with versions.");
        }

        return new ProjectReading
        {
            Name = Path.GetFileName(path),
            Path = path,
            Kind = file.Kind switch
            {
                ModuleFileKind.Manifest => "powershell-manifest",
                ModuleFileKind.RequiredResources => "required-resources",
                _ => "powershell-script",
            },
            Named =
            [
                .. file.Modules.Where(module => !module.Name.AsSpan().ContainsAny('/', '\\')).Select(module =>
                    new NamedPackage("psgallery", module.Name, file.Kind == ModuleFileKind.RequiredResources ? RequiredResources.RangeOf(module.Range) : module.Range, [new ManifestPlace(path, module.Line, module.Column, module.Range is null ? "reference" : "version")])),
            ],
            Problems = file.ErrorLine is { } line ? [new CheckProblem(path, line, "The file has errors of syntax; it was read as far as it goes.")] : [],
        };
    }

    private static ProjectReading Problem(string path, int? line, string text) => new() { Name = Path.GetFileName(path), Path = path, Kind = "powershell-script", Problems = [new CheckProblem(path, line, text)] };

    // In UTF-8 or UTF-16: the letters stand with or without zeros between them.
    private static bool MayRequire(byte[] bytes)
    {
        var rest = bytes.AsSpan();
        while (rest.IndexOf((byte)'#') is >= 0 and var at)
        {
            rest = rest[(at + 1)..];
            if (rest is [(byte)'r' or (byte)'R', (byte)'e' or (byte)'E', (byte)'q' or (byte)'Q', ..] or [0, (byte)'r' or (byte)'R', 0, (byte)'e' or (byte)'E', 0, (byte)'q' or (byte)'Q', ..])
            {
                return true;
            }
        }

        return false;
    }
}

using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Names programs as <c>process</c> facts do.</summary>
internal static class ProgramNames
{
    /// <summary><c>%windir%\System32\CMD.exe</c> => <c>cmd</c>.</summary>
    public static string Of(string path) => CommandLine.ProgramName(path.Trim().Trim('\'', '"'));
}

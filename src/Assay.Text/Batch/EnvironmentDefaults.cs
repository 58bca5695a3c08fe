using System.Collections.Frozen;

namespace Assay.Text.Batch;

/// <summary>Environment variables whose values are the same on almost every machine, and those that are known by name only.</summary>
/// <remarks>Windows documentation, "Recognized environment variables"; scripts cut letters out of the values to hide words.</remarks>
internal static class EnvironmentDefaults
{
    private static readonly FrozenDictionary<string, string> Values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ComSpec"] = @"C:\Windows\system32\cmd.exe",
        ["SystemRoot"] = @"C:\Windows",
        ["windir"] = @"C:\Windows",
        ["SystemDrive"] = "C:",
        ["ProgramFiles"] = @"C:\Program Files",
        ["ProgramFiles(x86)"] = @"C:\Program Files (x86)",
        ["ProgramW6432"] = @"C:\Program Files",
        ["CommonProgramFiles"] = @"C:\Program Files\Common Files",
        ["CommonProgramFiles(x86)"] = @"C:\Program Files (x86)\Common Files",
        ["ProgramData"] = @"C:\ProgramData",
        ["ALLUSERSPROFILE"] = @"C:\ProgramData",
        ["PUBLIC"] = @"C:\Users\Public",
        ["OS"] = "Windows_NT",
        ["PATHEXT"] = ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Named = new[]
    {
        "APPDATA", "LOCALAPPDATA", "TEMP", "TMP", "USERPROFILE", "HOMEPATH", "HOMEDRIVE", "USERNAME", "USERDOMAIN", "COMPUTERNAME", "LOGONSERVER", "PATH",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The usual value; null where there is none.</summary>
    public static string? ValueOf(string name) => Values.GetValueOrDefault(name);

    /// <summary>True for names that every machine has with a value of its own; they stay written as <c>%NAME%</c>.</summary>
    public static bool IsNamed(string name) => Named.Contains(name);
}

using System.Collections.Frozen;

namespace Assay.Text.Scripts;

/// <summary>Programs that run what they are told, or fetch it.</summary>
internal static class KnownPrograms
{
    private static readonly FrozenSet<string> Interpreters = new[]
    {
        "powershell", "pwsh", "cmd", "mshta", "wscript", "cscript", "rundll32", "regsvr32", "certutil", "bitsadmin", "curl", "wget", "msiexec", "schtasks", "wmic", "reg", "sc", "net", "node", "python", "python3", "bash", "sh",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for such a name without folder and ending.</summary>
    public static bool IsInterpreter(string name) => Interpreters.Contains(name);
}

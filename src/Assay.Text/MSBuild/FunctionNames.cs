using System.Collections.Frozen;
using System.Globalization;

namespace Assay.Text.MSBuild;

/// <summary>Spells property functions as members of the framework: MSBuild takes their names in any case, facts are spelled as the framework is.</summary>
internal static class FunctionNames
{
    private const string Intrinsic = "Microsoft.Build.Evaluation.IntrinsicFunctions";

    private static readonly FrozenDictionary<string, string> Types = new[]
    {
        "System.IO.File", "System.IO.Directory", "System.IO.Path", "System.IO.DriveInfo", "System.Environment", "System.Convert", "System.Char", "System.String", "System.StringComparer", "System.Text.Encoding",
        "System.Text.RegularExpressions.Regex", "System.DateTime", "System.DateTimeOffset", "System.TimeSpan", "System.Guid", "System.Math", "System.Version", "System.Uri", "System.UriBuilder", "System.OperatingSystem",
        "System.Diagnostics.Process", "System.Diagnostics.FileVersionInfo", "System.Reflection.Assembly", "System.Activator", "System.AppDomain", "System.Net.WebClient", "System.Globalization.CultureInfo",
        "System.Runtime.InteropServices.RuntimeInformation", "System.Runtime.InteropServices.OSPlatform", "System.Security.Principal.WindowsIdentity", "Microsoft.Win32.Registry", "Microsoft.Build.Utilities.ToolLocationHelper",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Members = new[]
    {
        "ReadAllText", "ReadAllLines", "ReadAllBytes", "WriteAllText", "WriteAllLines", "WriteAllBytes", "AppendAllText", "Exists", "Delete", "Copy", "Move", "Create", "CreateDirectory", "GetFiles", "GetDirectories",
        "GetCreationTime", "GetLastWriteTime", "GetLastAccessTime", "GetAttributes", "EnumerateFiles", "GetEnvironmentVariable", "GetEnvironmentVariables", "ExpandEnvironmentVariables", "SetEnvironmentVariable", "GetFolderPath", "GetCommandLineArgs",
        "GetLogicalDrives", "Start", "GetCurrentProcess", "GetProcesses", "GetProcessById", "Kill", "Load", "LoadFrom", "LoadFile", "CreateInstance", "DownloadString", "DownloadFile", "GetVersionInfo", "GetCurrent", "GetValue", "SetValue",
        "FromBase64String", "ToBase64String", "ConvertFromUtf32", "Concat", "Format", "Join", "Combine", "GetFullPath", "GetFileName", "GetDirectoryName", "GetTempPath", "GetTempFileName", "GetRandomFileName",
        "GetRegistryValue", "GetRegistryValueFromView", "GetDirectoryNameOfFileAbove", "GetPathOfFileAbove", "NormalizePath", "NormalizeDirectory", "EnsureTrailingSlash", "MakeRelative", "ConvertFromBase64", "ConvertToBase64", "Unescape", "Escape",
        "ValueOrDefault", "IsOSPlatform", "UTF8", "Unicode", "ASCII", "Now", "UtcNow", "MachineName", "UserName", "UserDomainName", "OSVersion", "CurrentDirectory", "SystemDirectory", "Is64BitOperatingSystem", "NewGuid",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the full name of a type: <c>MSBuild</c> stands for the engine's own functions.</summary>
    public static string Type(string written)
    {
        // [System.Diagnostics.Process, System]
        var comma = written.IndexOf(',', StringComparison.Ordinal);
        var name = comma < 0 ? written : written[..comma].Trim();
        return name.Equals("MSBuild", StringComparison.OrdinalIgnoreCase) ? Intrinsic : Types.GetValueOrDefault(name, name);
    }

    /// <summary>Gives <c>Type::Member</c>; a property is its accessor.</summary>
    public static string Member(string type, string member, bool isCall)
    {
        var name = Members.GetValueOrDefault(member, member);
        return isCall ? $"{type}::{name}" : $"{type}::get_{name}";
    }

    /// <summary>Gives an argument as compiled code has it: special folders are numbers.</summary>
    public static string Enumerated(string member, string argument) =>
        member == "System.Environment::GetFolderPath" && Enum.TryParse<Environment.SpecialFolder>(argument[(argument.LastIndexOf('.') + 1)..], ignoreCase: true, out var folder)
            ? ((int)folder).ToString(CultureInfo.InvariantCulture)
            : argument;
}

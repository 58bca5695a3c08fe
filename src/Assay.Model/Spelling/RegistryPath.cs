namespace Assay.Model;

/// <summary>Spells registry keys as <c>registry</c> facts do: <c>HKLM\Software\X</c>.</summary>
public static class RegistryPath
{
    /// <summary>Gives the short name of a hive from that of its field, property or long form (<c>LocalMachine</c>, <c>HKEY_LOCAL_MACHINE</c>); null when it is none.</summary>
    public static string? Hive(string name) => name.ToUpperInvariant() switch
    {
        "HKEY_LOCAL_MACHINE" or "LOCALMACHINE" or "HKLM" => "HKLM",
        "HKEY_CURRENT_USER" or "CURRENTUSER" or "HKCU" => "HKCU",
        "HKEY_CLASSES_ROOT" or "CLASSESROOT" or "HKCR" => "HKCR",
        "HKEY_USERS" or "USERS" or "HKU" => "HKU",
        "HKEY_CURRENT_CONFIG" or "CURRENTCONFIG" or "HKCC" => "HKCC",
        _ => null,
    };

    /// <summary>Shortens the hive and takes repeated separators for one, as the registry does: <c>HKEY_CURRENT_USER\\Software\X</c> => <c>HKCU\Software\X</c>.</summary>
    public static string Normalize(string path)
    {
        // PowerShell's provider and drives: Registry::HKEY_LOCAL_MACHINE\X, HKLM:\X.
        var provider = path.IndexOf("Registry::", StringComparison.OrdinalIgnoreCase);
        var segments = (provider < 0 ? path : path[(provider + "Registry::".Length)..]).Split('\\', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length > 0 && Hive(segments[0].TrimEnd(':')) is { } hive)
        {
            segments[0] = hive;
        }

        return string.Join('\\', segments);
    }
}

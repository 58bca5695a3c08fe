namespace Assay.Text.Scripts;

/// <summary>The classes behind the short names of <c>wmic</c>.</summary>
internal static class WmiAliases
{
    /// <summary>Gives the class: <c>bios</c> => <c>Win32_BIOS</c>; null for words that are no short name.</summary>
    public static string? ClassOf(string alias) => alias.ToUpperInvariant() switch
    {
        "PROCESS" => "Win32_Process",
        "SERVICE" => "Win32_Service",
        "OS" => "Win32_OperatingSystem",
        "BIOS" => "Win32_BIOS",
        "CPU" => "Win32_Processor",
        "CSPRODUCT" => "Win32_ComputerSystemProduct",
        "COMPUTERSYSTEM" => "Win32_ComputerSystem",
        "SHADOWCOPY" => "Win32_ShadowCopy",
        "PRODUCT" => "Win32_Product",
        "QFE" => "Win32_QuickFixEngineering",
        "LOGICALDISK" => "Win32_LogicalDisk",
        "DISKDRIVE" => "Win32_DiskDrive",
        "BASEBOARD" => "Win32_BaseBoard",
        "USERACCOUNT" => "Win32_UserAccount",
        "GROUP" => "Win32_Group",
        "NIC" => "Win32_NetworkAdapter",
        "NICCONFIG" => "Win32_NetworkAdapterConfiguration",
        "SHARE" => "Win32_Share",
        "STARTUP" => "Win32_StartupCommand",
        "ENVIRONMENT" => "Win32_Environment",
        "MEMORYCHIP" => "Win32_PhysicalMemory",
        "VOLUME" => "Win32_Volume",
        "DATAFILE" => "CIM_DataFile",
        _ => null,
    };
}

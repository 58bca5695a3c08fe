using Assay.Model;

namespace Assay.DotNet.Metadata;

/// <summary>Framework members that the analysis itself understands, beyond recording the call.</summary>
internal enum SpecialMember : byte
{
    None,
    /// <summary>Returns its argument: boxing wrappers, <c>Type.GetTypeFromHandle</c>, <c>string.ToString</c>.</summary>
    PassThrough,
    StringConcat,
    StringFormat,
    PathCombine,
    EmptyString,
    DateConstructor,
    ProcessStartInfoConstructor,
    ProcessConstructor,
    ArgumentListOfStartInfo,
    ProcessStartInfoOfProcess,
    ProcessStart,
    SetFileName,
    SetArguments,
    SetVerb,
    SetCreateNoWindow,
    SetWindowStyle,
    RegistryHive,
    RegistryOpenSubKey,
    RegistryCreateSubKey,
    RegistryDelete,
    RegistryKeySetValue,
    RegistryKeyGetValue,
    RegistryStaticSetValue,
    RegistryStaticGetValue,
    FileSystem,
}

/// <summary>Finds <see cref="SpecialMember"/>s by full name.</summary>
internal static class SpecialMembers
{
    private static readonly System.Collections.Frozen.FrozenDictionary<string, SpecialMember> ByName =
        System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<string, SpecialMember>(StringComparer.Ordinal)
        {
            ["System.Type::GetTypeFromHandle"] = SpecialMember.PassThrough,
            ["System.String::Concat"] = SpecialMember.StringConcat,
            ["System.String::Format"] = SpecialMember.StringFormat,
            ["System.IO.Path::Combine"] = SpecialMember.PathCombine,
            ["System.String::Empty"] = SpecialMember.EmptyString,
            ["System.DateTime::.ctor"] = SpecialMember.DateConstructor,
            ["System.DateTimeOffset::.ctor"] = SpecialMember.DateConstructor,
            ["System.DateOnly::.ctor"] = SpecialMember.DateConstructor,
            ["System.Diagnostics.ProcessStartInfo::.ctor"] = SpecialMember.ProcessStartInfoConstructor,
            ["System.Diagnostics.Process::.ctor"] = SpecialMember.ProcessConstructor,
            ["System.Diagnostics.ProcessStartInfo::get_ArgumentList"] = SpecialMember.ArgumentListOfStartInfo,
            ["System.Diagnostics.Process::get_StartInfo"] = SpecialMember.ProcessStartInfoOfProcess,
            ["System.Diagnostics.Process::Start"] = SpecialMember.ProcessStart,
            ["System.Diagnostics.ProcessStartInfo::set_FileName"] = SpecialMember.SetFileName,
            ["System.Diagnostics.ProcessStartInfo::set_Arguments"] = SpecialMember.SetArguments,
            ["System.Diagnostics.ProcessStartInfo::set_Verb"] = SpecialMember.SetVerb,
            ["System.Diagnostics.ProcessStartInfo::set_CreateNoWindow"] = SpecialMember.SetCreateNoWindow,
            ["System.Diagnostics.ProcessStartInfo::set_WindowStyle"] = SpecialMember.SetWindowStyle,
            ["Microsoft.Win32.Registry::ClassesRoot"] = SpecialMember.RegistryHive,
            ["Microsoft.Win32.Registry::CurrentConfig"] = SpecialMember.RegistryHive,
            ["Microsoft.Win32.Registry::CurrentUser"] = SpecialMember.RegistryHive,
            ["Microsoft.Win32.Registry::LocalMachine"] = SpecialMember.RegistryHive,
            ["Microsoft.Win32.Registry::Users"] = SpecialMember.RegistryHive,
            ["Microsoft.Win32.RegistryKey::OpenSubKey"] = SpecialMember.RegistryOpenSubKey,
            ["Microsoft.Win32.RegistryKey::CreateSubKey"] = SpecialMember.RegistryCreateSubKey,
            ["Microsoft.Win32.RegistryKey::DeleteSubKey"] = SpecialMember.RegistryDelete,
            ["Microsoft.Win32.RegistryKey::DeleteSubKeyTree"] = SpecialMember.RegistryDelete,
            ["Microsoft.Win32.RegistryKey::SetValue"] = SpecialMember.RegistryKeySetValue,
            ["Microsoft.Win32.RegistryKey::GetValue"] = SpecialMember.RegistryKeyGetValue,
            ["Microsoft.Win32.Registry::SetValue"] = SpecialMember.RegistryStaticSetValue,
            ["Microsoft.Win32.Registry::GetValue"] = SpecialMember.RegistryStaticGetValue,
        });

    /// <summary>Looks a member up by its full name.</summary>
    public static SpecialMember Find(string name)
    {
        if (!name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal))
        {
            return SpecialMember.None;
        }

        return ByName.TryGetValue(name, out var special) ? special
            : FilePath.IsUsedBy(name) ? SpecialMember.FileSystem : SpecialMember.None;
    }
}

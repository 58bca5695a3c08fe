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
    /// <summary>Parses a date.</summary>
    DateParse,
    /// <summary>Cuts, joins or changes a text; of constants its result is one.</summary>
    TextOperation,
    /// <summary>An address that stands for its text.</summary>
    UriConstructor,
    /// <summary>Decodes, decrypts, unpacks or turns characters into a text.</summary>
    Decoder,
    /// <summary>Brings data of the image into the method.</summary>
    Data,
    BuilderAppend,
    /// <summary>Fills the array that it is given.</summary>
    BufferFill,
    BuilderText,
    /// <summary>Hands an awaited task on.</summary>
    Awaiter,
    /// <summary>Gives the result of what was awaited last.</summary>
    AwaiterResult,
    CharacterOfText,
    /// <summary>Takes the text of a script or source that is run.</summary>
    ScriptText,
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
            ["System.DateTime::Parse"] = SpecialMember.DateParse,
            ["System.DateTime::ParseExact"] = SpecialMember.DateParse,
            ["System.DateTimeOffset::Parse"] = SpecialMember.DateParse,
            ["System.DateOnly::Parse"] = SpecialMember.DateParse,
            ["System.Convert::ToDateTime"] = SpecialMember.DateParse,
            ["System.String::Substring"] = SpecialMember.TextOperation,
            ["System.String::Replace"] = SpecialMember.TextOperation,
            ["System.String::Trim"] = SpecialMember.TextOperation,
            ["System.String::TrimStart"] = SpecialMember.TextOperation,
            ["System.String::TrimEnd"] = SpecialMember.TextOperation,
            ["System.String::ToLower"] = SpecialMember.TextOperation,
            ["System.String::ToLowerInvariant"] = SpecialMember.TextOperation,
            ["System.String::ToUpper"] = SpecialMember.TextOperation,
            ["System.String::ToUpperInvariant"] = SpecialMember.TextOperation,
            ["System.String::Insert"] = SpecialMember.TextOperation,
            ["System.String::Remove"] = SpecialMember.TextOperation,
            ["System.String::Join"] = SpecialMember.TextOperation,
            ["System.String::ToString"] = SpecialMember.TextOperation,
            ["System.Uri::.ctor"] = SpecialMember.UriConstructor,
            ["System.Convert::FromBase64String"] = SpecialMember.Decoder,
            ["System.Convert::FromBase64CharArray"] = SpecialMember.Decoder,
            ["System.Convert::FromHexString"] = SpecialMember.Decoder,
            ["System.Convert::ToChar"] = SpecialMember.Decoder,
            ["System.Text.Encoding::GetString"] = SpecialMember.Decoder,
            ["System.Text.Encoding::GetChars"] = SpecialMember.Decoder,
            ["System.String::.ctor"] = SpecialMember.Decoder,
            ["System.Array::Reverse"] = SpecialMember.Decoder,
            ["System.Linq.Enumerable::Reverse"] = SpecialMember.Decoder,
            ["System.IO.Compression.GZipStream::.ctor"] = SpecialMember.Decoder,
            ["System.IO.Compression.DeflateStream::.ctor"] = SpecialMember.Decoder,
            ["System.IO.Compression.BrotliStream::.ctor"] = SpecialMember.Decoder,
            ["System.IO.Compression.ZLibStream::.ctor"] = SpecialMember.Decoder,
            ["System.Security.Cryptography.SymmetricAlgorithm::CreateDecryptor"] = SpecialMember.Decoder,
            ["System.Runtime.CompilerServices.RuntimeHelpers::InitializeArray"] = SpecialMember.Data,
            ["System.Runtime.CompilerServices.RuntimeHelpers::CreateSpan"] = SpecialMember.Data,
            ["System.Reflection.Assembly::GetManifestResourceStream"] = SpecialMember.Data,
            ["System.String::ToCharArray"] = SpecialMember.Data,
            ["System.Text.StringBuilder::Append"] = SpecialMember.BuilderAppend,
            ["System.Text.StringBuilder::ToString"] = SpecialMember.BuilderText,
            ["System.Text.StringBuilder::.ctor"] = SpecialMember.BuilderAppend,
            ["System.Object::ToString"] = SpecialMember.BuilderText,
            ["System.Runtime.CompilerServices.DefaultInterpolatedStringHandler::AppendLiteral"] = SpecialMember.BuilderAppend,
            ["System.Runtime.CompilerServices.DefaultInterpolatedStringHandler::AppendFormatted"] = SpecialMember.BuilderAppend,
            ["System.Runtime.CompilerServices.DefaultInterpolatedStringHandler::ToStringAndClear"] = SpecialMember.BuilderText,
            ["System.Threading.Tasks.Task`1::GetAwaiter"] = SpecialMember.Awaiter,
            ["System.Threading.Tasks.ValueTask`1::GetAwaiter"] = SpecialMember.Awaiter,
            ["System.Threading.Tasks.Task`1::ConfigureAwait"] = SpecialMember.Awaiter,
            ["System.Threading.Tasks.ValueTask`1::ConfigureAwait"] = SpecialMember.Awaiter,
            ["System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1::GetAwaiter"] = SpecialMember.Awaiter,
            ["System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1::GetAwaiter"] = SpecialMember.Awaiter,
            ["System.Runtime.CompilerServices.TaskAwaiter`1::GetResult"] = SpecialMember.AwaiterResult,
            ["System.Runtime.CompilerServices.ValueTaskAwaiter`1::GetResult"] = SpecialMember.AwaiterResult,
            ["System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1+ConfiguredTaskAwaiter::GetResult"] = SpecialMember.AwaiterResult,
            ["System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1+ConfiguredValueTaskAwaiter::GetResult"] = SpecialMember.AwaiterResult,
            ["System.IO.Stream::Read"] = SpecialMember.BufferFill,
            ["System.IO.Stream::ReadAsync"] = SpecialMember.BufferFill,
            ["System.IO.Stream::ReadExactly"] = SpecialMember.BufferFill,
            ["System.IO.BinaryReader::Read"] = SpecialMember.BufferFill,
            ["System.Net.Sockets.Socket::Receive"] = SpecialMember.BufferFill,
            ["System.String::get_Chars"] = SpecialMember.CharacterOfText,
            ["System.Management.Automation.PowerShell::AddScript"] = SpecialMember.ScriptText,
            ["System.Management.Automation.ScriptBlock::Create"] = SpecialMember.ScriptText,
            ["System.Management.Automation.CommandInvocationIntrinsics::InvokeScript"] = SpecialMember.ScriptText,
            ["Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree::ParseText"] = SpecialMember.ScriptText,
            ["System.CodeDom.Compiler.CodeDomProvider::CompileAssemblyFromSource"] = SpecialMember.ScriptText,
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

    private static readonly System.Collections.Frozen.FrozenSet<string> Types = System.Collections.Frozen.FrozenSet.ToFrozenSet(
        ByName.Keys.Select(name => name[..name.IndexOf("::", StringComparison.Ordinal)]), StringComparer.Ordinal);

    /// <summary>Looks a member up by the name of its type and the index of its own.</summary>
    public static SpecialMember Find(string type, int member, FactWriter facts)
    {
        var isUsingFiles = type.StartsWith("System.IO.", StringComparison.Ordinal);
        if (!isUsingFiles && !Types.Contains(type))
        {
            return SpecialMember.None;
        }

        var name = type + TextTable.Separator + facts.Text(member);
        return ByName.TryGetValue(name, out var special) ? special
            : isUsingFiles && FilePath.IsUsedBy(name) ? SpecialMember.FileSystem : SpecialMember.None;
    }
}

using System.Collections.Frozen;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>The types of what commands give.</summary>
internal static class CommandTypes
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Get-Process"] = "System.Diagnostics.Process",
        ["Start-Process"] = "System.Diagnostics.Process",
        ["Get-Service"] = "System.ServiceProcess.ServiceController",
        ["Get-Item"] = "System.IO.FileInfo",
        ["Get-ChildItem"] = "System.IO.FileInfo",
        ["Get-Acl"] = "System.Security.AccessControl.FileSecurity",
        ["Get-Date"] = "System.DateTime",
        ["Get-Credential"] = "System.Management.Automation.PSCredential",
        ["ConvertTo-SecureString"] = "System.Security.SecureString",
        ["Get-PfxCertificate"] = "System.Security.Cryptography.X509Certificates.X509Certificate2",
        ["Import-PfxCertificate"] = "System.Security.Cryptography.X509Certificates.X509Certificate2",
        ["New-SelfSignedCertificate"] = "System.Security.Cryptography.X509Certificates.X509Certificate2",
        ["Get-Culture"] = "System.Globalization.CultureInfo",
        ["Get-Host"] = "System.Management.Automation.Host.PSHost",
        ["New-Guid"] = "System.Guid",
        ["New-TimeSpan"] = "System.TimeSpan",
        ["Get-Content"] = "System.String",
        ["Out-String"] = "System.String",
        ["Join-Path"] = "System.String",
        ["Split-Path"] = "System.String",
        ["Read-Host"] = "System.String",
        ["ConvertFrom-SecureString"] = "System.String",
        ["ConvertTo-Json"] = "System.String",
        ["Get-Command"] = "System.Management.Automation.CommandInfo",
        ["Get-Module"] = "System.Management.Automation.PSModuleInfo",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Of(ScriptReading reading, CommandAst command)
    {
        var name = reading.NameOf(command);
        switch (name)
        {
            case null:
                return null;
            case "New-Object":
                return OfNewObject(reading, command);
            case "Get-WmiObject" or "Get-CimInstance" or "Get-CimClass":
                return WmiFacts.ClassOf(reading, command, name) is { } wmi ? ValueTypes.Wmi + wmi : null;
            default:
                return Known.GetValueOrDefault(name);
        }
    }

    private static string? OfNewObject(ScriptReading reading, CommandAst command)
    {
        foreach (var argument in ArgumentBinder.Bind(command, CommandParameters.OfCommand("New-Object")!, reading))
        {
            if (argument.Value is null || reading.ConstantText(argument.Value) is not { } text)
            {
                continue;
            }

            if (argument.Name == "ComObject")
            {
                return ValueTypes.Com + text;
            }

            if (argument.Name == "TypeName")
            {
                return reading.Definitions.Types.FullName(text);
            }
        }

        return null;
    }
}

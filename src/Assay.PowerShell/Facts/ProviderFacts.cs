using System.Collections.Frozen;
using Assay.Model;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Writes what commands do with files, the registry and environment variables by the paths that they are given.</summary>
internal sealed class ProviderFacts(ScriptReading reading)
{
    // Command, then parameter:access pairs.
    private static readonly FrozenDictionary<string, (string Parameter, string Access)[]> Table = Read(
        "Get-Content Path:read LiteralPath:read",
        "Get-Item Path:read LiteralPath:read",
        "Get-ItemProperty Path:read LiteralPath:read",
        "Get-ItemPropertyValue Path:read LiteralPath:read",
        "Get-ChildItem Path:read LiteralPath:read",
        "Get-Acl Path:read LiteralPath:read",
        "Get-FileHash Path:read LiteralPath:read",
        "Test-Path Path:none LiteralPath:none",
        "Import-Csv Path:read LiteralPath:read",
        "Import-Clixml Path:read LiteralPath:read",
        "Import-PowerShellDataFile Path:read LiteralPath:read",
        "Select-String Path:read LiteralPath:read",
        "Select-Xml Path:read LiteralPath:read",
        "Get-PfxCertificate FilePath:read LiteralPath:read",
        "Import-Certificate FilePath:read",
        "Import-PfxCertificate FilePath:read",
        "Set-Content Path:write LiteralPath:write",
        "Add-Content Path:write LiteralPath:write",
        "Clear-Content Path:write LiteralPath:write",
        "Out-File FilePath:write LiteralPath:write",
        "Tee-Object FilePath:write LiteralPath:write",
        "Export-Csv Path:write LiteralPath:write",
        "Export-Clixml Path:write LiteralPath:write",
        "Export-Certificate FilePath:write",
        "Export-PfxCertificate FilePath:write",
        "Start-Transcript Path:write LiteralPath:write OutputDirectory:write",
        "Set-Acl Path:write LiteralPath:write",
        "Unblock-File Path:write LiteralPath:write",
        "Set-Item Path:write LiteralPath:write",
        "Set-ItemProperty Path:write LiteralPath:write",
        "New-ItemProperty Path:write LiteralPath:write",
        "Clear-Item Path:write LiteralPath:write",
        "Clear-ItemProperty Path:write LiteralPath:write",
        "Rename-Item Path:write LiteralPath:write",
        "Rename-ItemProperty Path:write LiteralPath:write",
        "Copy-Item Path:read LiteralPath:read Destination:write",
        "Copy-ItemProperty Path:read LiteralPath:read Destination:write",
        "Move-Item Path:delete LiteralPath:delete Destination:write",
        "Remove-Item Path:delete LiteralPath:delete",
        "Remove-ItemProperty Path:delete LiteralPath:delete",
        "New-Item Path:create",
        "Compress-Archive Path:read LiteralPath:read DestinationPath:write",
        "Expand-Archive Path:read LiteralPath:read DestinationPath:write",
        "Invoke-WebRequest OutFile:write InFile:read",
        "Invoke-RestMethod OutFile:write InFile:read",
        "Start-BitsTransfer Destination:write",
        "Save-Module Path:write LiteralPath:write",
        "Invoke-Item Path:none LiteralPath:none",
        "Mount-DiskImage ImagePath:read",
        "Set-AuthenticodeSignature FilePath:write LiteralPath:write",
        "Resolve-Path Path:none LiteralPath:none",
        "Set-Location Path:none LiteralPath:none",
        "Push-Location Path:none LiteralPath:none");

    /// <summary>The facts of a command whose arguments are bound.</summary>
    public void Write(CommandAst command, string name, IReadOnlyList<BoundArgument> bound)
    {
        if (!Table.TryGetValue(name, out var parameters))
        {
            return;
        }

        foreach (var argument in bound)
        {
            foreach (var (parameter, access) in parameters)
            {
                if (parameter.Equals(argument.Name, StringComparison.Ordinal))
                {
                    WritePaths(command, name, argument, access, bound);
                    break;
                }
            }
        }
    }

    /// <summary>A path that a redirection or a member uses.</summary>
    public void WritePath(string path, string access, int position, Derivation derivation) =>
        reading.Add(FactKind.Path, FilePath.Normalize(path.Replace(PartialTexts.Unknown, '*')), position, [new Argument("access", access)], derivation);

    private void WritePaths(CommandAst command, string name, in BoundArgument argument, string access, IReadOnlyList<BoundArgument> bound)
    {
        if (argument.Value is not { } node)
        {
            if (argument.Known.Text is { Length: > 0 } known)
            {
                Write(command, name, known, access, Derivation.Folded, bound);
            }

            return;
        }

        if (Unwrap.Brackets(node, casts: true) is ArrayLiteralAst array)
        {
            foreach (var element in array.Elements)
            {
                WriteOne(command, name, element, access, bound);
            }
        }
        else
        {
            WriteOne(command, name, node, access, bound);
        }
    }

    private void WriteOne(CommandAst command, string name, Ast node, string access, IReadOnlyList<BoundArgument> bound)
    {
        var value = reading.ValueOf(node);
        if (value.IsConstant && value.Content is Array && value.Elements is { Count: <= 64 } elements)
        {
            foreach (var element in elements)
            {
                if (element.Text is { Length: > 0 } one)
                {
                    Write(command, name, one, access, element.Derivation, bound);
                }
            }

            return;
        }

        if (reading.Partial.Of(node) is { } text)
        {
            Write(command, name, text, access, value.IsConstant ? value.Derivation : Derivation.Folded, bound);
        }
    }

    private void Write(CommandAst command, string name, string path, string access, Derivation derivation, IReadOnlyList<BoundArgument> bound)
    {
        var position = command.Elements[0].Start;
        if (RegistryFacts.IsKey(path))
        {
            WriteKey(name, path, access, position, bound);
            return;
        }

        var drive = path.IndexOf(':', StringComparison.Ordinal);
        if (drive > 1 && path.AsSpan(0, drive).IndexOfAnyExcept(DriveCharacters) < 0)
        {
            if (path.AsSpan(0, drive).Equals("env", StringComparison.OrdinalIgnoreCase))
            {
                EnvironmentFacts.Write(reading, path[(drive + 1)..].Trim('\\', '/'), access, position, name is "Set-Item" or "New-Item" ? TextOf(bound, "Value") : null);
            }
            else if (path.AsSpan(0, drive).Equals("FileSystem", StringComparison.OrdinalIgnoreCase) || path.Contains("FileSystem::", StringComparison.OrdinalIgnoreCase))
            {
                WritePath(path[(path.LastIndexOf("::", StringComparison.Ordinal) + 2)..], access, position, derivation);
            }

            return;
        }

        // New-Item -Path C:\x -Name y
        if (name == "New-Item" && TextOf(bound, "Name") is { Length: > 0 } file)
        {
            path = path.TrimEnd('\\', '/') + "/" + file;
        }

        WritePath(path, access, position, derivation);
    }

    private static readonly System.Buffers.SearchValues<char> DriveCharacters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    private void WriteKey(string name, string path, string access, int position, IReadOnlyList<BoundArgument> bound)
    {
        var start = new Start(position);
        switch (name)
        {
            case "Set-ItemProperty" or "New-ItemProperty" or "Get-ItemProperty" or "Get-ItemPropertyValue" or "Remove-ItemProperty" or "Rename-ItemProperty" or "Clear-ItemProperty" or "Copy-ItemProperty":
                RegistryFacts.Write(reading, path, access, TextOf(bound, "Name"), TextOf(bound, "Value"), start);
                break;
            case "Set-Item":
                RegistryFacts.Write(reading, path, access, "", TextOf(bound, "Value"), start);
                break;
            case "New-Item":
                RegistryFacts.Write(reading, TextOf(bound, "Name") is { Length: > 0 } key ? path.TrimEnd('\\', '/') + "\\" + key : path, access, null, null, start);
                break;
            default:
                RegistryFacts.Write(reading, path, access, null, null, start);
                break;
        }
    }

    private string? TextOf(IReadOnlyList<BoundArgument> bound, string name)
    {
        foreach (var argument in bound)
        {
            if (name.Equals(argument.Name, StringComparison.Ordinal))
            {
                return argument.Value is { } value ? reading.ConstantText(value) ?? reading.Partial.Of(value)?.Replace(PartialTexts.Unknown, '*') : argument.Known.Text;
            }
        }

        return null;
    }

    private static FrozenDictionary<string, (string Parameter, string Access)[]> Read(params string[] rows) => rows.Select(row => row.Split(' ')).ToFrozenDictionary(
        row => row[0],
        row => row.Skip(1).Select(pair => pair.Split(':')).Select(pair => (pair[0], pair[1])).ToArray(),
        StringComparer.Ordinal);
}

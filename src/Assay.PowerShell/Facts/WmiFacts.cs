using Assay.Model;
using Assay.PowerShell.Folding;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Writes <c>wmi</c> facts: the class, with the query, namespace and method where they are known.</summary>
internal static class WmiFacts
{
    public static void Write(ScriptReading reading, string name, string? scope, string? query, string? method, int position, Techniques techniques)
    {
        var arguments = new List<Argument>(3);
        Add(arguments, "namespace", scope);
        Add(arguments, "query", query);
        Add(arguments, "method", method);
        reading.Add(FactKind.Wmi, name, position, arguments, techniques == Techniques.None ? Derivation.Literal : (techniques & TechniqueNames.Decoding) != 0 ? Derivation.Recovered : Derivation.Folded);
    }

    /// <summary>The facts of a WMI or CIM command.</summary>
    public static void Write(ScriptReading reading, CommandAst command, string name, IReadOnlyList<BoundArgument> bound)
    {
        string? query = null;
        string? scope = null;
        string? method = null;
        foreach (var argument in bound)
        {
            var text = reading.ConstantText(argument.Value) ?? argument.Known.Text;
            switch (argument.Name)
            {
                case "Query":
                    query = text;
                    break;
                case "Namespace":
                    scope = text;
                    break;
                case "MethodName":
                case "Name" when name == "Invoke-WmiMethod":
                    method = text;
                    break;
            }
        }

        if (ClassOf(reading, bound) is { } found)
        {
            Write(reading, found, scope, query, method ?? MethodOf(name), command.Elements[0].Start, Techniques.None);
            if (found.Equals("Win32_Process", StringComparison.OrdinalIgnoreCase) && "Create".Equals(method, StringComparison.OrdinalIgnoreCase))
            {
                WriteStarted(reading, command, bound);
            }
        }
    }

    /// <summary>The class that a WMI or CIM command names; null where it is not known.</summary>
    public static string? ClassOf(ScriptReading reading, CommandAst command, string name) =>
        CommandParameters.OfCommand(name) is { } parameters ? ClassOf(reading, ArgumentBinder.Bind(command, parameters, reading)) : null;

    /// <summary><c>root\cimv2:Win32_Process.Handle="4"</c> => <c>Win32_Process</c>.</summary>
    public static string ClassOfPath(string path)
    {
        var name = path.AsSpan(path.LastIndexOf(':') + 1);
        var end = name.IndexOfAny(".=@");
        name = end < 0 ? name : name[..end];
        return name[(name.LastIndexOfAny('\\', '/') + 1)..].Trim().ToString();
    }

    /// <summary><c>SELECT * FROM Win32_Bios WHERE x</c> => <c>Win32_Bios</c>; null for other texts.</summary>
    public static string? ClassOfQuery(string query)
    {
        var from = query.IndexOf(" from ", StringComparison.OrdinalIgnoreCase);
        if (from < 0)
        {
            return null;
        }

        var rest = query.AsSpan(from + 6).TrimStart();
        var end = rest.IndexOfAny(" \t\r\n");
        var name = (end < 0 ? rest : rest[..end]).Trim("\"';)").ToString();
        return name.Length == 0 ? null : name;
    }

    /// <summary>The class behind an alias of <c>wmic</c>: <c>bios</c> => <c>Win32_BIOS</c>. Null for words that are none.</summary>
    public static string? ClassOfAlias(string alias) => alias.ToUpperInvariant() switch
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
        "NTDOMAIN" => "Win32_NTDomain",
        "MEMORYCHIP" => "Win32_PhysicalMemory",
        "NTEVENTLOG" => "Win32_NTEventlogFile",
        "JOB" => "Win32_ScheduledJob",
        "VOLUME" => "Win32_Volume",
        "TIMEZONE" => "Win32_TimeZone",
        "DATAFILE" => "CIM_DataFile",
        "DESKTOPMONITOR" => "Win32_DesktopMonitor",
        _ => null,
    };

    private static string? ClassOf(ScriptReading reading, IReadOnlyList<BoundArgument> bound)
    {
        foreach (var argument in bound)
        {
            var text = reading.ConstantText(argument.Value) ?? argument.Known.Text;
            var name = text is null ? null : argument.Name switch
            {
                "ClassName" or "Class" => text,
                "Query" => ClassOfQuery(text),
                "Path" => ClassOfPath(text),
                _ => null,
            };
            if (!string.IsNullOrEmpty(name))
            {
                return name;
            }

            // Get-CimInstance Win32_ShadowCopy | Remove-CimInstance, $class | Invoke-CimMethod
            if (argument is { Name: "InputObject", Value: { } input } && reading.Types.Of(input) is { } type && type.StartsWith(ValueTypes.Wmi, StringComparison.Ordinal))
            {
                return type[ValueTypes.Wmi.Length..];
            }
        }

        return null;
    }

    private static string? MethodOf(string command) => command is "Remove-WmiObject" or "Remove-CimInstance" ? "Delete" : command is "New-CimInstance" or "Set-WmiInstance" ? "Put" : null;

    // -Arguments @{ CommandLine = 'calc' }, -ArgumentList 'calc'
    private static void WriteStarted(ScriptReading reading, CommandAst command, IReadOnlyList<BoundArgument> bound)
    {
        var arguments = new List<Argument>();
        foreach (var argument in bound)
        {
            if (argument.Name is "Arguments" or "ArgumentList")
            {
                ArgumentWriter.Add(arguments, reading, argument);
            }
        }

        foreach (var argument in arguments)
        {
            if (argument.Name is "ArgumentList" || "Arguments.CommandLine".Equals(argument.Name, StringComparison.OrdinalIgnoreCase))
            {
                if (argument.Value is { } line && argument.IsConstant)
                {
                    new ProgramFacts(reading).WriteLine(line, new Start(command.Elements[0].Start, argument.Derivation == Derivation.Recovered ? Techniques.Base64 : Techniques.None));
                }

                return;
            }
        }
    }

    private static void Add(List<Argument> arguments, string name, string? value)
    {
        if (value is not null)
        {
            arguments.Add(new Argument(name, value));
        }
    }
}

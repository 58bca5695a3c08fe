using Assay.Model;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Reads what other programs are told to do: <c>cmd /c</c>, <c>schtasks</c>, <c>at</c>, <c>wmic</c>, <c>reg</c>, <c>forfiles</c>.</summary>
internal sealed class ProgramArguments(ScriptReading reading, ProgramFacts programs)
{
    public void Read(string program, string?[] tokens, in Start start)
    {
        var inner = start with { Depth = start.Depth + 1 };
        switch (program)
        {
            case "cmd":
                ReadShell(tokens, inner);
                break;
            case "schtasks":
                WriteLine(ValueAfter(tokens, "tr"), inner);
                break;
            case "forfiles":
                WriteLine(ValueAfter(tokens, "c"), inner);
                break;
            case "at" when tokens.Length > 1 && tokens[0] is { } time && time.Contains(':', StringComparison.Ordinal):
                WriteLine(Join(tokens, 1, tokens.Length), inner);
                break;
            case "sc" when tokens is ["create" or "config", ..]:
                ReadService(tokens, inner);
                break;
            case "wmic":
                ReadWmi(tokens, inner);
                break;
            case "reg":
                ReadRegistry(tokens, start);
                break;
            case "start" or "explorer" or "nohup" or "sudo" or "runas" or "conhost" or "pcalua" or "psexec" or "psexec64":
                break;
        }
    }

    // cmd /d /s /c "..."; everything behind /c or /k is one line.
    private void ReadShell(string?[] tokens, in Start start)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] is not { Length: >= 2 } token || token[0] != '/')
            {
                continue;
            }

            if (token[1] is 'c' or 'C' or 'k' or 'K' or 'r' or 'R')
            {
                var line = token.Length > 2 ? token[2..] + " " + Join(tokens, i + 1, tokens.Length) : Join(tokens, i + 1, tokens.Length);
                foreach (var command in ShellCommandLine.Commands(line))
                {
                    programs.WriteLine(command, start);
                }

                return;
            }
        }
    }

    private void ReadService(string?[] tokens, in Start start)
    {
        for (var i = 2; i < tokens.Length; i++)
        {
            if (tokens[i] is { } token && token.StartsWith("binpath=", StringComparison.OrdinalIgnoreCase))
            {
                var line = token.Length > 8 ? token[8..] : i + 1 < tokens.Length ? tokens[i + 1] : null;
                if (line is not null)
                {
                    programs.ReadCode(line, start);
                }
            }
        }
    }

    private void WriteLine(string? line, in Start start)
    {
        if (line is not null)
        {
            programs.WriteLine(line, start);
        }
    }

    // wmic /node:x process call create "calc"; wmic path Win32_Y get Z; wmic shadowcopy delete
    private void ReadWmi(string?[] tokens, in Start start)
    {
        string? name = null;
        string? method = null;
        string? line = null;
        string? scope = null;
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i] ?? "";
            if (token.StartsWith('/'))
            {
                scope = token.StartsWith("/namespace:", StringComparison.OrdinalIgnoreCase) ? token[11..] : scope;
            }
            else if (name is null && token.Equals("path", StringComparison.OrdinalIgnoreCase) || token.Equals("class", StringComparison.OrdinalIgnoreCase))
            {
                name = i + 1 < tokens.Length ? tokens[++i] : null;
            }
            else if (name is null && token.Length > 0)
            {
                name = WmiFacts.ClassOfAlias(token);
            }
            else if (token.Equals("call", StringComparison.OrdinalIgnoreCase) && i + 1 < tokens.Length)
            {
                method = tokens[i + 1];
                line = i + 2 < tokens.Length ? Join(tokens, i + 2, tokens.Length) : null;
                break;
            }
            else if (token.Equals("delete", StringComparison.OrdinalIgnoreCase))
            {
                method = "Delete";
            }
        }

        if (name is null)
        {
            return;
        }

        WmiFacts.Write(reading, name, scope, query: null, method, start.Position, start.Techniques);
        if (name.Equals("Win32_Process", StringComparison.OrdinalIgnoreCase) && "create".Equals(method, StringComparison.OrdinalIgnoreCase) && line is not null)
        {
            programs.WriteLine(line.Trim('"', '\''), start);
        }
    }

    // reg add HKLM\X /v name /t type /d data /f
    private void ReadRegistry(string?[] tokens, in Start start)
    {
        if (tokens is not [{ } verb, { } key, ..] || key is [PartialTexts.Unknown])
        {
            return;
        }

        var access = verb.ToUpperInvariant() switch
        {
            "ADD" => ValueAfter(tokens, "v") is not null || Array.Exists(tokens, token => "/ve".Equals(token, StringComparison.OrdinalIgnoreCase)) ? "write" : "create",
            "DELETE" => "delete",
            "QUERY" or "EXPORT" or "SAVE" or "COMPARE" => "read",
            "COPY" or "RESTORE" or "LOAD" or "UNLOAD" or "IMPORT" => "write",
            _ => null,
        };
        if (access is not null)
        {
            RegistryFacts.Write(reading, key, access, ValueAfter(tokens, "v"), ValueAfter(tokens, "d"), start);
        }
    }

    private static string? ValueAfter(string?[] tokens, string name)
    {
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            if (tokens[i] is [('/' or '-'), .. var rest] && rest.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return tokens[i + 1];
            }
        }

        return null;
    }

    private static string Join(string?[] tokens, int from, int to)
    {
        var text = new System.Text.StringBuilder();
        for (var i = from; i < to; i++)
        {
            var token = tokens[i] ?? PartialTexts.Unknown.ToString();
            text.Append(text.Length > 0 ? " " : "");
            text.Append(token.AsSpan().ContainsAny(' ', '&') && to - from > 1 ? $"\"{token}\"" : token);
        }

        return text.ToString();
    }
}

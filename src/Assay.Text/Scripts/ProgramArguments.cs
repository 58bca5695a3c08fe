using Assay.Model;

namespace Assay.Text.Scripts;

/// <summary>Reads what programs are told to do: interpreters, <c>reg</c>, <c>schtasks</c>, <c>wmic</c> and others.</summary>
internal sealed class ProgramArguments(ProgramFacts programs)
{
    private readonly ScriptFacts _facts = programs.Facts;

    public void Read(string program, IReadOnlyList<string> tokens, in ProgramStart start)
    {
        var depth = start.Depth + 1;
        switch (program)
        {
            case "powershell" or "pwsh" or "powershell_ise" or "pwsh-preview":
                ReadHost(PowerShellHost.Read(tokens), start);
                break;
            case "cmd":
                ReadCmd(tokens, start, depth);
                break;
            case "sh" or "bash" or "zsh" or "dash" or "ash" or "ksh":
                ReadShell(tokens, start, depth);
                break;
            case "wscript" or "cscript" or "node" or "nodejs" or "python" or "python3" or "py" or "pythonw" or "perl" or "ruby" or "dotnet" or "java" or "deno" or "bun":
                AddFirstFile(tokens);
                break;
            case "mshta":
                ReadMshta(tokens);
                break;
            case "regsvr32" or "rundll32" or "regasm" or "regsvcs" or "installutil" or "regedit" or "msbuild" or "hh":
                AddFirstFile(tokens);
                break;
            case "msiexec":
                AddPackage(tokens);
                break;
            case "reg":
                ReadRegistry(tokens);
                break;
            case "schtasks":
                WriteLine(ValueAfter(tokens, "tr"), depth);
                break;
            case "forfiles":
                WriteLine(ValueAfter(tokens, "c"), depth);
                break;
            case "at" when tokens.Count > 1 && tokens[0].Contains(':', StringComparison.Ordinal):
                WriteLine(string.Join(' ', tokens.Skip(1)), depth);
                break;
            case "sc" when tokens is ["create" or "config", ..]:
                ReadService(tokens);
                break;
            case "wmic":
                ReadWmi(tokens, depth);
                break;
        }
    }

    private void ReadHost(PowerShellHost host, in ProgramStart start)
    {
        if (host.Encoded is { } encoded && PowerShellHost.Decode(encoded) is { } decoded)
        {
            _facts.Add(FactKind.Anomaly, "encoded-layer", null, Derivation.Recovered);
            _facts.AddDerived("EncodedCommand", ".ps1", decoded, "-EncodedCommand of a command line", recovered: true);
        }
        else if (host.Code is { } code)
        {
            _facts.AddDerived("Command", ".ps1", code, "-Command of a command line", recovered: false);
        }
        else if (host.File is { } file)
        {
            _facts.AddInclude(file, "run");
        }
        else if (host.ReadsInput && start.Input is { } input)
        {
            _facts.AddDerived("StandardInput", ".ps1", input, "standard input", start.IsInputDecoded);
        }
    }

    // cmd /d /s /c "..."; everything behind /c or /k is one line.
    private void ReadCmd(IReadOnlyList<string> tokens, in ProgramStart start, int depth)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] is ['/', 'c' or 'C' or 'k' or 'K' or 'r' or 'R', .. var glued])
            {
                var rest = tokens.Skip(i + 1).Select(token => tokens.Count - i > 2 && token.AsSpan().ContainsAny(' ', '&') ? $"\"{token}\"" : token);
                programs.ReadCommands(string.Join(' ', glued.Length > 0 ? rest.Prepend(glued) : rest), depth);
                return;
            }
        }

        if (start.Input is { } input)
        {
            programs.ReadCommands(input, depth);
        }
    }

    private void ReadShell(IReadOnlyList<string> tokens, in ProgramStart start, int depth)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Length > 1 && tokens[i][0] == '-')
            {
                if (tokens[i][1] != '-' && tokens[i].EndsWith('c'))
                {
                    if (i + 1 < tokens.Count && depth <= ProgramFacts.MaximumDepth)
                    {
                        programs.ReadShell?.Invoke(tokens[i + 1], depth);
                    }

                    return;
                }

                continue;
            }

            if (tokens[i] != "-")
            {
                _facts.AddInclude(tokens[i], "run");
            }

            return;
        }

        if (start.Input is { } input)
        {
            _facts.AddDerived("StandardInput", ".sh", input, "standard input", start.IsInputDecoded);
        }
    }

    // The first word that names a file: node --trace x.js, cscript //nologo x.vbs, rundll32 x.dll,Entry
    private void AddFirstFile(IReadOnlyList<string> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Length == 0 || token[0] is '-' || token.StartsWith("//", StringComparison.Ordinal) || (token[0] == '/' && token.Length < 24 && !token.AsSpan(1).ContainsAny('/', '.')))
            {
                continue;
            }

            var file = token.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || !token.Contains(".dll,", StringComparison.OrdinalIgnoreCase) ? token : token[..(token.IndexOf(".dll,", StringComparison.OrdinalIgnoreCase) + 4)];
            if (Path.GetExtension(file).Length is > 1 and < 8 && !file.Contains("://", StringComparison.Ordinal) && !file.Contains(' ', StringComparison.Ordinal))
            {
                _facts.AddInclude(file, "run");
                return;
            }
        }
    }

    private void ReadMshta(IReadOnlyList<string> tokens)
    {
        var line = string.Join(' ', tokens);
        foreach (var (scheme, ending) in (ReadOnlySpan<(string, string)>)[("javascript:", ".js"), ("vbscript:", ".vbs")])
        {
            if (line.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                var code = line[scheme.Length..];
                // vbscript:Execute("..."), javascript:close(new ActiveXObject(...))
                _facts.AddDerived("Mshta", ending, code, $"{scheme} of mshta", recovered: false);
                return;
            }
        }

        AddFirstFile(tokens);
    }

    // msiexec /i x.msi /qn
    private void AddPackage(IReadOnlyList<string> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.EndsWith(".msi", StringComparison.OrdinalIgnoreCase) && !token.Contains("://", StringComparison.Ordinal))
            {
                _facts.AddInclude(token.StartsWith("/i", StringComparison.OrdinalIgnoreCase) ? token[2..] : token, "run");
            }
        }
    }

    // reg add HKLM\X /v name /t type /d data /f
    private void ReadRegistry(IReadOnlyList<string> tokens)
    {
        if (tokens.Count < 2 || tokens[1] == PartialText.UnknownText)
        {
            return;
        }

        var name = ValueAfter(tokens, "v");
        var access = tokens[0].ToUpperInvariant() switch
        {
            "ADD" => name is not null || tokens.Contains("/ve", StringComparer.OrdinalIgnoreCase) ? "write" : "create",
            "DELETE" => "delete",
            "QUERY" or "EXPORT" or "SAVE" or "COMPARE" => "read",
            "COPY" or "RESTORE" or "LOAD" or "UNLOAD" => "write",
            _ => null,
        };
        if (access is not null)
        {
            var data = ValueAfter(tokens, "d");
            _facts.AddRegistry(tokens[1], access, name, data);
            if (data is not null && access == "write")
            {
                programs.ReadCode(data);
            }
        }
        else if (tokens[0].Equals("import", StringComparison.OrdinalIgnoreCase))
        {
            _facts.AddInclude(tokens[1], "run");
        }
    }

    private void ReadService(IReadOnlyList<string> tokens)
    {
        for (var i = 2; i < tokens.Count; i++)
        {
            if (tokens[i].StartsWith("binpath=", StringComparison.OrdinalIgnoreCase))
            {
                var line = tokens[i].Length > 8 ? tokens[i][8..] : i + 1 < tokens.Count ? tokens[i + 1] : "";
                programs.ReadCode(line);
            }
        }
    }

    // wmic /node:x process call create "calc"; wmic path Win32_Y get Z; wmic shadowcopy delete
    private void ReadWmi(IReadOnlyList<string> tokens, int depth)
    {
        string? name = null;
        string? method = null;
        string? line = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] is ['/', ..])
            {
                continue;
            }

            if (name is null)
            {
                name = tokens[i].ToUpperInvariant() is "PATH" or "CLASS" ? i + 1 < tokens.Count ? tokens[++i] : null : WmiAliases.ClassOf(tokens[i]);
                if (name is null)
                {
                    return;
                }
            }
            else if (tokens[i].Equals("call", StringComparison.OrdinalIgnoreCase) && i + 1 < tokens.Count)
            {
                method = tokens[i + 1];
                line = string.Join(' ', tokens.Skip(i + 2));
                break;
            }
            else if (tokens[i].Equals("delete", StringComparison.OrdinalIgnoreCase))
            {
                method = "Delete";
            }
        }

        if (name is null)
        {
            return;
        }

        _facts.Add(FactKind.Wmi, PartialText.Show(name), method is null ? null : [new Argument("method", PartialText.Show(method))]);
        if (name.Equals("Win32_Process", StringComparison.OrdinalIgnoreCase) && "create".Equals(method, StringComparison.OrdinalIgnoreCase))
        {
            WriteLine(line?.Trim('"', '\''), depth);
        }
    }

    private void WriteLine(string? line, int depth)
    {
        if (line is { Length: > 0 } && depth <= ProgramFacts.MaximumDepth)
        {
            programs.WriteLine(line, new ProgramStart(Depth: depth));
        }
    }

    private static string? ValueAfter(IReadOnlyList<string> tokens, string name)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i] is [('/' or '-'), .. var rest] && rest.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return tokens[i + 1];
            }
        }

        return null;
    }
}

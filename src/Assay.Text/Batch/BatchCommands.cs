using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.Batch;

/// <summary>What single commands say: the ones of cmd itself, and programs.</summary>
internal sealed class BatchCommands(BatchReader reader, ProgramFacts programs, BatchVariables variables, int depth)
{
    private const int LongestCommand = 1024 * 1024;

    private readonly ScriptFacts _facts = programs.Facts;
    private string? _input;
    private bool _isInputDecoded;

    /// <summary>Files that are written line by line.</summary>
    public EchoedFiles Files { get; } = new();

    /// <summary>Lines that were echoed inside the blocks that are open.</summary>
    public List<string> Echoes { get; } = [];

    /// <summary>The line as it is written in the file.</summary>
    public string Written { get; set; } = "";

    /// <summary>A variable of the environment is read.</summary>
    public void ReadEnvironment(string name)
    {
        if (EnvironmentDefaults.ValueOf(name) is null && EnvironmentDefaults.IsNamed(name))
        {
            _facts.Add(FactKind.Call, "System.Environment::GetEnvironmentVariable", [new Argument(null, name)]);
        }
    }

    /// <summary>Sends lines echoed since then to files.</summary>
    public void Redirect(IReadOnlyList<Redirection> redirections, int since)
    {
        AddRedirections(redirections);
        foreach (var redirection in redirections)
        {
            for (var i = since; i < Echoes.Count && redirection.Access == "write"; i++)
            {
                Files.Add(redirection.Target, Echoes[i], redirection.Appends || i > since, _facts.Place);
            }
        }

        Echoes.RemoveRange(Math.Min(since, Echoes.Count), Math.Max(0, Echoes.Count - since));
    }

    /// <summary>Reads one command; gives its name for the next one of a pipe.</summary>
    public string? Execute(string command, string? pipe, bool isPiped)
    {
        if (command.Length > LongestCommand || !_facts.Budget.Spend(command.Length))
        {
            return null;
        }

        var (input, isInputDecoded) = pipe is null ? (null, false) : (_input, _isInputDecoded);
        (_input, _isInputDecoded) = (null, false);
        var words = BatchWords.Read(BatchExpansion.Delayed(command, variables, _facts.Budget));
        if (words.Name.Length == 0)
        {
            AddRedirections(words.Redirections);
            return null;
        }

        switch (words.Name.ToUpperInvariant())
        {
            case "ECHO":
                Echo(words, isPiped);
                return "echo";
            case "SET":
                Set(words.Rest);
                break;
            case "CALL":
                Call(words.Rest);
                return null;
            case "START":
                Start(words.Rest, depth);
                break;
            case "GOTO":
                reader.Leave();
                return null;
            case "EXIT":
                reader.Leave();
                return null;
            case "SETLOCAL" or "ENDLOCAL" or "PAUSE" or "CD" or "CHDIR" or "PUSHD" or "POPD" or "CLS" or "TITLE" or "COLOR" or "SHIFT" or "PROMPT" or "PATH" or "BREAK" or "VERIFY" or "DIR" or "VER" or "VOL" or "DATE" or "TIME" or "REM":
                break;
            case "TYPE":
                AddPaths(words.Rest, "read", "read");
                break;
            case var name when AccessOf(name) is { } access:
                AddPaths(words.Rest, access.First, access.Last);
                programs.Write(words.Name, BatchWords.Split(words.Rest), new ProgramStart(Depth: depth));
                break;
            default:
                Program(words, pipe, input, isInputDecoded);
                break;
        }

        AddRedirections(words.Redirections);
        return ProgramFacts.NameOf(words.Name);
    }

    private void Program(BatchWords words, string? pipe, string? input, bool isInputDecoded)
    {
        var name = ProgramFacts.NameOf(words.Name);
        var isFolded = words.HasCarets || !Written.Contains(words.Name, StringComparison.OrdinalIgnoreCase);
        if (isFolded && name is not null && (words.HasCarets || Written.Contains(":~", StringComparison.Ordinal)) && KnownPrograms.IsInterpreter(name))
        {
            _facts.Add(FactKind.Anomaly, "concealed-command-name");
        }

        // cmd,/c,x: the interpreter takes these marks for blanks, other programs get them.
        var tokens = name == "cmd" && words.Rest.AsSpan().IndexOfAny(",;=") is 0 ? BatchWords.Split(words.Rest) : CommandLine.Split(words.Rest.TrimStart(',', ';', '='), 4096);
        programs.Write(words.Name, tokens, new ProgramStart(IsFolded: isFolded, Pipe: pipe, Input: input, IsInputDecoded: isInputDecoded, Depth: depth));
        if (name == "certutil")
        {
            Decode(BatchWords.Split(words.Rest));
        }
    }

    private void Echo(BatchWords words, bool isPiped)
    {
        var text = words.Rest is [' ' or '.' or ':' or '(' or '/' or '\t' or ',' or ';' or '=' or '+' or '\\' or '[' or ']', .. var rest] ? rest : words.Rest;
        if (isPiped)
        {
            _input = text.Trim();
        }

        AddRedirections(words.Redirections);
        foreach (var redirection in words.Redirections)
        {
            if (redirection.Access == "write" && redirection.Target.Length > 0)
            {
                Files.Add(redirection.Target, words.Redirections.Count > 0 ? text.TrimEnd() : text, redirection.Appends, _facts.Place);
                return;
            }
        }

        if (text.Trim().ToUpperInvariant() is not ("OFF" or "ON") && Echoes.Count < 100_000)
        {
            Echoes.Add(text);
        }
    }

    // set x=1, set "x=1", set /p x=, set /a x=1
    private void Set(string rest)
    {
        var text = rest.TrimStart();
        var isUnknown = false;
        if (text.StartsWith("/a", StringComparison.OrdinalIgnoreCase) || text.StartsWith("/p", StringComparison.OrdinalIgnoreCase))
        {
            isUnknown = !(text[1] is 'a' or 'A' && text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equal && int.TryParse(text.AsSpan(equal + 1).Trim().Trim('"'), out _));
            text = text[2..].TrimStart();
        }

        if (text is ['"', .. var quoted])
        {
            var end = quoted.LastIndexOf('"');
            text = end < 0 ? quoted : quoted[..end];
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return;
        }

        var name = text[..equals].TrimStart();
        var value = text[(equals + 1)..];
        variables.Set(name.TrimEnd("+-*/".ToCharArray()), isUnknown ? null : value, reader.IsConditional);
        _facts.AddUrls(value);
        if (!name.Contains(PartialText.Unknown, StringComparison.Ordinal) && name.Length is > 0 and < 128 && !isUnknown)
        {
            _facts.Add(FactKind.Call, "System.Environment::SetEnvironmentVariable",
                [new Argument(null, name), PartialText.IsKnown(value) ? new Argument(null, value.Length <= 512 ? value : value[..512]) : Argument.Unknown]);
        }
    }

    // call :label, call x.bat, call set x=%%y%%
    private void Call(string rest)
    {
        var text = BatchExpansion.Percent(rest, variables, _facts.Budget, null).TrimStart();
        if (!text.StartsWith(':'))
        {
            reader.ReadAgain(text);
        }
    }

    // start "title" /d folder /min /b program arguments
    private void Start(string rest, int depth)
    {
        var text = rest.TrimStart();
        if (text is ['"', ..] && text.IndexOf('"', 1) is > 0 and var end && text[(end + 1)..].Trim().Length > 0)
        {
            text = text[(end + 1)..].TrimStart();
        }

        while (text is ['/', ..])
        {
            var blank = text.AsSpan().IndexOfAny(' ', '\t');
            var isFolder = text.StartsWith("/d", StringComparison.OrdinalIgnoreCase);
            text = blank < 0 ? "" : text[blank..].TrimStart();
            if (isFolder && text is ['"', ..] && text.IndexOf('"', 1) is > 0 and var folder)
            {
                text = text[(folder + 1)..].TrimStart();
            }
            else if (isFolder && !text.StartsWith('/'))
            {
                blank = text.AsSpan().IndexOfAny(' ', '\t');
                text = blank < 0 ? "" : text[blank..].TrimStart();
            }
        }

        if (text.Contains("://", StringComparison.Ordinal) && text.IndexOf("://", StringComparison.Ordinal) < 9)
        {
            programs.Write("start", CommandLine.Split(text), new ProgramStart(Depth: depth));
            return;
        }

        if (text.Length > 0)
        {
            reader.ReadAgain(text);
        }
    }

    private static (string First, string Last)? AccessOf(string name) => name switch
    {
        "DEL" or "ERASE" or "RD" or "RMDIR" => ("delete", "delete"),
        "COPY" or "XCOPY" or "ROBOCOPY" or "REPLACE" => ("read", "write"),
        "MOVE" or "REN" or "RENAME" => ("delete", "write"),
        "MD" or "MKDIR" => ("create", "create"),
        "MKLINK" => ("create", "read"),
        _ => null,
    };

    // The last of several words is the target.
    private void AddPaths(string rest, string first, string last)
    {
        var paths = BatchWords.Split(rest);
        paths.RemoveAll(word => word is ['/', ..] && word.Length < 24);
        for (var i = 0; i < paths.Count && i < 64; i++)
        {
            _facts.AddPath(paths[i], i > 0 && i == paths.Count - 1 ? last : first);
        }
    }

    private void AddRedirections(IReadOnlyList<Redirection> redirections)
    {
        foreach (var redirection in redirections)
        {
            // <!-- and <# begin files that another interpreter takes as well.
            if (redirection is not { Access: "read", Target: "!--" or "#" })
            {
                _facts.AddPath(redirection.Target, redirection.Access);
            }
        }
    }

    // certutil -decode x.b64 y.exe: of a file that was echoed, or of the script itself.
    private void Decode(List<string> tokens)
    {
        var at = tokens.FindIndex(token => token.Length > 1 && token[1..].Equals("decode", StringComparison.OrdinalIgnoreCase));
        var files = at < 0 ? [] : tokens.Skip(at + 1).Where(token => token[0] is not ('-' or '/')).ToArray();
        if (files.Length < 2)
        {
            return;
        }

        _facts.AddPath(files[0], "read");
        _facts.AddPath(files[1], "write");
        if (Files.ContentOf(files[0]) is { } content && EncodedBlocks.Decode(content) is { } bytes)
        {
            _facts.AddDerived("Decoded", Path.GetExtension(files[1]) is { Length: > 1 and < 8 } ending && PartialText.IsKnown(ending) ? ending : ".bin", bytes, "base-64 that the script decodes", recovered: true);
        }
    }
}

using System.Text;
using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.Shell;

/// <summary>What single commands of a shell say, and what those write that only pass text on.</summary>
internal sealed class ShellCommands(ProgramFacts programs, ShellVariables variables, int depth)
{
    private readonly ScriptFacts _facts = programs.Facts;

    /// <summary>Name of the last command, for the next one of a pipe.</summary>
    public string? NameForPipe { get; private set; }

    /// <summary>True when the last output was decoded.</summary>
    public bool IsOutputDecoded { get; private set; }

    /// <summary>Runs one command; gives the text that it writes, null when that is not known.</summary>
    public string? Run(ShellCommand command, bool isConditional, bool isPiped)
    {
        (NameForPipe, IsOutputDecoded) = (null, false);
        foreach (var (target, access) in command.Redirections)
        {
            _facts.AddPath(target, access);
        }

        var words = command.Words;
        if (words.Count == 0)
        {
            foreach (var (name, value) in command.Assignments)
            {
                variables.Set(name, value, isConditional);
            }

            return null;
        }

        var isElevated = false;
        var first = 0;
        while (first < words.Count - 1 && words[first] is "sudo" or "nohup" or "env" or "exec" or "command" or "builtin" or "nice" or "doas" or "setsid" && words[first + 1] is not ['-', ..])
        {
            isElevated |= words[first] is "sudo" or "doas";
            first++;
        }

        var program = words[first];
        var arguments = words.GetRange(first + 1, words.Count - first - 1);
        NameForPipe = ProgramFacts.NameOf(program);
        if (BuiltIn(program, arguments, command, isConditional, out var output))
        {
            WriteCopy(command, output);
            return output;
        }

        if (variables.IsFunction(program) || program.Contains("%PSCommandPath%", StringComparison.Ordinal))
        {
            return null;
        }

        AddPaths(NameForPipe ?? "", arguments);
        programs.Write(program, arguments, new ProgramStart(IsElevated: isElevated, IsFolded: command.IsNameFolded, Pipe: command.Pipe, Input: command.Input, IsInputDecoded: command.IsInputDecoded, Depth: depth));
        output = Filter(NameForPipe, arguments, command);
        WriteCopy(command, output);
        return output;
    }

    private bool BuiltIn(string program, List<string> arguments, ShellCommand command, bool isConditional, out string? output)
    {
        output = null;
        switch (program)
        {
            case "echo":
                var from = 0;
                var escapes = false;
                while (from < arguments.Count && arguments[from] is "-n" or "-e" or "-ne" or "-en" or "-E")
                {
                    escapes |= arguments[from].Contains('e', StringComparison.Ordinal);
                    from++;
                }

                output = string.Join(' ', arguments.Skip(from));
                output = escapes ? Unescape(output) : output;
                IsOutputDecoded = escapes && output.Length > 0 && command.Words.Exists(word => word.Contains("\\x", StringComparison.Ordinal));
                return true;
            case "printf":
                output = arguments.Count == 0 ? null : arguments[0] is "%s" or "%s\\n" or "%b" ? arguments.Count > 1 ? Unescape(arguments[1], arguments[0] == "%b") : null : arguments[0].Contains('%', StringComparison.Ordinal) ? null : Unescape(arguments[0]);
                IsOutputDecoded = arguments.Count > 0 && arguments[^1].Contains("\\x", StringComparison.Ordinal);
                return true;
            case "eval":
                var code = string.Join(' ', arguments);
                if (PartialText.IsKnown(code) && code.Length > 0)
                {
                    _facts.AddDerived("Eval", ".sh", code, "eval", command.IsInputDecoded);
                }

                return true;
            case "source" or ".":
                if (arguments.Count > 0)
                {
                    _facts.AddInclude(arguments[0], "dot-source");
                }

                return true;
            case "export" or "readonly" or "declare" or "local" or "typeset" or "set" or "unset" or "read" or "alias":
                Declare(program, arguments, isConditional);
                return true;
            case "cd" or "pushd" or "popd" or "shift" or "return" or "exit" or "break" or "continue" or "trap" or "wait" or "true" or "false" or ":" or "shopt" or "ulimit" or "umask" or "let" or "getopts" or "hash" or "type" or "pwd" or "in" or "]" or "]]" or "((" or "command" or "exec"
                // Those of zsh, which completion scripts consist of.
                or "print" or "autoload" or "bindkey" or "zle" or "zstyle" or "zmodload" or "setopt" or "unsetopt" or "compdef" or "compadd" or "emulate" or "unfunction" or "always" or "end" or "compctl" or "bashcompinit" or "compinit"
                or "complete" or "compgen" or "zparseopts" or "add-zsh-hook" or "is-at-least" or "fc" or "whence" or "where" or "rehash" or "disown" or "jobs" or "bg" or "fg" or "logout" or "noglob" or "nocorrect" or "zcompile":
                return true;
            default:
                return false;
        }
    }

    private void Declare(string program, List<string> arguments, bool isConditional)
    {
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && program is not ("alias" or "set"))
            {
                var (name, value) = (argument[..equals], argument[(equals + 1)..]);
                variables.Set(name, value, isConditional);
                if (program == "export" && PartialText.IsKnown(name))
                {
                    _facts.Add(FactKind.Call, "System.Environment::SetEnvironmentVariable", [new Argument(null, name), PartialText.IsKnown(value) ? new Argument(null, value.Length <= 512 ? value : value[..512]) : Argument.Unknown]);
                }
            }
            else if (program is "read" && argument is not ['-', ..])
            {
                variables.Forget(argument);
            }
        }
    }

    // What a filter makes of a text that is known.
    private string? Filter(string? name, List<string> arguments, ShellCommand command)
    {
        if (command.Input is not { } input || !PartialText.IsKnown(input))
        {
            return null;
        }

        IsOutputDecoded = command.IsInputDecoded;
        switch (name)
        {
            case "cat" when arguments.Count == 0 || arguments[0] == "-":
                return input;
            case "base64" when arguments.Exists(argument => argument is "-d" or "-D" or "--decode" or "-di"):
                return Decoded(Base64(input));
            case "openssl" when arguments.Contains("base64") && arguments.Contains("-d"):
                return Decoded(Base64(input));
            case "xxd" when arguments.Exists(argument => argument is "-r" or "-rp" or "-pr"):
                return Decoded(Hexadecimal(input));
            case "rev":
                var reversed = input.TrimEnd('\n').ToCharArray();
                Array.Reverse(reversed);
                return Decoded(new string(reversed));
            default:
                return null;
        }
    }

    private string? Decoded(string? text)
    {
        IsOutputDecoded = text is not null;
        return text;
    }

    // cat <<X > run.sh: the file is code that the script carries.
    private void WriteCopy(ShellCommand command, string? output)
    {
        var text = output ?? (NameForPipe is "cat" or "tee" ? command.Input : null);
        if (text is null)
        {
            return;
        }

        foreach (var (target, access) in command.Redirections)
        {
            if (access == "write" && ScriptEndings.OfCode(target) is { } ending)
            {
                _facts.AddDerived("Document", ending, text, "text that is written to a file", IsOutputDecoded);
            }
        }
    }

    private void AddPaths(string program, List<string> arguments)
    {
        var (first, last) = program switch
        {
            "rm" or "unlink" or "rmdir" or "shred" => ("delete", "delete"),
            "cp" or "install" => ("read", "write"),
            "mv" => ("delete", "write"),
            "mkdir" => ("create", "create"),
            "touch" or "tee" or "truncate" => ("write", "write"),
            "cat" or "head" or "tail" or "less" or "more" or "wc" => ("read", "read"),
            _ => ("", ""),
        };
        if (first.Length == 0)
        {
            return;
        }

        var paths = arguments.FindAll(argument => argument is not ['-', ..]);
        for (var i = 0; i < paths.Count && i < 64; i++)
        {
            _facts.AddPath(paths[i], i > 0 && i == paths.Count - 1 ? last : first);
        }
    }

    private static string? Base64(string text)
    {
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[(digits.Length * 3 / 4) + 4];
        return digits.Length >= 4 && Convert.TryFromBase64String(digits, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static string? Hexadecimal(string text)
    {
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        return digits.Length is >= 2 and < 16 * 1024 * 1024 && digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Encoding.UTF8.GetString(Convert.FromHexString(digits)) : null;
    }

    private static string Unescape(string text, bool always = true)
    {
        if (!always || !text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 >= text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            if (text[i] == 'x' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                result.Append((char)Convert.ToInt32(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                result.Append(text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var c => c });
            }
        }

        return result.ToString();
    }
}

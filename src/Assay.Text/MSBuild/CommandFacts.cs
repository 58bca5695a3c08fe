using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Writes the programs that a command line starts, the files it writes and runs, and keeps the scripts in it.</summary>
internal sealed class CommandFacts(BuildFactWriter facts)
{
    private const int MaximumDepth = 4;
    private const int MaximumTokens = 4096;
    private const int WrittenTokens = 64;

    // Words of the shells that start nothing and change nothing outside them.
    private static readonly FrozenSet<string> Words = new[]
    {
        "echo", "echo.", "set", "setlocal", "endlocal", "cd", "chdir", "pushd", "popd", "rem", "exit", "goto", "shift", "pause", "if", "else", "fi", "for", "do", "done", "then", "export", "command", "true", "false", "test", "[", ":", "type", "ver", "title", "cls", "dir", "ls", "pwd", "printf", "{", "}", "#",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Interpreters = new[]
    {
        "cmd", "powershell", "pwsh", "sh", "bash", "dash", "zsh", "wscript", "cscript", "mshta", "node", "nodejs", "deno", "bun", "python", "python3", "py", "perl", "ruby", "php", "java", "wine", "mono", "start", "source", ".",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> LibraryHosts = new[] { "dotnet", "rundll32", "regsvr32", "mono", "corerun", "installutil", "regasm", "regsvcs", "odbcconf", "msiexec" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] ScriptEndings = [".ps1", ".psm1", ".bat", ".cmd", ".js", ".mjs", ".cjs", ".vbs", ".vbe", ".jse", ".wsf", ".hta", ".sh", ".py", ".pl", ".rb", ".php", ".jar", ".csx", ".exe"];

    /// <summary>Writes a command line.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="workingDirectory">Where it runs; null for the folder of the project.</param>
    /// <param name="at">The element.</param>
    /// <param name="runner">What runs it: the name of the task or property.</param>
    public void Write(BuildValue line, string? workingDirectory, BuildPosition at, string runner) =>
        Write(line.Plain, new CommandContext(workingDirectory, at, runner, line.Derivation, 0));

    private void Write(string line, CommandContext context)
    {
        if (!facts.TakeCommand(line.Length))
        {
            return;
        }

        if (context.Depth > MaximumDepth)
        {
            facts.LeaveOut();
            return;
        }

        string? before = null;
        foreach (var command in ShellLine.Commands(line))
        {
            foreach (var file in command.Written)
            {
                facts.AddPath(Within(file, context.WorkingDirectory), "write", context.At, context.Derivation);
            }

            var tokens = CommandLine.Split(command.Text, MaximumTokens);
            var program = tokens.Count == 0 ? null : BuildPrograms.NameOf(tokens[0]);
            if (tokens.Count > 0)
            {
                WriteIncludes(tokens, program, context);
            }

            if (program is { Length: > 0 } && !Words.Contains(program))
            {
                WriteProgram(program, tokens, command.IsPiped ? before : null, context);
            }

            before = program;
        }
    }

    private void WriteProgram(string program, IReadOnlyList<string> tokens, string? pipe, CommandContext context)
    {
        string[] rest = [.. tokens.Skip(1)];
        var host = HostCommandLine.IsHost(program) ? HostCommandLine.Read(rest) : null;
        var arguments = rest.Take(WrittenTokens).Select(token => new Argument(null, token, context.Derivation)).ToList();
        if (host is { IsHidden: true })
        {
            arguments.Add(new Argument("hidden", "true"));
        }

        if (pipe is not null)
        {
            arguments.Add(new Argument("pipe", pipe));
        }

        facts.Add(FactKind.Process, program, context.At, context.Derivation, [.. arguments]);
        if (host is not null)
        {
            WriteHost(host, context);
        }
        else if (InnerLine(program, rest) is { } inner)
        {
            Write(inner, context with { Depth = context.Depth + 1 });
        }
    }

    private void WriteHost(HostCommandLine host, CommandContext context)
    {
        var recovered = context.Derivation == Derivation.Recovered;
        if (host.Encoded is { } encoded && HostCommandLine.Decode(encoded) is { } decoded)
        {
            facts.Add(FactKind.Anomaly, "encoded-layer", context.At);
            facts.AddCode(context.Runner, ".ps1", decoded, "-EncodedCommand of a command line", context.At, recovered: true);
        }
        else if (host.Code is { Length: > 0 } code)
        {
            facts.AddCode(context.Runner, ".ps1", code, "-Command of a command line", context.At, recovered);
        }
    }

    // cmd /s /c "line"; sh -c 'line'
    private static string? InnerLine(string program, string[] tokens)
    {
        if (program is "cmd")
        {
            var at = Array.FindIndex(tokens, token => token.Length > 1 && token[0] == '/' && token[1] is 'c' or 'C' or 'k' or 'K' or 'r' or 'R');
            if (at < 0)
            {
                return null;
            }

            // A single token behind /c is the line; of several each may hold blanks that were quoted.
            var rest = tokens[at].Length > 2 ? [tokens[at][2..], .. tokens[(at + 1)..]] : tokens[(at + 1)..];
            return rest.Length == 1 ? rest[0] : string.Join(' ', rest.Select(token => token.Contains(' ', StringComparison.Ordinal) ? $"\"{token}\"" : token));
        }

        if (program is "sh" or "bash" or "dash" or "zsh" or "ash" or "ksh")
        {
            var at = Array.FindIndex(tokens, token => token.Length > 1 && token[0] == '-' && token[1] != '-' && token.Contains('c', StringComparison.Ordinal));
            return at >= 0 && at + 1 < tokens.Length ? tokens[at + 1] : null;
        }

        return null;
    }

    private void WriteIncludes(IReadOnlyList<string> tokens, string? program, CommandContext context)
    {
        for (var i = 0; i < tokens.Count && i < WrittenTokens; i++)
        {
            var token = tokens[i].Trim('\'');
            var isRun = i == 0 ? HasEnding(token, ScriptEndings) || token.Contains("$(MSBuildThisFile", StringComparison.OrdinalIgnoreCase)
                : program is not null && Interpreters.Contains(program) ? HasEnding(token, ScriptEndings)
                : program is not null && LibraryHosts.Contains(program) && token.Contains(".dll", StringComparison.OrdinalIgnoreCase);
            if (isRun)
            {
                // rundll32 x.dll,Entry
                var library = token.IndexOf(".dll,", StringComparison.OrdinalIgnoreCase);
                facts.Add(FactKind.Include, FilePath.Normalize(Within(library < 0 ? token : token[..(library + 4)], context.WorkingDirectory)), context.At, context.Derivation, new Argument("how", "run"));
            }
        }
    }

    private static bool HasEnding(string token, string[] endings) => Array.Exists(endings, ending => token.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string Within(string path, string? folder) => string.IsNullOrEmpty(folder) || path.StartsWith('$') ? path : FilePath.Combine([folder, path]);

    private readonly record struct CommandContext(string? WorkingDirectory, BuildPosition At, string Runner, Derivation Derivation, int Depth);
}

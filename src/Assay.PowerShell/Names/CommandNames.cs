namespace Assay.PowerShell.Names;

/// <summary>Resolves command names in the engine's order: alias, function, cmdlet, program, then <c>Get-</c> before the name.</summary>
internal static class CommandNames
{
    private const int MaximumAliases = 8;

    private static readonly string[] ProgramEndings = [".exe", ".com", ".bat", ".cmd", ".msi", ".scr", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".cpl", ".sh", ".py", ".dll", ".msc", ".lnk", ".jar", ".pif"];

    /// <summary>Gives every meaning of a name, the script's own first. A name with an own and a built-in meaning has both: which one holds depends on what ran before.</summary>
    public static IReadOnlyList<CommandMeaning> Resolve(string name, ScriptDefinitions definitions)
    {
        var own = definitions.Aliases(name);
        if (own.Count == 0)
        {
            return [ResolveOnce(name, definitions)];
        }

        var meanings = new List<CommandMeaning>();
        foreach (var command in own)
        {
            Add(meanings, ResolveOnce(FollowAliases(command, definitions), definitions));
        }

        if (KnownCommands.Aliases.ContainsKey(name) || KnownCommands.Spelling(name) is not null)
        {
            Add(meanings, ResolveOnce(name, definitions));
        }

        return meanings;
    }

    private static void Add(List<CommandMeaning> meanings, CommandMeaning meaning)
    {
        foreach (var known in meanings)
        {
            if (known.Name.Equals(meaning.Name, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        meanings.Add(meaning);
    }

    // sal a b; sal b Invoke-Expression: an alias may stand for another.
    private static string FollowAliases(string command, ScriptDefinitions definitions)
    {
        for (var i = 0; i < MaximumAliases && definitions.Aliases(command) is { Count: > 0 } next; i++)
        {
            command = next[0];
        }

        return command;
    }

    private static CommandMeaning ResolveOnce(string name, ScriptDefinitions definitions)
    {
        if (KnownCommands.Aliases.TryGetValue(name, out var alias))
        {
            var meaning = ResolveOnce(alias.Command, definitions);
            return alias.OnlyWindowsPowerShell && KnownCommands.IsProgram(name) ? meaning with { AlsoProgram = name } : meaning;
        }

        if (definitions.Function(name) is { } function)
        {
            return new CommandMeaning(CommandSort.Function, ScriptDefinitions.WithoutScope(function.Name)) { Function = function };
        }

        if (KnownCommands.Spelling(name) is { } spelling)
        {
            return new CommandMeaning(CommandSort.Command, spelling);
        }

        if (ResolveQualified(name, definitions) is { } qualified)
        {
            return qualified;
        }

        if (ResolveFile(name) is { } file)
        {
            return file;
        }

        // about_Command_Precedence: what is found nowhere is tried again with Get- before it.
        return KnownCommands.Spelling("Get-" + name) is { } fallback ? new CommandMeaning(CommandSort.Command, fallback) : new CommandMeaning(LooksLikeCommand(name) ? CommandSort.Command : CommandSort.Unknown, name);
    }

    // Microsoft.PowerShell.Utility\Invoke-Expression, PSReadLine\Set-PSReadLineOption
    private static CommandMeaning? ResolveQualified(string name, ScriptDefinitions definitions)
    {
        var slash = name.LastIndexOf('\\');
        if (slash <= 0 || name[0] is '.' or '\\' or '~' or '%' || name.AsSpan().ContainsAny('/', ':') || name.IndexOf('\\', StringComparison.Ordinal) != slash)
        {
            return null;
        }

        var command = name[(slash + 1)..];
        if (KnownCommands.Aliases.ContainsKey(command) || KnownCommands.Spelling(command) is not null || definitions.Function(command) is not null)
        {
            return ResolveOnce(command, definitions);
        }

        return KnownCommands.IsModule(name[..slash]) || (LooksLikeCommand(command) && !HasEnding(command) && !KnownCommands.IsProgram(command))
            ? new CommandMeaning(CommandSort.Command, command)
            : null;
    }

    private static CommandMeaning? ResolveFile(string name)
    {
        if (name.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".psm1", StringComparison.OrdinalIgnoreCase))
        {
            return new CommandMeaning(CommandSort.Script, name);
        }

        var isPath = name.Length > 1 && name.AsSpan().ContainsAny('/', '\\') && !name.AsSpan().ContainsAny("<>*\"");
        return HasEnding(name) || KnownCommands.IsProgram(name) || isPath ? new CommandMeaning(CommandSort.Program, name) : null;
    }

    private static bool HasEnding(string name)
    {
        foreach (var ending in ProgramEndings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // Verb-Noun
    private static bool LooksLikeCommand(string name)
    {
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0 || dash == name.Length - 1)
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return char.IsLetter(name[0]);
    }
}

using System.Collections.Frozen;

namespace Assay.PowerShell.Names;

/// <summary>A built-in alias.</summary>
/// <param name="Command">What it stands for.</param>
/// <param name="OnlyWindowsPowerShell">True when PowerShell 7 has no such alias and starts the program of this name.</param>
internal readonly record struct KnownAlias(string Command, bool OnlyWindowsPowerShell);

/// <summary>Aliases, commands and native programs that scripts can count on.</summary>
internal static class KnownCommands
{
    private static readonly FrozenDictionary<string, KnownAlias> AliasTable = EmbeddedTable.Rows("aliases.tsv")
        .DistinctBy(row => row[0], StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(row => row[0], row => new KnownAlias(row[1], row[2] == "5.1"), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ModuleTable = EmbeddedTable.Rows("commands.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> CommandTable = EmbeddedTable.Rows("commands.tsv")
        .SelectMany(row => row[1].Split(' '))
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ProgramTable = EmbeddedTable.Rows("programs.txt").Select(row => row[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Built-in aliases of both editions.</summary>
    public static IReadOnlyDictionary<string, KnownAlias> Aliases => AliasTable;

    /// <summary>Every known command, by its usual spelling.</summary>
    public static IReadOnlyCollection<string> All => CommandTable.Values;

    /// <summary>The usual spelling of a command; null when it is not known.</summary>
    public static string? Spelling(string name) => CommandTable.GetValueOrDefault(name);

    /// <summary>True for modules that come with Windows or PowerShell.</summary>
    public static bool IsModule(string name) => ModuleTable.Contains(name);

    /// <summary>True for native programs that are known by their bare name.</summary>
    public static bool IsProgram(string name) => ProgramTable.Contains(name);
}

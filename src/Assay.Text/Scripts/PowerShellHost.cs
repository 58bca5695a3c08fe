using System.Text;

namespace Assay.Text.Scripts;

/// <summary>What a command line of <c>powershell</c> or <c>pwsh</c> runs.</summary>
/// <param name="Code">Text after <c>-Command</c>.</param>
/// <param name="Encoded">Text after <c>-EncodedCommand</c>, still in base-64.</param>
/// <param name="File">Script after <c>-File</c>.</param>
/// <param name="IsHidden">True for <c>-WindowStyle Hidden</c>.</param>
/// <param name="ReadsInput">True when the code comes from standard input.</param>
internal sealed record PowerShellHost(string? Code, string? Encoded, string? File, bool IsHidden, bool ReadsInput)
{
    // Name, the least of it that is understood, another short name, what follows (c code, e encoded, f file, w window, v a value, - nothing).
    private static readonly (string Name, string Least, string Short, char Kind)[] Switches =
    [
        ("encodedcommand", "e", "ec", 'e'), ("command", "c", "cwa", 'c'), ("commandwithargs", "commandwitha", "cwa", 'c'), ("file", "f", "", 'f'), ("windowstyle", "w", "", 'w'), ("executionpolicy", "ex", "ep", 'v'),
        ("encodedarguments", "encodeda", "ea", 'v'), ("inputformat", "inp", "if", 'v'), ("outputformat", "o", "of", 'v'), ("workingdirectory", "wo", "wd", 'v'), ("configurationname", "config", "", 'v'), ("custompipename", "cus", "", 'v'),
        ("settingsfile", "settings", "", 'v'), ("psconsolefile", "psc", "", 'v'), ("version", "v", "", 'v'), ("noprofile", "nop", "", '-'), ("noninteractive", "noni", "", '-'), ("noexit", "noe", "", '-'), ("nologo", "nol", "", '-'),
        ("sta", "s", "", '-'), ("mta", "mta", "", '-'), ("login", "l", "", '-'), ("interactive", "i", "", '-'),
    ];

    /// <summary>True for programs with such a command line.</summary>
    public static bool IsHost(string program) => program is "powershell" or "pwsh" or "powershell_ise" or "pwsh-preview";

    /// <summary>Reads tokens as the host does (about_PowerShell_exe).</summary>
    public static PowerShellHost Read(IReadOnlyList<string> tokens)
    {
        var hidden = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var kind = SwitchText(tokens[i]) is { } name ? Find(name) : '\0';
            var next = i + 1 < tokens.Count ? tokens[i + 1] : null;
            switch (kind)
            {
                case '\0':
                    // The first word that is no switch: 5.1 takes the rest for a command, 7 for a file.
                    return tokens[i].EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
                        ? new PowerShellHost(null, null, tokens[i], hidden, ReadsInput: false)
                        : new PowerShellHost(tokens[i] == "-" ? null : Rest(tokens, i), null, null, hidden, ReadsInput: tokens[i] == "-");
                case 'e':
                    return new PowerShellHost(null, next, null, hidden || HidesLater(tokens, i + 2), ReadsInput: false);
                case 'c':
                    return next == "-" ? new PowerShellHost(null, null, null, hidden, ReadsInput: true) : new PowerShellHost(Rest(tokens, i + 1), null, null, hidden, ReadsInput: false);
                case 'f':
                    return new PowerShellHost(null, null, next == "-" ? null : next, hidden, ReadsInput: next == "-");
                case 'w':
                    hidden |= IsHiddenStyle(next);
                    i++;
                    break;
                case 'v':
                    i++;
                    break;
            }
        }

        return new PowerShellHost(null, null, null, hidden, ReadsInput: tokens.Count == 0);
    }

    /// <summary>Decodes what <c>-EncodedCommand</c> holds: base-64 of UTF-16.</summary>
    public static string? Decode(string encoded)
    {
        var text = encoded.Trim().Trim('"', '\'');
        var bytes = new byte[(text.Length * 3 / 4) + 4];
        return text.Length >= 4 && (Convert.TryFromBase64String(text, bytes, out var length) || Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out length)) && length >= 2
            ? Encoding.Unicode.GetString(bytes, 0, length & ~1)
            : null;
    }

    private static bool HidesLater(IReadOnlyList<string> tokens, int from)
    {
        for (var i = from; i + 1 < tokens.Count; i++)
        {
            if (SwitchText(tokens[i]) is { } name && Find(name) == 'w' && IsHiddenStyle(tokens[i + 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHiddenStyle(string? style) => style is { Length: > 0 } && ("hidden".StartsWith(style, StringComparison.OrdinalIgnoreCase) || style == "1");

    // -e, --e, /e, and other dashes.
    private static string? SwitchText(string token) =>
        token.Length < 2 || token[0] is not ('-' or '/' or '\u2013' or '\u2014' or '\u2015') ? null : token[1] is '-' && token.Length > 2 ? token[2..] : token[1..];

    private static char Find(string typed)
    {
        foreach (var (name, least, other, kind) in Switches)
        {
            if ((typed.Length >= least.Length && name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) || (other.Length > 0 && typed.Equals(other, StringComparison.OrdinalIgnoreCase)))
            {
                return kind;
            }
        }

        return '\0';
    }

    private static string? Rest(IReadOnlyList<string> tokens, int from) => from >= tokens.Count ? null : string.Join(' ', tokens.Skip(from));
}

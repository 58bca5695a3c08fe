using System.Text;

namespace Assay.Model;

/// <summary>What a command line of <c>powershell</c> or <c>pwsh</c> runs.</summary>
/// <param name="Code">The text after <c>-Command</c>; null when there is none or a part of it is not known.</param>
/// <param name="Encoded">The text that <c>-EncodedCommand</c> holds, still in base-64.</param>
/// <param name="File">The script after <c>-File</c>.</param>
/// <param name="IsHidden">True for <c>-WindowStyle Hidden</c>.</param>
/// <param name="ReadsInput">True when the code comes from standard input.</param>
public sealed record HostCommandLine(string? Code, string? Encoded, string? File, bool IsHidden, bool ReadsInput)
{
    // Name, the least that must be written of it, other short names, and whether a value follows.
    private static readonly (string Name, string Least, string Short, Kind Kind)[] Switches =
    [
        ("encodedcommand", "e", "ec", Kind.Encoded),
        ("encodedarguments", "encodeda", "ea", Kind.Value),
        ("command", "c", "", Kind.Code),
        ("commandwithargs", "commandwitha", "cwa", Kind.Code),
        ("file", "f", "", Kind.File),
        ("windowstyle", "w", "", Kind.WindowStyle),
        ("executionpolicy", "ex", "ep", Kind.Value),
        ("inputformat", "inp", "if", Kind.Value),
        ("outputformat", "o", "of", Kind.Value),
        ("workingdirectory", "wo", "wd", Kind.Value),
        ("configurationname", "config", "", Kind.Value),
        ("configurationfile", "configurationfile", "", Kind.Value),
        ("custompipename", "cus", "", Kind.Value),
        ("settingsfile", "settings", "", Kind.Value),
        ("psconsolefile", "psc", "", Kind.Value),
        ("version", "v", "", Kind.Value),
        ("noprofile", "nop", "", Kind.Alone),
        ("noninteractive", "noni", "", Kind.Alone),
        ("noexit", "noe", "", Kind.Alone),
        ("nologo", "nol", "", Kind.Alone),
        ("sta", "s", "", Kind.Alone),
        ("mta", "mta", "", Kind.Alone),
        ("login", "l", "", Kind.Alone),
        ("interactive", "i", "", Kind.Alone),
    ];

    private enum Kind
    {
        Alone,
        Value,
        Encoded,
        Code,
        File,
        WindowStyle,
    }

    /// <summary>True for the programs that take such a command line.</summary>
    public static bool IsHost(string program) => program is "powershell" or "pwsh" or "powershell_ise" or "pwsh-preview";

    /// <summary>Reads tokens as the host does; a token that is not known is null.</summary>
    public static HostCommandLine Read(IReadOnlyList<string?> tokens)
    {
        var hidden = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var kind = tokens[i] is { } token && SwitchText(token) is { } name ? Find(name) : null;
            if (kind is null)
            {
                // The first word that is no switch: 5.1 takes the rest for a command, 7 for a file.
                return tokens[i] is { } file && file.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
                    ? new HostCommandLine(null, null, file, hidden, ReadsInput: false)
                    : new HostCommandLine(Rest(tokens, i), null, null, hidden, ReadsInput: tokens[i] == "-");
            }

            var next = i + 1 < tokens.Count ? tokens[i + 1] : null;
            switch (kind)
            {
                case Kind.Encoded:
                    return new HostCommandLine(null, next, null, hidden, ReadsInput: false);
                case Kind.Code:
                    return next == "-" ? new HostCommandLine(null, null, null, hidden, ReadsInput: true) : new HostCommandLine(Rest(tokens, i + 1), null, null, hidden, ReadsInput: false);
                case Kind.File:
                    return new HostCommandLine(null, null, next == "-" ? null : next, hidden, ReadsInput: next == "-");
                case Kind.WindowStyle:
                    hidden |= next is not null && next.Length > 0 && ("hidden".StartsWith(next, StringComparison.OrdinalIgnoreCase) || next == "1");
                    i++;
                    break;
                case Kind.Value:
                    i++;
                    break;
            }
        }

        return new HostCommandLine(null, null, null, hidden, ReadsInput: tokens.Count == 0);
    }

    /// <summary>Decodes what <c>-EncodedCommand</c> holds: base-64 of UTF-16.</summary>
    public static string? Decode(string encoded)
    {
        var text = encoded.Trim().Trim('"', '\'');
        var bytes = new byte[(text.Length * 3 / 4) + 4];
        if (text.Length < 4 || !(Convert.TryFromBase64String(text, bytes, out var length) || Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out length)))
        {
            return null;
        }

        return length < 2 ? null : Encoding.Unicode.GetString(bytes, 0, length & ~1);
    }

    // -e, --e, /e, and any other dash; the value of a lone dash is standard input.
    private static string? SwitchText(string token)
    {
        if (token.Length < 2 || !(IsDash(token[0]) || token[0] == '/'))
        {
            return null;
        }

        return IsDash(token[1]) && token.Length > 2 ? token[2..] : token[1..];
    }

    private static Kind? Find(string typed)
    {
        foreach (var (name, least, other, kind) in Switches)
        {
            if ((typed.Length >= least.Length && name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) || (other.Length > 0 && typed.Equals(other, StringComparison.OrdinalIgnoreCase)))
            {
                return kind;
            }
        }

        return null;
    }

    private static string? Rest(IReadOnlyList<string?> tokens, int from)
    {
        var text = new StringBuilder();
        for (var i = from; i < tokens.Count; i++)
        {
            if (tokens[i] is not { } token)
            {
                return null;
            }

            text.Append(i > from ? " " : "").Append(token);
        }

        return text.Length == 0 ? null : text.ToString();
    }

    // A hyphen, en dash, em dash, horizontal bar.
    private static bool IsDash(char c) => c is '-' or '\u2013' or '\u2014' or '\u2015';
}

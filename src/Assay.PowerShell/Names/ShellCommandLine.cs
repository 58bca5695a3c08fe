using System.Text;

namespace Assay.PowerShell.Names;

/// <summary>Takes the command lines of <c>cmd</c> apart: <c>a &amp; b &amp;&amp; c | d</c>.</summary>
internal static class ShellCommandLine
{
    private const int MaximumCommands = 32;

    /// <summary>Gives each command of a line, carets resolved and <c>start</c>, <c>call</c>, <c>@</c> and brackets taken off.</summary>
    public static IReadOnlyList<string> Commands(string line)
    {
        var commands = new List<string>();
        var command = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length && commands.Count < MaximumCommands; i++)
        {
            var c = line[i];
            if (c == '^' && !quoted && i + 1 < line.Length)
            {
                command.Append(line[++i]);
            }
            else if (c is '&' or '|' or '\r' or '\n' && !quoted)
            {
                // 2>&1 joins streams.
                if (c == '&' && i > 0 && line[i - 1] == '>')
                {
                    command.Append(c);
                    continue;
                }

                Take(commands, command);
            }
            else
            {
                quoted ^= c == '"';
                command.Append(c);
            }
        }

        Take(commands, command);
        return commands;
    }

    private static void Take(List<string> commands, StringBuilder command)
    {
        var text = WithoutPrefixes(command.ToString());
        command.Clear();
        if (text.Length > 0 && commands.Count < MaximumCommands)
        {
            commands.Add(text);
        }
    }

    private static string WithoutPrefixes(string command)
    {
        var text = command.AsSpan().Trim();
        for (var i = 0; i < 8; i++)
        {
            text = text.TrimStart("@( \t").TrimEnd(") \t");
            if (StartsWithWord(text, "call"))
            {
                text = text[4..];
            }
            else if (StartsWithWord(text, "start"))
            {
                text = WithoutStart(text[5..].TrimStart());
            }
            else
            {
                break;
            }
        }

        return text.ToString();
    }

    // start "title" /min /b /wait program
    private static ReadOnlySpan<char> WithoutStart(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] == '"' && text[1..].IndexOf('"') is >= 0 and var end && text[(end + 2)..].TrimStart().Length > 0)
        {
            text = text[(end + 2)..].TrimStart();
        }

        while (text.Length > 1 && text[0] == '/')
        {
            var blank = text.IndexOf(' ');
            if (blank < 0)
            {
                return text;
            }

            text = text[blank..].TrimStart();
        }

        return text;
    }

    private static bool StartsWithWord(ReadOnlySpan<char> text, string word) =>
        text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || text[word.Length] is ' ' or '\t' or '"' or '/');
}

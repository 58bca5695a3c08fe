using Assay.Text.Scripts;

namespace Assay.Text.Batch;

/// <summary>A loop: <c>for /f "tokens=1,2" %%a in ("x y") do ...</c>.</summary>
internal sealed class BatchLoop
{
    private readonly string _set;
    private readonly char _kind;
    private readonly string _options;

    private BatchLoop(char kind, string options, char variable, string set, int body)
    {
        (_kind, _options, Variable, _set, Body) = (kind, options, variable, set, body);
    }

    /// <summary>Letter of the variable.</summary>
    public char Variable { get; }

    /// <summary>Offset of what it repeats.</summary>
    public int Body { get; }

    /// <summary>The command whose output <c>for /f</c> takes.</summary>
    public IEnumerable<string> Commands => _kind == 'F' && IsCommand(_set) ? [WithoutCarets(_set.Trim()[1..^1])] : [];

    /// <summary>Reads the head of a loop.</summary>
    public static bool TryRead(string line, int at, out BatchLoop loop)
    {
        loop = null!;
        at += 3;
        var kind = '\0';
        var options = "";
        SkipBlanks(line, ref at);
        if (at + 1 < line.Length && line[at] == '/')
        {
            kind = char.ToUpperInvariant(line[at + 1]);
            at += 2;
            SkipBlanks(line, ref at);
            if (at < line.Length && line[at] != '%')
            {
                var optionsStart = at;
                var quoted = false;
                while (at < line.Length && (quoted || line[at] is not (' ' or '\t')))
                {
                    quoted ^= line[at] == '"';
                    at++;
                }

                options = line[optionsStart..at].Trim('"');
                SkipBlanks(line, ref at);
            }
        }

        while (at < line.Length && line[at] == '%')
        {
            at++;
        }

        if (at >= line.Length)
        {
            return false;
        }

        var variable = line[at++];
        SkipBlanks(line, ref at);
        if (string.Compare(line, at, "in", 0, 2, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return false;
        }

        at += 2;
        SkipBlanks(line, ref at);
        if (at >= line.Length || line[at] != '(')
        {
            return false;
        }

        var start = ++at;
        var end = SetEnd(line, at);
        var body = line.IndexOf("do", Math.Min(end, line.Length), StringComparison.OrdinalIgnoreCase);
        if (end >= line.Length || body < 0)
        {
            return false;
        }

        loop = new BatchLoop(kind, options, variable, line[start..end], body + 2);
        return true;
    }

    /// <summary>The texts that the variable takes; null when they are not known.</summary>
    public List<string>? Items(BatchVariables variables)
    {
        var set = _set.Trim();
        if (!PartialText.IsKnown(set) || variables.HasLoop && set.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        return _kind switch
        {
            '\0' when !set.AsSpan().ContainsAny('*', '?') => BatchWords.Split(set),
            'F' when Constant(set) is { } text => FirstToken(text),
            _ => null,
        };
    }

    // 'a ^| b': the carets are gone when the command is run.
    private static string WithoutCarets(string command)
    {
        var result = new System.Text.StringBuilder(command.Length);
        var quoted = false;
        for (var i = 0; i < command.Length; i++)
        {
            quoted ^= command[i] == '"';
            if (command[i] == '^' && !quoted && i + 1 < command.Length)
            {
                i++;
            }

            result.Append(command[i]);
        }

        return result.ToString();
    }

    // ("text"), ('echo text'); with usebackq the quotes change their roles.
    private string? Constant(string set)
    {
        var usesBackticks = _options.Contains("usebackq", StringComparison.OrdinalIgnoreCase);
        if (set is [var first, _, ..] && first == (usesBackticks ? '\'' : '"') && set[^1] == first)
        {
            return set[1..^1];
        }

        return IsCommand(set) && set[1..^1].Trim() is var command && command.StartsWith("echo ", StringComparison.OrdinalIgnoreCase) && command.AsSpan().IndexOfAny("|&>!") < 0 ? command[5..] : null;
    }

    private bool IsCommand(string set) => set.Trim() is [var first, _, ..] trimmed && trimmed[^1] == first && first == (_options.Contains("usebackq", StringComparison.OrdinalIgnoreCase) ? '`' : '\'');

    // "tokens=2 delims=,": the first variable alone is followed.
    private List<string>? FirstToken(string text)
    {
        var delimiters = ValueOf("delims=", toEnd: true) ?? " \t";
        var tokens = ValueOf("tokens=", toEnd: false) ?? "1";
        if (tokens == "*")
        {
            return [text.TrimStart(delimiters.ToCharArray())];
        }

        var number = tokens.AsSpan();
        var end = number.IndexOfAnyExceptInRange('0', '9');
        var parts = delimiters.Length == 0 ? [text] : text.Split(delimiters.ToCharArray(), StringSplitOptions.RemoveEmptyEntries);
        return int.TryParse(end < 0 ? number : number[..end], out var index) && index >= 1 && index <= parts.Length ? [parts[index - 1]] : null;
    }

    private string? ValueOf(string option, bool toEnd)
    {
        var at = _options.IndexOf(option, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var value = _options[(at + option.Length)..];
        var blank = value.IndexOf(' ', StringComparison.Ordinal);
        // A blank may itself be a delimiter where it ends the options.
        return blank < 0 || (toEnd && blank == value.Length - 1) ? value : value[..blank];
    }

    private static int SetEnd(string line, int at)
    {
        var depth = 0;
        var quote = '\0';
        for (; at < line.Length; at++)
        {
            var c = line[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' or '`')
            {
                quote = line.IndexOf(c, at + 1) > 0 ? c : '\0';
            }
            else if (c == '(')
            {
                depth++;
            }
            else if (c == ')' && depth-- == 0)
            {
                return at;
            }
        }

        return line.Length;
    }

    private static void SkipBlanks(string line, ref int at)
    {
        while (at < line.Length && BatchWords.IsDelimiter(line[at]))
        {
            at++;
        }
    }
}

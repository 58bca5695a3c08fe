using System.Globalization;
using System.Text;
using Assay.Text.Scripts;

namespace Assay.Text.Batch;

/// <summary>Replaces <c>%x%</c>, <c>%x:~1,2%</c>, <c>%x:a=b%</c>, <c>!x!</c>, <c>%1</c> and <c>%%i</c>.</summary>
internal static class BatchExpansion
{
    /// <summary>The script itself, as scripts of all languages write it.</summary>
    public const string Self = "%PSCommandPath%";

    // A line longer than this is none that cmd runs.
    private const int LongestLine = 64 * 1024;

    /// <summary>The first phase: percent signs. <paramref name="read"/> gets names of variables that come from the environment.</summary>
    public static string Percent(string line, BatchVariables variables, StepBudget budget, Action<string>? read)
    {
        if (!line.Contains('%', StringComparison.Ordinal))
        {
            return line;
        }

        var result = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '%')
            {
                result.Append(line[i]);
                continue;
            }

            if (variables.IsFile && i + 1 < line.Length && TakeParameter(line, ref i, result))
            {
                continue;
            }

            var end = line.IndexOf('%', i + 1);
            if (end < 0 || end - i > 8192)
            {
                // A lone sign is dropped in files; on a command line it stays, as that of a loop variable.
                if (!variables.IsFile)
                {
                    result.Append('%');
                }

                continue;
            }

            var value = ValueOf(line[(i + 1)..end], variables, read);
            if (value is null && !variables.IsFile)
            {
                result.Append('%');
                continue;
            }

            value ??= PartialText.UnknownText;
            if (!budget.Spend(value.Length) || result.Length + value.Length > Math.Max(LongestLine, line.Length))
            {
                return result.Append(PartialText.Unknown).ToString();
            }

            result.Append(value);
            i = end;
        }

        return result.ToString();
    }

    /// <summary>The later phases: loop variables, then exclamation marks.</summary>
    public static string Delayed(string command, BatchVariables variables, StepBudget budget)
    {
        if (variables.HasLoop && command.Contains('%', StringComparison.Ordinal))
        {
            command = Loops(command, variables, budget);
        }

        if (!variables.IsDelayed || !command.Contains('!', StringComparison.Ordinal))
        {
            return command;
        }

        var result = new StringBuilder(command.Length);
        for (var i = 0; i < command.Length; i++)
        {
            var end = command[i] == '!' ? command.IndexOf('!', i + 1) : -1;
            if (end < 0)
            {
                if (command[i] != '!')
                {
                    result.Append(command[i]);
                }

                continue;
            }

            var value = ValueOf(command[(i + 1)..end], variables, null) ?? PartialText.UnknownText;
            if (!budget.Spend(value.Length) || result.Length + value.Length > LongestLine)
            {
                return result.Append(PartialText.Unknown).ToString();
            }

            result.Append(value);
            i = end;
        }

        return result.ToString();
    }

    // %%, %*, %1, %~dp0
    private static bool TakeParameter(string line, ref int i, StringBuilder result)
    {
        var next = line[i + 1];
        if (next == '%')
        {
            result.Append('%');
            i++;
            return true;
        }

        if (next is '*' or (>= '1' and <= '9'))
        {
            result.Append(PartialText.Unknown);
            i++;
            return true;
        }

        if (next == '0')
        {
            result.Append(Self);
            i++;
            return true;
        }

        if (next != '~')
        {
            return false;
        }

        var at = i + 2;
        while (at < line.Length && char.IsAsciiLetter(line[at]))
        {
            at++;
        }

        if (at >= line.Length || !char.IsAsciiDigit(line[at]))
        {
            return false;
        }

        var modifiers = line[(i + 2)..at].ToLowerInvariant();
        result.Append(line[at] != '0' ? PartialText.UnknownText : modifiers switch
        {
            "dp" or "sdp" or "dps" or "pd" => @".\",
            "" or "f" or "fs" or "sf" or "nx" or "dpnx" or "dpnxs" => Self,
            _ => PartialText.UnknownText,
        });
        i = at;
        return true;
    }

    // %i, %~nxi of a loop
    private static string Loops(string command, BatchVariables variables, StepBudget budget)
    {
        var result = new StringBuilder(command.Length);
        for (var i = 0; i < command.Length; i++)
        {
            if (command[i] != '%' || i + 1 >= command.Length)
            {
                result.Append(command[i]);
                continue;
            }

            var at = i + 1;
            var isModified = command[at] == '~';
            at += isModified ? 1 : 0;
            // %~nxi: all letters but the last are modifiers; the shortest that ends in a loop's letter is meant.
            while (isModified && at + 1 < command.Length && variables.Loop(command[at]) is null && char.IsAsciiLetter(command[at]))
            {
                at++;
            }

            if (at < command.Length && variables.Loop(command[at]) is { } value && budget.Spend(value.Length) && result.Length < LongestLine)
            {
                result.Append(isModified && at > i + 2 ? PartialText.UnknownText : isModified ? value.Trim('"') : value);
                i = at;
            }
            else
            {
                result.Append('%');
            }
        }

        return result.ToString();
    }

    // null: the name of nothing that is set.
    private static string? ValueOf(string reference, BatchVariables variables, Action<string>? read)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var name = colon <= 0 ? reference : reference[..colon];
        if (name.Length == 0 || name.AsSpan().IndexOfAny("\r\n\"&") >= 0)
        {
            return null;
        }

        var value = variables[name];
        if (value is null)
        {
            read?.Invoke(name);
            value = name.ToUpperInvariant() switch
            {
                "CD" or "RANDOM" or "TIME" or "DATE" or "ERRORLEVEL" or "CMDCMDLINE" => PartialText.UnknownText,
                _ => EnvironmentDefaults.ValueOf(name) ?? (EnvironmentDefaults.IsNamed(name) && colon <= 0 ? $"%{name}%" : null),
            };
        }

        if (value is null || colon <= 0 || !PartialText.IsKnown(value))
        {
            return value;
        }

        var modifier = reference.AsSpan(colon + 1);
        return modifier.StartsWith("~") ? Cut(value, modifier[1..]) : Replace(value, modifier.ToString());
    }

    // %x:~2%, %x:~2,3%, %x:~-2,1%, %x:~0,-1%
    private static string Cut(string value, ReadOnlySpan<char> range)
    {
        var comma = range.IndexOf(',');
        if (!TryNumber(comma < 0 ? range : range[..comma], out var start) || !TryNumber(comma < 0 ? "0" : range[(comma + 1)..], out var length))
        {
            return PartialText.UnknownText;
        }

        start = Math.Clamp(start < 0 ? value.Length + start : start, 0, value.Length);
        var end = comma < 0 ? value.Length : length < 0 ? value.Length + length : start + length;
        return end <= start ? "" : value[start..Math.Min(end, value.Length)];
    }

    // %x:a=b%, %x:*a=b%
    private static string Replace(string value, string modifier)
    {
        var equals = modifier.IndexOf('=', 1 <= modifier.Length ? 1 : 0);
        if (equals <= 0)
        {
            return value;
        }

        var (from, to) = (modifier[..equals], modifier[(equals + 1)..]);
        if (from is ['*', .. { Length: > 0 } prefix])
        {
            var at = value.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
            return at < 0 ? value : to + value[(at + prefix.Length)..];
        }

        return value.Replace(from, to, StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        text = text.Trim();
        return text.IsEmpty || (text.Length < 8 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number));
    }
}

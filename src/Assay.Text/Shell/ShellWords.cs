using System.Globalization;
using System.Text;
using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.Shell;

/// <summary>Reads words of the shell: quotes, escapes, variables and command substitutions (POSIX.1-2017, Shell Command Language 2.2, 2.6).</summary>
internal sealed class ShellWords(ShellVariables variables, StepBudget budget, Func<string, string?> substitute)
{
    private const int LongestWord = 1024 * 1024;
    private const int MaximumNesting = FixedLimits.ShellDepth;

    private int _nesting;

    /// <summary>True when a part of the last word was not written as it is.</summary>
    public bool IsFolded { get; private set; }

    /// <summary>True when the last word had quotes: it is no keyword.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Reads the word at an offset and moves behind it.</summary>
    public string Read(string text, ref int at)
    {
        (IsFolded, IsQuoted) = (false, false);
        var word = new StringBuilder();
        var start = at;
        while (at < text.Length && word.Length < LongestWord)
        {
            var c = text[at];
            switch (c)
            {
                case ' ' or '\t' or '\r' or '\n' or ';' or '&' or '|' or '<' or '>' or ')':
                case '(' when at == start || word.Length > 0:
                    budget.Spend(at - start);
                    return word.ToString();
                case '\'':
                    TakeSingle(text, ref at, word);
                    break;
                case '"':
                    TakeDouble(text, ref at, word);
                    break;
                case '\\':
                    TakeEscape(text, ref at, word);
                    break;
                case '$' when at + 1 < text.Length && text[at + 1] == '\'':
                    at++;
                    TakeAnsi(text, ref at, word);
                    break;
                case '$' or '`':
                    TakeExpansion(text, ref at, word);
                    break;
                default:
                    word.Append(c == '~' && word.Length == 0 ? '~' : c);
                    at++;
                    break;
            }
        }

        budget.Spend(at - start + 1);
        return word.ToString();
    }

    /// <summary>Expands a text as between double quotes: the body of a here-document.</summary>
    public string Expand(string text)
    {
        var word = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length && word.Length < LongestWord;)
        {
            if (text[at] is '$' or '`')
            {
                TakeExpansion(text, ref at, word);
            }
            else if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '$' or '`' or '\\')
            {
                word.Append(text[at + 1]);
                at += 2;
            }
            else
            {
                word.Append(text[at++]);
            }
        }

        return word.ToString();
    }

    private void TakeSingle(string text, ref int at, StringBuilder word)
    {
        IsQuoted = true;
        var end = text.IndexOf('\'', at + 1);
        end = end < 0 ? text.Length : end;
        word.Append(text, at + 1, end - at - 1);
        at = Math.Min(text.Length, end + 1);
    }

    private void TakeDouble(string text, ref int at, StringBuilder word)
    {
        IsQuoted = true;
        at++;
        while (at < text.Length && text[at] != '"' && word.Length < LongestWord)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                if (text[at + 1] is not ('$' or '`' or '"' or '\\' or '\n'))
                {
                    word.Append('\\');
                }

                if (text[at + 1] != '\n')
                {
                    word.Append(text[at + 1]);
                }

                at += 2;
            }
            else if (text[at] is '$' or '`')
            {
                TakeExpansion(text, ref at, word);
            }
            else
            {
                word.Append(text[at++]);
            }
        }

        at = Math.Min(text.Length, at + 1);
    }

    private void TakeEscape(string text, ref int at, StringBuilder word)
    {
        if (at + 1 < text.Length && text[at + 1] is not ('\n' or '\r'))
        {
            IsFolded |= char.IsLetterOrDigit(text[at + 1]);
            word.Append(text[at + 1]);
        }
        else if (at + 2 < text.Length && text[at + 1] == '\r')
        {
            at++;
        }

        at = Math.Min(text.Length, at + 2);
    }

    // $'\x63\165\n'
    private void TakeAnsi(string text, ref int at, StringBuilder word)
    {
        IsQuoted = IsFolded = true;
        at++;
        while (at < text.Length && text[at] != '\'')
        {
            if (text[at] != '\\' || at + 1 >= text.Length)
            {
                word.Append(text[at++]);
                continue;
            }

            at++;
            var c = text[at++];
            if (c is 'x' or 'u')
            {
                word.Append((char)Number(text, ref at, c == 'x' ? 2 : 4, 16));
            }
            else if (c is >= '0' and <= '7')
            {
                at--;
                word.Append((char)Number(text, ref at, 3, 8));
            }
            else
            {
                word.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'a' => '\a', 'e' => '\u001B', _ => c });
            }
        }

        at = Math.Min(text.Length, at + 1);
    }

    private static int Number(string text, ref int at, int digits, int radix)
    {
        var number = 0;
        while (digits-- > 0 && at < text.Length && char.IsAsciiHexDigit(text[at]) && (radix == 16 || text[at] is >= '0' and <= '7'))
        {
            number = (number * radix) + int.Parse(text.AsSpan(at++, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return number & 0xFFFF;
    }

    private void TakeExpansion(string text, ref int at, StringBuilder word)
    {
        if (text[at] == '`')
        {
            var end = text.IndexOf('`', at + 1);
            end = end < 0 ? text.Length : end;
            Substitute(text[(at + 1)..end], word);
            at = Math.Min(text.Length, end + 1);
            return;
        }

        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        if (next == '(')
        {
            var end = Closing(text, at + 1, '(', ')');
            if (at + 2 < text.Length && text[at + 2] == '(')
            {
                word.Append(PartialText.Unknown);
            }
            else
            {
                Substitute(text[(at + 2)..Math.Max(at + 2, end - 1)], word);
            }

            IsFolded = true;
            at = end;
        }
        else if (next == '{')
        {
            var end = Closing(text, at + 1, '{', '}');
            Append(Braced(text[(at + 2)..Math.Max(at + 2, end - 1)]), word);
            at = end;
        }
        else if (char.IsAsciiLetter(next) || next == '_')
        {
            var end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            Append(ValueOf(text[(at + 1)..end]), word);
            at = end;
        }
        else if (char.IsAsciiDigit(next) || next is '@' or '*' or '#' or '?' or '$' or '!' or '-')
        {
            Append(next == '0' ? "%PSCommandPath%" : PartialText.UnknownText, word);
            at += 2;
        }
        else
        {
            word.Append('$');
            at++;
        }
    }

    private void Substitute(string command, StringBuilder word)
    {
        IsFolded = true;
        if (_nesting >= MaximumNesting || !budget.Spend(command.Length))
        {
            word.Append(PartialText.Unknown);
            return;
        }

        _nesting++;
        var quoted = IsQuoted;
        Append(substitute(command)?.TrimEnd('\n', '\r') ?? PartialText.UnknownText, word);
        (IsQuoted, IsFolded) = (quoted, true);
        _nesting--;
    }

    private void Append(string value, StringBuilder word)
    {
        IsFolded = true;
        word.Append(budget.Spend(value.Length) && word.Length + value.Length <= LongestWord ? value : PartialText.UnknownText);
    }

    // ${x}, ${x:-default}, ${x:1:2}, ${#x}
    private string Braced(string inside)
    {
        var end = 0;
        while (end < inside.Length && (char.IsAsciiLetterOrDigit(inside[end]) || inside[end] == '_'))
        {
            end++;
        }

        if (end == inside.Length && end > 0)
        {
            return ValueOf(inside);
        }

        if (inside.StartsWith("BASH_SOURCE", StringComparison.Ordinal))
        {
            return "%PSCommandPath%";
        }

        if (end > 0 && inside[end] == ':' && variables[inside[..end]] is { } value && PartialText.IsKnown(value))
        {
            var parts = inside[(end + 1)..].Split(':');
            if (parts.Length <= 2 && int.TryParse(parts[0].Trim(), out var from) && from >= 0 && from <= value.Length && (parts.Length < 2 || int.TryParse(parts[1].Trim(), out _)))
            {
                var length = parts.Length < 2 ? value.Length : int.Parse(parts[1].Trim(), CultureInfo.InvariantCulture);
                return length < 0 ? PartialText.UnknownText : value[from..Math.Min(value.Length, (int)Math.Min(int.MaxValue, (long)from + length))];
            }

            return parts[0] is ['-' or '=', ..] ? value : PartialText.UnknownText;
        }

        return PartialText.UnknownText;
    }

    private string ValueOf(string name) => variables[name] ?? name switch { "HOME" => "~", "IFS" => " ", _ => PartialText.UnknownText };

    // The offset behind the bracket that closes the one at `at`; quotes protect.
    private int Closing(string text, int at, char open, char close)
    {
        var depth = 0;
        var start = at;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\\')
            {
                at++;
            }
            else if (c == '\'')
            {
                var end = text.IndexOf('\'', at + 1);
                at = end < 0 ? text.Length : end;
            }
            else if (c == open)
            {
                depth++;
            }
            else if (c == close && --depth == 0)
            {
                at++;
                break;
            }
        }

        budget.Spend(at - start);
        return Math.Min(at, text.Length);
    }
}

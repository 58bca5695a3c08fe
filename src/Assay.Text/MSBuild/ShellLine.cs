using System.Text;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>A command of a command line.</summary>
/// <param name="Text">Program and arguments; redirections are taken out.</param>
/// <param name="IsPiped">True when it reads what the command before it writes.</param>
/// <param name="Written">Files that its output goes to.</param>
internal readonly record struct ShellCommand(string Text, bool IsPiped, IReadOnlyList<string> Written);

/// <summary>Takes command lines apart as <c>cmd</c> and <c>sh</c> do: an <c>Exec</c> runs in the one on Windows and in the other elsewhere.</summary>
internal sealed class ShellLine
{
    private const int MaximumCommands = 256;
    private const int MaximumPrefixes = 16;
    private const int LongestProgram = 512;

    // No program that is told from others here has a longer name; a name of quotes is asked for at each of them.
    private const int LongestKnown = 32;

    private readonly string _line;
    private readonly List<ShellCommand> _commands = [];
    private readonly StringBuilder _text = new();
    private readonly List<string> _written = [];
    private int _at;
    private bool _isPiped;
    private bool _isUnclosed;

    // Of the command that is read; null until its name is there as a whole. A line of quotes asks for it at each.
    private string? _program;

    private ShellLine(string line) => _line = line;

    /// <summary>Gives the commands in order: separated by <c>&amp;</c>, <c>&amp;&amp;</c>, <c>|</c>, <c>||</c>, line ends, and <c>;</c> before a blank.</summary>
    public static IReadOnlyList<ShellCommand> Commands(string line)
    {
        var shell = new ShellLine(line);
        shell.Run();
        return shell._commands;
    }

    private void Run()
    {
        while (_at < _line.Length && _commands.Count < MaximumCommands)
        {
            var c = _line[_at];
            switch (c)
            {
                case '"':
                    TakeQuoted('"');
                    break;
                case '\'' when IsUnix():
                    TakeQuoted('\'');
                    break;
                case '^' when _at + 1 < _line.Length:
                    TakeCaret();
                    break;
                case '$' or '@' or '%' when _at + 1 < _line.Length && _line[_at + 1] == '(' && EndOfExpression() is > 0 and var end:
                    _text.Append(_line, _at, end + 1 - _at);
                    _at = end + 1;
                    break;
                case '>':
                    TakeRedirection();
                    break;
                case '&' or '|' or '\r' or '\n':
                    Separate(c);
                    break;
                case ';' when IsSeparator():
                    Separate(c);
                    break;
                default:
                    _text.Append(c);
                    _at++;
                    break;
            }
        }

        End(isPipe: false);
    }

    // What one unclosed bracket leaves open is not looked for again: a line of many would be read many times.
    private int EndOfExpression()
    {
        var end = _isUnclosed ? -1 : ExpressionText.EndOf(_line, _at + 1);
        _isUnclosed |= end < 0;
        return end;
    }

    private void TakeQuoted(char quote)
    {
        var end = _line.IndexOf(quote, _at + 1);
        while (quote == '"' && end > 0 && _line[end - 1] == '\\' && end - 1 > _at)
        {
            // \" stands for a quote, unless the backslash ends a folder: "C:\x\" y
            if (end + 1 >= _line.Length || _line[end + 1] is ' ' or '&' or '|' || _line.IndexOf('"', end + 1) < 0)
            {
                break;
            }

            end = _line.IndexOf('"', end + 1);
        }

        end = end < 0 ? _line.Length - 1 : end;
        if (quote == '\'')
        {
            // The tokens are split at double quotes.
            _text.Append('"').Append(_line.AsSpan(_at, end + 1 - _at).Trim('\'').ToString().Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _text.Append(_line, _at, end + 1 - _at);
        }

        _at = end + 1;
    }

    private void TakeCaret()
    {
        // A caret takes the meaning from the next character; before a line end it joins the lines.
        _at++;
        if (_line[_at] is '\r' or '\n')
        {
            _at += _line[_at] == '\r' && _at + 1 < _line.Length && _line[_at + 1] == '\n' ? 2 : 1;
            return;
        }

        _text.Append(_line[_at++]);
    }

    private void TakeRedirection()
    {
        // 2> file, >> file, >&1, 2>&1
        if (_text.Length > 0 && _text[^1] is '1' or '2' && (_text.Length == 1 || char.IsWhiteSpace(_text[^2])))
        {
            _text.Length--;
        }

        _at += _at + 1 < _line.Length && _line[_at + 1] == '>' ? 2 : 1;
        if (_at < _line.Length && _line[_at] == '&')
        {
            _at += 2;
            return;
        }

        while (_at < _line.Length && _line[_at] is ' ' or '\t')
        {
            _at++;
        }

        var start = _text.Length;
        while (_at < _line.Length && !char.IsWhiteSpace(_line[_at]) && _line[_at] is not ('&' or '|' or '>' or ')'))
        {
            if (_line[_at] == '"')
            {
                TakeQuoted('"');
            }
            else if (_line[_at] is '$' or '@' or '%' && _at + 1 < _line.Length && _line[_at + 1] == '(' && EndOfExpression() is > 0 and var end)
            {
                _text.Append(_line, _at, end + 1 - _at);
                _at = end + 1;
            }
            else
            {
                _text.Append(_line[_at++]);
            }
        }

        var file = _text.ToString(start, _text.Length - start).Trim('"');
        _text.Length = start;
        if (file.Length > 0 && !file.Equals("nul", StringComparison.OrdinalIgnoreCase) && file != "/dev/null")
        {
            _written.Add(file);
        }
    }

    private void Separate(char c)
    {
        var isDouble = _at + 1 < _line.Length && _line[_at + 1] == c;
        End(isPipe: c == '|' && !isDouble);
        _at += isDouble ? 2 : 1;
    }

    private void End(bool isPipe)
    {
        var text = WithoutPrefixes(_text.ToString());
        if (text.Length > 0 || _written.Count > 0)
        {
            _commands.Add(new ShellCommand(text, _isPiped, [.. _written]));
        }

        _isPiped = isPipe;
        _text.Clear();
        _program = null;
        _written.Clear();
    }

    // `a; b` of a shell; for cmd a semicolon is a blank, and PowerShell takes it for itself.
    private bool IsSeparator() => (_at + 1 == _line.Length || char.IsWhiteSpace(_line[_at + 1])) && !HostCommandLine.IsHost(Program());

    private bool IsUnix() => Program() is "sh" or "bash" or "dash" or "zsh" or "ash" or "ksh" or "pwsh" or "env" or "python" or "python3" or "perl" or "curl";

    private string Program()
    {
        if (_program is { } known)
        {
            return known;
        }

        Span<char> start = stackalloc char[Math.Min(_text.Length, LongestProgram)];
        _text.CopyTo(0, start, start.Length);
        var text = ((ReadOnlySpan<char>)start).TrimStart("@( \t\"");
        var end = text.IndexOfAny(" \t\"");
        if (end < 0 && _text.Length < LongestProgram && text.Length - text.LastIndexOfAny('/', '\\') > LongestKnown)
        {
            return "";
        }

        var program = CommandLine.ProgramName(end < 0 ? text : text[..end]);
        _program = end >= 0 || _text.Length >= LongestProgram ? program : null;
        return program;
    }

    private static string WithoutPrefixes(string command)
    {
        var text = command.AsSpan().Trim();
        for (var i = 0; i < MaximumPrefixes; i++)
        {
            var before = text.Length;
            text = text.TrimStart("@( \t");
            for (var open = text.Count(')') - text.Count('('); open > 0 && text.Length > 0 && text[^1] == ')'; open--)
            {
                text = text[..^1].TrimEnd();
            }

            text = StartsWithWord(text, "call") ? text[4..]
                : StartsWithWord(text, "start") ? WithoutStart(text[5..].TrimStart())
                : StartsWithWord(text, "if") ? WithoutCondition(text)
                : StartsWithWord(text, "for") && text.IndexOf(" do ", StringComparison.OrdinalIgnoreCase) is > 0 and var loop ? text[(loop + 4)..]
                : StartsWithWord(text, "sudo") || StartsWithWord(text, "exec") || StartsWithWord(text, "then") || StartsWithWord(text, "else") ? text[4..]
                : StartsWithWord(text, "nohup") ? text[5..]
                : StartsWithWord(text, "do") ? text[2..]
                : WithoutAssignment(text);
            text = text.Trim();
            if (text.Length == before)
            {
                break;
            }
        }

        return text.ToString();
    }

    // start "title" /min /b program
    private static ReadOnlySpan<char> WithoutStart(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] == '"' && text[1..].IndexOf('"') is >= 0 and var end && text[(end + 2)..].TrimStart().Length > 0)
        {
            text = text[(end + 2)..].TrimStart();
        }

        while (text.Length > 1 && text[0] == '/' && text.IndexOf(' ') is > 0 and var blank)
        {
            text = text[blank..].TrimStart();
        }

        return text;
    }

    // if not exist "x y" command; if "a"=="b" command
    private static ReadOnlySpan<char> WithoutCondition(ReadOnlySpan<char> text)
    {
        var rest = text[2..].TrimStart();
        rest = StartsWithWord(rest, "/i") ? rest[2..].TrimStart() : rest;
        rest = StartsWithWord(rest, "not") ? rest[3..].TrimStart() : rest;
        var isWord = StartsWithWord(rest, "exist") || StartsWithWord(rest, "defined") || StartsWithWord(rest, "errorlevel");
        if (isWord)
        {
            rest = rest[rest.IndexOfAny(" \t\"")..].TrimStart();
        }
        else if (rest.IndexOf("==", StringComparison.Ordinal) is > 0 and var equals)
        {
            rest = rest[(equals + 2)..].TrimStart();
        }
        else
        {
            return text;
        }

        var end = rest.Length > 0 && rest[0] == '"' ? rest[1..].IndexOf('"') + 2 : rest.IndexOfAny(" \t(");
        return end <= 0 || end > rest.Length ? [] : rest[end..];
    }

    // NAME=value command, NAME="a value" command
    private static ReadOnlySpan<char> WithoutAssignment(ReadOnlySpan<char> text)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0 || !ExpressionText.IsName(text[..equals]))
        {
            return text;
        }

        var value = text[(equals + 1)..];
        var end = value.Length > 1 && value[0] == '"' && value[1..].IndexOf('"') is >= 0 and var close ? close + 2 : value.IndexOfAny(" \t");
        return end < 0 || end >= value.Length ? text : value[end..];
    }

    private static bool StartsWithWord(ReadOnlySpan<char> text, string word) =>
        text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text.Length > word.Length && text[word.Length] is ' ' or '\t' or '"' or '/' or '(';
}

using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.Shell;

/// <summary>Reads the commands of a shell script in the order in which they stand.</summary>
internal sealed partial class ShellReader
{
    private const int MaximumWords = 4096;
    private const int MaximumSubstitutions = 8;

    private readonly ProgramFacts _programs;
    private readonly ScriptFacts _facts;
    private readonly ShellVariables _variables;
    private readonly ShellWords _words;
    private readonly ShellCommands _commands;
    private readonly string _text;
    private readonly int _depth;
    private readonly Stack<string> _openers = new();
    private readonly Queue<(string Word, bool IsExpanded, bool IsTabbed)> _documents = new();
    private int _at;
    private int _conditions;
    private string? _function;
    private int _functionDepth;

    public ShellReader(ProgramFacts programs, string text, int depth, ShellVariables? variables = null)
    {
        (_programs, _facts, _text, _depth) = (programs, programs.Facts, text, depth);
        _variables = variables ?? new ShellVariables();
        _words = new ShellWords(_variables, _facts.Budget, Substitute);
        _commands = new ShellCommands(programs, _variables, depth);
        if (depth == 0)
        {
            _variables.FindFunctions(text);
        }

    }

    /// <summary>The text that the last command wrote; null when it is not known.</summary>
    public string? Output { get; private set; }

    /// <summary>Reads all commands.</summary>
    public void Read()
    {
        var (place, position) = (_facts.Place, _facts.Position);
        var command = new ShellCommand();
        while (_at < _text.Length && !_facts.Budget.IsExhausted)
        {
            _facts.Budget.Spend(1);
            switch (_text[_at])
            {
                case ' ' or '\t' or '\r':
                    _at++;
                    break;
                case '#' when _at == 0 || _text[_at - 1] is ' ' or '\t' or '\n' or ';' or '(' or ')' or '&' or '|':
                    SkipLine();
                    break;
                case '\n':
                    _at++;
                    End(ref command, pipes: false);
                    break;
                case ';':
                    _at++;
                    End(ref command, pipes: false);
                    break;
                case '|':
                    _at += _at + 1 < _text.Length && _text[_at + 1] is '|' or '&' ? 2 : 1;
                    End(ref command, pipes: _text[_at - 1] == '|' && (_at < 2 || _text[_at - 2] != '|') || _text[_at - 1] == '&');
                    break;
                case '&' when _at + 1 < _text.Length && _text[_at + 1] == '>':
                    _at++;
                    Redirect(ref command);
                    break;
                case '&':
                    _at++;
                    End(ref command, pipes: false);
                    break;
                case '<' or '>':
                    Redirect(ref command);
                    break;
                case '(' when command.Words.Count == 1 && _at + 1 < _text.Length && _text[_at + 1] == ')':
                    _at += 2;
                    Define(command.Words[0]);
                    command = new ShellCommand();
                    break;
                // name=(a b c): the elements are no commands.
                case '(' when command.Words.Count == 0 && command.Assignments.Count > 0 && _text[_at - 1] == '=':
                    SkipElements();
                    _variables.Forget(command.Assignments[^1].Name);
                    command.Assignments.RemoveAt(command.Assignments.Count - 1);
                    break;
                case '(' when _at + 1 < _text.Length && _text[_at + 1] == '(':
                    SkipElements();
                    break;
                case '(':
                    _at++;
                    End(ref command, pipes: false);
                    break;
                case ')':
                    _at++;
                    // pattern) of a case, or the end of a subshell.
                    if (_openers.TryPeek(out var opener) && opener == "case")
                    {
                        command = new ShellCommand();
                    }
                    else
                    {
                        End(ref command, pipes: false);
                    }

                    break;
                default:
                    Word(ref command);
                    break;
            }
        }

        End(ref command, pipes: false);
        _facts.Return(place);
        _facts.Position = position;
    }

    private void Word(ref ShellCommand command)
    {
        var start = _at;
        var word = _words.Read(_text, ref _at);
        if (_at == start)
        {
            _at++;
            return;
        }

        if (command.Words.Count == 0)
        {
            if (!_words.IsQuoted && IsKeyword(word, ref command))
            {
                return;
            }

            if (IsAssignment(_text, start, word, out var name, out var value))
            {
                command.Assignments.Add((name, value));
                return;
            }

            command.Start = start;
        }

        if (command.Words.Count < MaximumWords)
        {
            command.Words.Add(word);
            command.IsFolded |= _words.IsFolded;
            command.IsNameFolded |= command.Words.Count == 1 && _words.IsFolded;
        }
    }

    // Words that start or end compound commands (2.9.4); a command follows.
    private bool IsKeyword(string word, ref ShellCommand command)
    {
        switch (word)
        {
            case "if" or "while" or "until" or "case" or "select" or "for":
                _openers.Push(word);
                _conditions++;
                if (word is "for" or "select" or "case")
                {
                    Head(word);
                }

                return true;
            case "then" or "else" or "elif" or "do" or "!" or "time" or "coproc":
                return true;
            case "{":
                _openers.Push("{");
                return true;
            case "fi" or "done" or "esac" or "}":
                if (_openers.TryPop(out var opener) && opener != "{")
                {
                    _conditions--;
                }

                if (_function is not null && _openers.Count <= _functionDepth)
                {
                    Leave();
                }

                return true;
            case "function":
                SkipBlanks();
                var name = _words.Read(_text, ref _at);
                SkipBlanks();
                if (_at + 1 < _text.Length && _text[_at] == '(' && _text[_at + 1] == ')')
                {
                    _at += 2;
                }

                Define(name);
                command = new ShellCommand();
                return true;
            case "[[" or "[" or "test":
                SkipTest(word == "[[" ? "]]" : word == "[" ? "]" : "");
                return true;
            default:
                return false;
        }
    }

    // for x in a b c; case $x in
    private void Head(string word)
    {
        SkipBlanks();
        if (_at + 1 < _text.Length && _text[_at] == '(' && _text[_at + 1] == '(')
        {
            SkipElements();
            return;
        }

        var name = _words.Read(_text, ref _at);
        SkipBlanks();
        if (_at < _text.Length && _text[_at] == '\n')
        {
            return;
        }

        if (string.CompareOrdinal(_text, _at, "in", 0, 2) == 0)
        {
            _at += 2;
        }

        if (word == "case")
        {
            return;
        }

        var items = new List<string>();
        while (_at < _text.Length && _text[_at] is not ('\n' or ';'))
        {
            SkipBlanks();
            var before = _at;
            var item = _words.Read(_text, ref _at);
            if (_at == before)
            {
                break;
            }

            items.Add(item);
        }

        if (items.Count == 1 && !items[0].AsSpan().ContainsAny('*', '?'))
        {
            _variables.Set(name, items[0], isConditional: false);
        }
        else
        {
            _variables.Forget(name);
        }
    }

    private void Define(string name)
    {
        // One inside another counts to the outer one.
        if (_function is null && _depth == 0 && PartialText.IsKnown(name))
        {
            _function = name;
            _functionDepth = _openers.Count;
            _conditions++;
            _facts.Enter(name);
            _facts.Position = _at;
            _facts.Add(FactKind.Method, name);
        }
    }

    private void Leave()
    {
        _function = null;
        _conditions--;
        _facts.Enter(null);
    }

    private string? Substitute(string command)
    {
        if (_depth >= MaximumSubstitutions)
        {
            _programs.Facts.SayTooDeep();
            return null;
        }

        var text = command.Trim();
        if (text.StartsWith("dirname", StringComparison.Ordinal) && (text.Contains("$0", StringComparison.Ordinal) || text.Contains("BASH_SOURCE", StringComparison.Ordinal))
            || text.StartsWith("cd ", StringComparison.Ordinal) && text.Contains("dirname", StringComparison.Ordinal) && text.EndsWith("pwd", StringComparison.Ordinal))
        {
            return ".";
        }

        var inner = new ShellReader(_programs, command, _depth + 1, _variables);
        inner.Read();
        return inner.Output;
    }

    // Operators inside [[ ]] part conditions, not commands.
    private void SkipTest(string closing)
    {
        while (_at < _text.Length && _text[_at] != '\n')
        {
            SkipBlanks();
            var before = _at;
            var word = _words.Read(_text, ref _at);
            if (closing.Length > 0 && word == closing)
            {
                return;
            }

            if (_at == before && _at < _text.Length)
            {
                if (_text[_at] == '\n' || (closing != "]]" && _text[_at] is ';' or '&' or '|'))
                {
                    return;
                }

                _at++;
            }
        }
    }

    // To the bracket that closes the one at hand; command substitutions in between do run and are read.
    private void SkipElements()
    {
        var depth = 0;
        while (_at < _text.Length && _facts.Budget.Spend(1))
        {
            switch (_text[_at])
            {
                case '(':
                    depth++;
                    _at++;
                    break;
                case ')':
                    _at++;
                    if (--depth <= 0)
                    {
                        return;
                    }

                    break;
                case '#' when _text[_at - 1] is ' ' or '\t' or '\n':
                    SkipLine();
                    break;
                default:
                    var before = _at;
                    _words.Read(_text, ref _at);
                    _at = Math.Max(_at, before + 1);
                    break;
            }
        }
    }

    private void SkipLine()
    {
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\t' || (_text[_at] == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '\n' or '\r')))
        {
            _at += _text[_at] == '\\' ? 2 : 1;
        }
    }

    private static bool IsAssignment(string text, int start, string word, out string name, out string value)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        var isAssignment = end > start && !char.IsAsciiDigit(text[start]) && end < text.Length && text[end] == '=' && word.Length > end - start;
        (name, value) = isAssignment ? (word[..(end - start)], word[(end - start + 1)..]) : ("", "");
        return isAssignment;
    }
}

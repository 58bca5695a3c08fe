using System.Runtime.InteropServices;

namespace Assay.CSharp.Parsing;

/// <summary>Looks through source before it is parsed: how deep it nests, and where its directives stand.</summary>
/// <remarks>
/// The parser goes into itself for every bracket, prefix operator and right-hand side, and its lexer for every bracket in the hole of an interpolated string.
/// This pass goes through the characters once with a stack of its own, so that nothing that is deeper than the budget reaches them.
/// </remarks>
internal sealed class SourceScanner
{
    /// <summary>Brackets, operators and keywords that may be open at once.</summary>
    public const int MaximumDepth = 256;

    /// <summary>Opening brackets in one hole of an interpolated string, whatever closes.</summary>
    private const int MaximumHoleBrackets = 128;
    private readonly string _text;
    private readonly Stack<Level> _levels = [];
    private readonly char[]? _withoutDirectives;
    private int _position;
    private int _depth;
    private bool _afterOperand;
    private int _holeBrackets;

    public SourceScanner(string text)
    {
        _text = text;
        _withoutDirectives = text.Contains('#', StringComparison.Ordinal) ? text.ToCharArray() : null;
    }

    /// <summary>False when the source nests deeper than the budget.</summary>
    public bool IsShallow { get; private set; } = true;

    /// <summary>The source with its directives blanked: the code of every branch of an <c>#if</c> is read.</summary>
    public string Text => _withoutDirectives is null ? _text : new string(_withoutDirectives);

    /// <summary>Goes through the text.</summary>
    public void Scan()
    {
        var lineStart = true;
        while (_position < _text.Length && IsShallow)
        {
            var c = _text[_position];
            if (c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029')
            {
                lineStart = true;
                _position++;
            }
            else if (char.IsWhiteSpace(c))
            {
                _position++;
            }
            else if (c == '#' && lineStart)
            {
                BlankLine();
            }
            else
            {
                lineStart = false;
                Token(c);
            }
        }
    }

    private void BlankLine()
    {
        while (_position < _text.Length && _text[_position] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029'))
        {
            _withoutDirectives![_position++] = ' ';
        }
    }

    private void Token(char c)
    {
        switch (c)
        {
            case '/' when Next('/'):
                SkipLine();
                break;
            case '/' when Next('*'):
                var end = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                _position = end < 0 ? _text.Length : end + 2;
                break;
            case '"' or '$' or '@' when StringToken():
                break;
            case '\'':
                SkipQuoted('\'', _position + 1);
                _afterOperand = true;
                break;
            case '(' or '[' or '{':
                Open(c);
                break;
            case ')' or ']' or '}':
                Close(c);
                break;
            case ';' or ',':
                _depth = _levels.Count == 0 ? 0 : _levels.Peek().Depth + 1;
                _afterOperand = false;
                _position++;
                break;
            case var letter when letter == '_' || letter == '@' || char.IsLetterOrDigit(letter):
                Word();
                break;
            default:
                Operator(c);
                break;
        }
    }

    private void Operator(char c)
    {
        // `a - b` continues on the same level; `- - a`, `a ? b :`, `a = b`, `x => y` and `A<B` go one deeper.
        var goesDeeper = c switch
        {
            '!' or '~' or '+' or '-' or '*' or '&' or '^' => !_afterOperand,
            '?' or '=' or '<' => true,
            ':' => false,
            _ => false,
        };
        if (c == '>' && _depth > (_levels.Count == 0 ? 0 : _levels.Peek().Depth + 1))
        {
            _depth--;
        }
        else if (c == '&' && _afterOperand && Next('&'))
        {
            _position++;
        }

        // A nullable type or a null-forgiving operator stands after an operand; so do ++ and --.
        _afterOperand = (c == '!' && _afterOperand) || (c == '>' && _afterOperand);
        _position++;
        if (goesDeeper)
        {
            Deepen();
        }
    }

    private void Word()
    {
        var start = _position++;
        while (_position < _text.Length && (_text[_position] == '_' || char.IsLetterOrDigit(_text[_position])))
        {
            _position++;
        }

        // `(int)x`: an operand right after a closing bracket was cast, or is a statement.
        var word = _text.AsSpan(start, _position - start);
        var isPrefix = word is "if" or "else" or "await" or "new" or "throw" or "not" or "from" or "select" or "while" or "for" or "foreach" or "lock" or "using" or "fixed" or "do" or "return" or "ref" or "in" or "case" or "try";
        if (_afterOperand || isPrefix)
        {
            Deepen();
        }

        _afterOperand = !isPrefix;
    }

    private void Open(char bracket)
    {
        if (_afterOperand && bracket != '{' && _position > 0 && _text[_position - 1] == ')')
        {
            Deepen();
        }

        _levels.Push(new Level(bracket, _depth, 0));
        _holeBrackets++;
        if (_holeBrackets > MaximumHoleBrackets && IsInHole())
        {
            IsShallow = false;
        }

        _position++;
        _afterOperand = false;
        Deepen();
    }

    private void Close(char bracket)
    {
        if (_levels.Count > 0 && _levels.Peek().Opening == '"')
        {
            if (bracket == '}')
            {
                EndHole();
                return;
            }
        }
        else if (_levels.Count > 0)
        {
            _depth = _levels.Pop().Depth;
        }

        _position++;
        _afterOperand = bracket != '}';
        if (bracket == '}')
        {
            // A block ends its statement.
            _depth = _levels.Count == 0 ? 0 : _levels.Peek().Depth + 1;
        }
    }

    private bool IsInHole() => _levels.Any(level => level.Opening == '"');

    private void Deepen()
    {
        if (++_depth > MaximumDepth || _levels.Count > MaximumDepth)
        {
            IsShallow = false;
        }
    }

    // "..", @"..", $"..", $@"..", """..""", $$"""..""": false when no string begins here.
    private bool StringToken()
    {
        var at = _position;
        var dollars = 0;
        var verbatim = false;
        for (; at < _text.Length && _text[at] is '$' or '@'; at++)
        {
            dollars += _text[at] == '$' ? 1 : 0;
            verbatim |= _text[at] == '@';
        }

        if (at >= _text.Length || _text[at] != '"')
        {
            return false;
        }

        var quotes = 0;
        while (at + quotes < _text.Length && _text[at + quotes] == '"')
        {
            quotes++;
        }

        _afterOperand = true;
        if (quotes >= 3 && !verbatim)
        {
            Content(new StringForm(quotes, dollars, false), at + quotes);
        }
        else if (dollars == 0)
        {
            SkipPlain(verbatim, at + 1);
        }
        else
        {
            Content(new StringForm(1, dollars, verbatim), at + 1);
        }

        return true;
    }

    private void SkipPlain(bool verbatim, int at)
    {
        if (!verbatim)
        {
            SkipQuoted('"', at);
            return;
        }

        Content(new StringForm(1, 0, true), at);
    }

    private void SkipQuoted(char quote, int at)
    {
        while (at < _text.Length && _text[at] != quote && _text[at] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029'))
        {
            at += _text[at] == '\\' ? 2 : 1;
        }

        _position = Math.Min(_text.Length, at + 1);
    }

    // Goes to the end of the string, or into its next hole.
    private void Content(in StringForm form, int at)
    {
        while (at < _text.Length)
        {
            var c = _text[at];
            if (c == '"')
            {
                if (form.Quotes == 1 && form.Verbatim && at + 1 < _text.Length && _text[at + 1] == '"')
                {
                    at += 2;
                    continue;
                }

                var run = Run(at, '"');
                if (run >= form.Quotes)
                {
                    _position = at + (form.Quotes == 1 ? 1 : run);
                    _afterOperand = true;
                    return;
                }

                at += run;
            }
            else if (c == '\\' && form is { Quotes: 1, Verbatim: false })
            {
                at += 2;
            }
            else if (c == '{' && form.Dollars > 0)
            {
                var run = Run(at, '{');
                if (form.Quotes == 1 ? run % 2 == 1 : run >= form.Dollars)
                {
                    BeginHole(form, at + run);
                    return;
                }

                at += run;
            }
            else if (c is '\n' or '\r' && form is { Quotes: 1, Verbatim: false })
            {
                break;
            }
            else
            {
                at++;
            }
        }

        _position = Math.Min(at, _text.Length);
    }

    private int Run(int at, char c)
    {
        var end = at;
        while (end < _text.Length && _text[end] == c)
        {
            end++;
        }

        return end - at;
    }

    private void BeginHole(in StringForm form, int at)
    {
        _holeBrackets = IsInHole() ? _holeBrackets + 1 : 0;
        _levels.Push(new Level('"', _depth, form.Quotes | (form.Dollars << 12) | (form.Verbatim ? 1 << 28 : 0)));
        _position = at;
        _afterOperand = false;
        Deepen();
    }

    private void EndHole()
    {
        var level = _levels.Pop();
        _depth = level.Depth;
        var form = new StringForm(level.Form & 0xFFF, (level.Form >> 12) & 0xFFFF, level.Form >> 28 != 0);
        Content(form, _position + (form.Quotes == 1 ? 1 : Math.Max(1, Math.Min(form.Dollars, Run(_position, '}')))));
    }

    private bool Next(char c) => _position + 1 < _text.Length && _text[_position + 1] == c;

    private void SkipLine()
    {
        while (_position < _text.Length && _text[_position] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029'))
        {
            _position++;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Level(char Opening, int Depth, int Form);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct StringForm(int Quotes, int Dollars, bool Verbatim);
}

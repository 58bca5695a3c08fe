using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.CSharp.Parsing;

/// <summary>Looks through source before it is parsed: how deep it nests, and where its directives stand.</summary>
/// <remarks>
/// The parser goes into itself for every bracket, prefix operator and right-hand side, and its lexer for every bracket in the hole of an interpolated string.
/// This pass goes through the characters once with a stack of its own, so that nothing that is deeper than the budget reaches them.
/// </remarks>
internal sealed partial class SourceScanner
{
    /// <summary>Brackets, operators and keywords that may be open at once.</summary>
    public const int MaximumDepth = FixedLimits.CsharpDepth;

    private readonly string _text;
    private readonly ParserAttempts? _attempts;
    private readonly Stack<Level> _levels = [];
    private readonly char[]? _withoutDirectives;
    private int _position;
    private int _depth;

    // The depth after the last operator that binds more loosely than && and ||.
    private int _loose;
    private bool _afterOperand;
    private int _holes;
    private int _holeBrackets;
    private int _strayBrackets;

    // What the token before begins with.
    private char _before;

    /// <param name="text">Source, or an interpolated string.</param>
    /// <param name="attempts">Takes the tokens in the holes of interpolated strings. Without it they are not counted.</param>
    public SourceScanner(string text, ParserAttempts? attempts = null)
    {
        _text = text;
        _attempts = attempts;
        _withoutDirectives = text.Contains('#', StringComparison.Ordinal) ? text.ToCharArray() : null;
    }

    /// <summary>False when the source nests deeper than the budget.</summary>
    public bool IsShallow { get; private set; } = true;

    /// <summary>False when more brackets close nothing than the parser stands.</summary>
    public bool IsBalanced => _strayBrackets <= SourceLimits.StrayBrackets;

    /// <summary>The source with its directives blanked: the code of every branch of an <c>#if</c> is read.</summary>
    public string Text => _withoutDirectives is null ? _text : new string(_withoutDirectives);

    /// <summary>Goes through the text.</summary>
    public void Scan()
    {
        var lineStart = true;
        while (_position < _text.Length && IsShallow && IsBalanced && IsCheap)
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
        _attempts?.Token(c is '_' or '@' || char.IsLetter(c));
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
                CountCopies();
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
                StartAnew();
                _attempts?.EndExpression();
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

        // A comment is no token; a division taken for one changes nothing that is asked for.
        _before = c == '/' ? _before : c;
    }

    private void Operator(char c)
    {
        var wasOperand = _afterOperand;
        if (c is '=' or '!' or '<' or '>' && Next('=') && wasOperand)
        {
            // A comparison goes on from left to right, or ends what was tighter.
            _position += 2;
            _afterOperand = false;
            return;
        }

        if (c is '&' or '|' && Next(c))
        {
            // a || b: what binds tighter has come to its end, what is looser goes on.
            _position += 2;
            _depth = Math.Max(Base, _loose);
            _afterOperand = false;
            return;
        }

        _position++;
        if (c == '=' && Current == '>')
        {
            _position++;
        }
        else if (c == '=')
        {
            _attempts?.Assign();
        }
        else if (c == '>' && _depth > Math.Max(Base, _loose))
        {
            _depth--;
        }

        // A null-forgiving operator stands after an operand, as do a closing angle bracket, ++ and --.
        _afterOperand = wasOperand && c is '!' or '>';

        // `a - b` continues on the same level; `- - a`, `a ? b :`, `a = b`, `x => y` and `A<B` go one deeper.
        switch (c)
        {
            case '?' or '=' or ':':
                Deepen();
                _loose = _depth;
                break;
            case '<':
            case '!' or '~' or '+' or '-' or '*' or '&' or '^' when !wasOperand:
                Deepen();
                break;
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
        var isPrefix = word is "if" or "else" or "await" or "new" or "throw" or "not" or "from" or "select" or "while" or "for" or "foreach" or "lock" or "using" or "fixed" or "do" or "return" or "ref" or "in" or "try";
        if (word is "case")
        {
            // The labels of a switch stand one after the other.
            StartAnew();
        }
        else if (word is "or" or "and" or "is" or "as")
        {
            // Operators that go on from left to right.
            _afterOperand = false;
            return;
        }
        else if (_afterOperand || isPrefix)
        {
            Deepen();
            _loose = isPrefix && word is not ("await" or "new" or "not") ? _depth : _loose;
        }

        _afterOperand = !isPrefix;
    }

    private void Open(char bracket)
    {
        var isAfterOperand = _afterOperand;
        if (_afterOperand && bracket != '{' && _position > 0 && _text[_position - 1] == ')')
        {
            Deepen();
        }

        _levels.Push(new Level(bracket, _depth, _loose, 0));
        _attempts?.Open(bracket, isAfterOperand, _before == '?');
        _holeBrackets++;
        if (_holeBrackets > SourceLimits.HoleBrackets && _holes > 0)
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
            // In a hole the lexer passes over what does not fit the innermost bracket.
            if (_holes == 0 || bracket == ClosingOf(_levels.Peek().Opening))
            {
                (_depth, _loose) = _levels.Pop();
                _attempts?.Close(bracket);
            }
        }
        else
        {
            _strayBrackets++;
        }

        _position++;
        _afterOperand = bracket != '}';
        if (bracket == '}')
        {
            // A block ends its statement.
            StartAnew();
        }
    }

    private static char ClosingOf(char bracket) => bracket switch { '(' => ')', '[' => ']', _ => '}' };

    private int Base => _levels.Count == 0 ? 0 : _levels.Peek().Depth + 1;

    private void StartAnew() => _depth = _loose = Base;

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private void Deepen()
    {
        if (++_depth > MaximumDepth || _levels.Count > MaximumDepth)
        {
            IsShallow = false;
        }
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
    private readonly record struct Level(char Opening, int Depth, int Loose, int Form)
    {
        public void Deconstruct(out int depth, out int loose) => (depth, loose) = (Depth, Loose);
    }
}

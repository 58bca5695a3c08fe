using System.Buffers;
using Assay.Text.Scripts;

namespace Assay.Text.JavaScript;

/// <summary>Cuts JavaScript into tokens; comments are passed over, regular expressions told from divisions by what stands before (ECMA-262, 12).</summary>
internal sealed class JsLexer(string text, StepBudget budget)
{
    private const int MaximumNesting = 10_000;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\v\f!\"#%&'()*+,-./:;<=>?@[\\]^`{|}~\u00A0\uFEFF\u2028\u2029");

    private readonly List<JsToken> _tokens = [];
    private readonly Stack<bool> _brackets = new();
    private readonly Stack<int> _templates = new();
    private int _at;
    private int _braces;
    private int _noPatternBefore;
    private bool _afterHead;

    /// <summary>Reads all tokens.</summary>
    public List<JsToken> Read()
    {
        if (text.StartsWith("#!", StringComparison.Ordinal))
        {
            SkipLine();
        }

        while (_at < text.Length && budget.Spend(1))
        {
            var c = text[_at];
            switch (c)
            {
                case ' ' or '\t' or '\r' or '\n' or '\v' or '\f' or '\u00A0' or '\uFEFF' or '\u2028' or '\u2029' or '\0':
                    _at++;
                    break;
                case '/' when _at + 1 < text.Length && text[_at + 1] == '/':
                    SkipLine();
                    break;
                case '/' when _at + 1 < text.Length && text[_at + 1] == '*':
                    var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                    _at = end < 0 ? text.Length : end + 2;
                    break;
                case '/' when IsPattern() && TakePattern():
                    break;
                case '"' or '\'':
                    TakeText(c);
                    break;
                case '`':
                    _at++;
                    TakeTemplate(isStart: true);
                    break;
                case >= '0' and <= '9':
                case '.' when _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]):
                    TakeNumber();
                    break;
                case '}' when _templates.TryPeek(out var depth) && depth == _braces:
                    _templates.Pop();
                    _at++;
                    TakeTemplate(isStart: false);
                    break;
                default:
                    if (NameEnds.Contains(c))
                    {
                        TakeMark(c);
                    }
                    else
                    {
                        TakeName();
                    }

                    break;
            }
        }

        return _tokens;
    }

    private void SkipLine()
    {
        var end = text.AsSpan(_at).IndexOfAny('\r', '\n');
        _at = end < 0 ? text.Length : _at + end;
    }

    private void TakeName()
    {
        var length = text.AsSpan(_at).IndexOfAny(NameEnds);
        length = length < 0 ? text.Length - _at : length;
        Add(_at, Math.Max(1, length), JsTokenKind.Name);
        _at += Math.Max(1, length);
        _afterHead = false;
    }

    private void TakeMark(char c)
    {
        _afterHead = false;
        switch (c)
        {
            case '(':
                if (_brackets.Count < MaximumNesting)
                {
                    // if (x) /pattern/: what follows the bracket of a head is no operand of a division.
                    _brackets.Push(_tokens.Count > 0 && _tokens[^1].Kind == JsTokenKind.Name && Last() is "if" or "while" or "for" or "with");
                }

                break;
            case ')':
                _afterHead = _brackets.TryPop(out var isHead) && isHead;
                break;
            case '{':
                _braces++;
                break;
            case '}':
                _braces--;
                break;
        }

        Add(_at++, 1, JsTokenKind.Mark);
    }

    private void TakeText(char quote)
    {
        var start = _at++;
        while (_at < text.Length && text[_at] != quote && text[_at] is not ('\n' or '\r'))
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at += text[_at + 1] == '\r' && _at + 2 < text.Length && text[_at + 2] == '\n' ? 2 : 1;
            }

            _at++;
        }

        _at = Math.Min(text.Length, _at + 1);
        Add(start, _at - start, JsTokenKind.Text);
    }

    // `a${b}c`: parts are tokens, what is between them is read as code.
    private void TakeTemplate(bool isStart)
    {
        var start = _at - 1;
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c == '\\')
            {
                _at++;
            }
            else if (c == '`')
            {
                Add(start, Math.Min(_at, text.Length) - start, isStart ? JsTokenKind.Text : JsTokenKind.TemplatePart);
                return;
            }
            else if (c == '$' && _at < text.Length && text[_at] == '{' && _templates.Count < MaximumNesting)
            {
                _at++;
                _templates.Push(_braces);
                Add(start, _at - start, JsTokenKind.TemplatePart);
                return;
            }
        }

        _at = text.Length;
        Add(start, text.Length - start, JsTokenKind.Text);
    }

    private void TakeNumber()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '_' || (text[_at] is '+' or '-' && text[_at - 1] is 'e' or 'E' && text[start] != '0')))
        {
            _at++;
        }

        Add(start, _at - start, JsTokenKind.Number);
    }

    // A pattern ends on its own line; a slash within a class of characters does not end it.
    private bool TakePattern()
    {
        if (_at < _noPatternBefore)
        {
            return false;
        }

        var inClass = false;
        var lineEnd = _at + 1;
        for (var end = _at + 1; end < text.Length && text[end] is not ('\n' or '\r'); end++)
        {
            lineEnd = end;
            switch (text[end])
            {
                case '\\':
                    end++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '/' when !inClass:
                    end++;
                    while (end < text.Length && char.IsAsciiLetter(text[end]))
                    {
                        end++;
                    }

                    Add(_at, end - _at, JsTokenKind.Pattern);
                    budget.Spend(end - _at);
                    _at = end;
                    return true;
            }
        }

        // No pattern after all; the rest of the line is not searched again for each slash in it.
        _noPatternBefore = lineEnd;
        return false;
    }

    private bool IsPattern()
    {
        if (_tokens.Count == 0)
        {
            return true;
        }

        var last = _tokens[^1];
        return last.Kind switch
        {
            JsTokenKind.Mark => text[last.Start] switch { ')' => _afterHead, ']' => false, _ => true },
            JsTokenKind.Name => Last() is "return" or "typeof" or "case" or "in" or "of" or "delete" or "void" or "throw" or "new" or "else" or "do" or "instanceof" or "yield" or "await",
            JsTokenKind.TemplatePart => text[last.Start + last.Length - 1] == '{',
            _ => false,
        };
    }

    private ReadOnlySpan<char> Last() => text.AsSpan(_tokens[^1].Start, _tokens[^1].Length);

    private void Add(int start, int length, JsTokenKind kind) => _tokens.Add(new JsToken(start, length, kind));
}

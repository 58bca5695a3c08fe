using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.CSharp.Parsing;

/// <summary>Strings of every form: plain, verbatim, raw, interpolated with holes of code.</summary>
internal sealed partial class SourceScanner
{
    // Where the interpolated strings begin that are open, and the sum of these places.
    private readonly Stack<int> _interpolated = [];
    private long _interpolatedStarts;
    private long _copied;

    /// <summary>False when the strings in holes make the lexer copy more than it may: for each of them it makes a text of all since the string around it began, and again when it reads that one's hole.</summary>
    public bool IsCheap => _copied <= SourceLimits.HoleCopies + ((long)SourceLimits.HoleCopiesPerCharacter * _text.Length);

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
        CountCopies();
        if (dollars > 0)
        {
            _interpolated.Push(_position);
            _interpolatedStarts += _position;
        }

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

    private void CountCopies() => _copied += ((long)_position * _interpolated.Count) - _interpolatedStarts;

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
                    Leave(form, at + (form.Quotes == 1 ? 1 : run));
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

        Leave(form, Math.Min(at, _text.Length));
    }

    private void Leave(in StringForm form, int end)
    {
        _position = end;
        if (form.Dollars > 0)
        {
            _interpolatedStarts -= _interpolated.Pop();
        }
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
        _holeBrackets = _holes++ > 0 ? _holeBrackets + 1 : 0;
        _attempts?.OpenHole();
        _levels.Push(new Level('"', _depth, _loose, form.Quotes | (form.Dollars << 12) | (form.Verbatim ? 1 << 28 : 0)));
        _position = at;
        _afterOperand = false;
        Deepen();
        IsShallow &= _holes <= SourceLimits.Holes;
    }

    private void EndHole()
    {
        _holes--;
        _attempts?.Close('}');
        var level = _levels.Pop();
        (_depth, _loose) = level;
        var form = new StringForm(level.Form & 0xFFF, (level.Form >> 12) & 0xFFFF, level.Form >> 28 != 0);
        Content(form, _position + (form.Quotes == 1 ? 1 : Math.Max(1, Math.Min(form.Dollars, Run(_position, '}')))));
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct StringForm(int Quotes, int Dollars, bool Verbatim);
}

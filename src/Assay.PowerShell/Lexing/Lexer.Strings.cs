namespace Assay.PowerShell;

/// <summary>Strings, here-strings, and the variables and sub-expressions inside them, which are only skipped here: the parser reads them.</summary>
internal sealed partial class Lexer
{
    private Token ReadSingleQuoted()
    {
        var flags = SkipSingleQuoted();
        return Save(TokenKind.StringLiteral, flags);
    }

    private Token ReadDoubleQuoted()
    {
        var flags = SkipDoubleQuoted();
        return Save(TokenKind.StringExpandable, flags);
    }

    // Behind the opening quote, to behind the closing one.
    private TokenFlags SkipSingleQuoted()
    {
        var open = _position - 1;
        var flags = TokenFlags.None;
        while (_position < _end)
        {
            var c = _text[_position++];
            if (c == Skipped)
            {
                flags |= TokenFlags.HasEscapes;
            }
            else if (Characters.IsSingleQuote(c))
            {
                if (!Characters.IsSingleQuote(Peek()))
                {
                    return flags;
                }

                flags |= TokenFlags.HasEscapes;
                _position++;
            }
        }

        _errors.Add("TerminatorExpectedAtEndOfString", open, _end);
        return flags | TokenFlags.Unterminated;
    }

    private TokenFlags SkipDoubleQuoted()
    {
        var open = _position > 1 && _text[_position - 2] == Skipped ? _position - 2 : _position - 1;
        var flags = TokenFlags.None;
        while (_position < _end)
        {
            var c = _text[_position++];
            switch (c)
            {
                case '$':
                    flags |= SkipDollar(hereString: false);
                    continue;
                case '`':
                    flags |= TokenFlags.HasEscapes;
                    _position = Math.Min(_end, _position + 1);
                    continue;
            }

            if (c == Skipped)
            {
                flags |= TokenFlags.HasEscapes;
            }
            else if (Characters.IsDoubleQuote(c))
            {
                if (!Characters.IsDoubleQuote(Peek()))
                {
                    return flags;
                }

                flags |= TokenFlags.HasEscapes;
                _position++;
            }
        }

        _errors.Add("TerminatorExpectedAtEndOfString", open, _end);
        return flags | TokenFlags.Unterminated;
    }

    // Behind a dollar sign in a string: over a variable or a sub-expression, if there is one.
    private TokenFlags SkipDollar(bool hereString)
    {
        var next = Peek();
        if (next == '(')
        {
            _position++;
            SkipSubExpression(hereString);
            return TokenFlags.Expandable;
        }

        if (next == '{' || CharacterTraits.IsVariableStart(next))
        {
            var start = _start;
            _start = _position - 1;
            SkipVariable(inString: true);
            _start = start;
            return TokenFlags.Expandable;
        }

        return TokenFlags.None;
    }

    // The end of a sub-expression is found by counting brackets, whatever they stand in, as the engine does.
    private void SkipSubExpression(bool hereString)
    {
        var start = _position - 2;
        var open = 1;
        while (_position < _end)
        {
            var c = _text[_position++];
            if (c == '(')
            {
                open++;
            }
            else if (c == ')')
            {
                if (--open == 0)
                {
                    return;
                }
            }
            else if (!hereString && (c == '`' || Characters.IsDoubleQuote(c)) && Characters.IsDoubleQuote(Peek()))
            {
                _position++;
            }
        }

        _errors.Add("IncompleteDollarSubexpressionReference", start, _end);
    }

    /// <summary>Marks the quotes and backticks of a sub-expression that the string around it uses up: <c>"$(""a"")"</c> has the inner text <c>"a"</c>.</summary>
    /// <returns>What was there before; null where nothing was marked.</returns>
    public List<(int Position, char Character)>? MarkUsedQuotes(int start, int end)
    {
        List<(int, char)>? marked = null;
        for (var i = start; i < end - 1; i++)
        {
            if ((_text[i] == '`' || Characters.IsDoubleQuote(_text[i])) && Characters.IsDoubleQuote(_text[i + 1]))
            {
                (marked ??= []).Add((i, _text[i]));
                _text[i] = Skipped;
                i++;
            }
        }

        return marked;
    }

    /// <summary>Takes marks back.</summary>
    public void Unmark(List<(int Position, char Character)> marked)
    {
        foreach (var (position, character) in marked)
        {
            _text[position] = character;
        }
    }

    // @' and @": behind the opening quote.
    private Token ReadHereString(bool single)
    {
        var kind = single ? TokenKind.HereStringLiteral : TokenKind.HereStringExpandable;
        var flags = TokenFlags.None;
        if (!SkipHeader())
        {
            return Save(kind, TokenFlags.Unterminated);
        }

        var falseFooter = -1;
        if (TryReadFooter(single, ref falseFooter))
        {
            return Save(kind, flags);
        }

        while (_position < _end)
        {
            var c = _text[_position++];
            if (c == '\n' || (c == '\r' && Peek() != '\n'))
            {
                if (TryReadFooter(single, ref falseFooter))
                {
                    return Save(kind, flags);
                }
            }
            else if (c == Skipped)
            {
                flags |= TokenFlags.HasEscapes;
            }
            else if (!single && c == '$')
            {
                flags |= SkipDollar(hereString: true);
            }
            else if (!single && c == '`')
            {
                flags |= TokenFlags.HasEscapes;
                if (_position < _end && !Characters.IsNewLine(_text[_position]))
                {
                    _position++;
                }
                else
                {
                    SkipEscapedLineEnd();
                }
            }
        }

        if (falseFooter >= 0)
        {
            _errors.Add("WhitespaceBeforeHereStringFooter", falseFooter, falseFooter);
        }
        else
        {
            _errors.Add("TerminatorExpectedAtEndOfString", _start, _end);
        }

        return Save(kind, flags | TokenFlags.Unterminated);
    }

    // An escaped line end is part of the text and starts no line that could hold the end.
    private void SkipEscapedLineEnd()
    {
        if (_position < _end && _text[_position++] == '\r' && Peek() == '\n')
        {
            _position++;
        }
    }

    // Only blanks may stand between the opening quote and the line end.
    private bool SkipHeader()
    {
        while (_position < _end && Characters.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        if (_position >= _end)
        {
            _errors.Add("TerminatorExpectedAtEndOfString", _start, _end);
            return false;
        }

        if (!Characters.IsNewLine(_text[_position]))
        {
            var odd = _position;
            while (_position < _end && !Characters.IsNewLine(_text[_position]))
            {
                _position++;
            }

            _errors.Add("UnexpectedCharactersAfterHereStringHeader", odd, _position);
            return false;
        }

        _position += _text[_position] == '\r' && PeekAt(_position + 1) == '\n' ? 2 : 1;
        return true;
    }

    // At the start of a line. An end behind blanks is none, and is remembered for the message.
    private bool TryReadFooter(bool single, ref int falseFooter)
    {
        var at = _position;
        if (IsFooter(at, single))
        {
            _position += 2;
            return true;
        }

        while (at < _end && Characters.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        if (falseFooter < 0 && IsFooter(at, single))
        {
            falseFooter = at;
        }

        return false;
    }

    private bool IsFooter(int at, bool single) =>
        at + 1 < _end && _text[at + 1] == '@' && (single ? Characters.IsSingleQuote(_text[at]) : Characters.IsDoubleQuote(_text[at]));

    // Behind a backtick: over the character that it escapes, or over u{2195}.
    private void SkipEscape()
    {
        if (_position >= _end || _text[_position] == '\0')
        {
            return;
        }

        var last = _position;
        if (_text[last] == 'u' && Escapes.TryReadCodePoint(_text.AsSpan(0, _end), last, out _, out var end))
        {
            last = end;
        }

        _position = last + 1;
    }
}

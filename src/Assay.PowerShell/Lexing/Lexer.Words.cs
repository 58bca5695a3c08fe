namespace Assay.PowerShell;

/// <summary>Words: identifiers, keywords, parameters, labels, and the words of commands.</summary>
internal sealed partial class Lexer
{
    private Token ReadIdentifier()
    {
        while (_position < _end && CharacterTraits.IsWord(_text[_position]))
        {
            _position++;
        }

        if (Mode == LexerMode.TypeName)
        {
            return ReadTypeName();
        }

        if (WantsSimpleName || Mode == LexerMode.Expression)
        {
            return Save(TokenKind.Identifier);
        }

        if (Mode == LexerMode.Command && _position < _end && !CharacterTraits.EndsWord(_text[_position]))
        {
            return ReadGeneric();
        }

        var kind = Words.Keyword(_text.AsSpan(_start, _position - _start));
        return Save(kind == TokenKind.InlineScript && !InWorkflow ? TokenKind.Identifier : kind);
    }

    // Collections.Generic.Dictionary`2, Outer+Nested: the rest of a type's name.
    private Token ReadTypeName()
    {
        while (_position < _end && (CharacterTraits.IsWord(_text[_position]) || _text[_position] is '.' or '`' or '+' or '#' or '\\'))
        {
            _position++;
        }

        return Save(TokenKind.Identifier);
    }

    private Token ReadParameter()
    {
        while (_position < _end)
        {
            var c = _text[_position];
            if (char.IsAsciiLetter(c))
            {
                _position++;
                continue;
            }

            if (c is '{' or '}' or '(' or ')' or ';' or ',' or '|' or '&' or '.' or '[' or '\r' or '\n' or '\0' || Characters.IsWhiteSpace(c))
            {
                break;
            }

            if (c == ':')
            {
                if (Mode != LexerMode.Command)
                {
                    break;
                }

                _position++;
                return Save(TokenKind.Parameter, TokenFlags.UsesColon);
            }

            if (Mode != LexerMode.Command)
            {
                break;
            }

            if (Characters.IsSingleQuote(c) || Characters.IsDoubleQuote(c))
            {
                // A quote is never part of a parameter: `-"a"` is an argument.
                return ReadGeneric();
            }

            _position++;
        }

        if (Mode == LexerMode.Expression && Words.Operator(_text.AsSpan(_start + 1, _position - _start - 1)) is var kind and not TokenKind.Parameter)
        {
            return Save(kind);
        }

        return Save(_position == _start + 1 ? TokenKind.Minus : TokenKind.Parameter);
    }

    private Token ReadLabel()
    {
        if (!CharacterTraits.IsWordStart(Peek()))
        {
            return ReadGeneric();
        }

        while (_position < _end && CharacterTraits.IsWord(_text[_position]))
        {
            _position++;
        }

        return _position < _end && !CharacterTraits.EndsWord(_text[_position]) ? ReadGeneric() : Save(TokenKind.Label);
    }

    // From the first character on: what was read of it may be an escape, a quote or a dollar sign.
    private Token ReadGenericFromStart()
    {
        _position = _start;
        return _text[_start] == '\0' ? ReadLoneNull() : ReadGeneric();
    }

    // NUL ends words, and starts one.
    private Token ReadLoneNull()
    {
        _position++;
        return ReadGeneric();
    }

    /// <summary>Reads the rest of a word of a command: quotes, variables and sub-expressions in it are part of it.</summary>
    private Token ReadGeneric()
    {
        var flags = TokenFlags.None;
        while (_position < _end && !CharacterTraits.EndsWord(_text[_position]))
        {
            var c = _text[_position++];
            switch (c)
            {
                case '`':
                    flags |= TokenFlags.HasEscapes;
                    SkipEscape();
                    continue;
                case '$':
                    flags |= SkipDollar(hereString: false);
                    continue;
            }

            if (c == Skipped)
            {
                flags |= TokenFlags.HasEscapes;
            }
            else if (Characters.IsSingleQuote(c))
            {
                flags |= TokenFlags.HasEscapes | SkipSingleQuoted();
            }
            else if (Characters.IsDoubleQuote(c))
            {
                flags |= TokenFlags.HasEscapes | SkipDoubleQuoted();
            }
        }

        return Save(TokenKind.Generic, flags);
    }

    /// <summary>Reads what follows <c>--%</c> as one argument: up to a line end, or a pipe or chain operator outside double quotes.</summary>
    public Token? ReadVerbatim()
    {
        while (_position < _end && Characters.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        _start = _position;
        var quoted = false;
        while (_position < _end && !Characters.IsNewLine(_text[_position]))
        {
            var c = _text[_position];
            if (Characters.IsDoubleQuote(c))
            {
                quoted = !quoted;
            }
            else if (!quoted && (c == '|' || (c == '&' && PeekAt(_position + 1) == '&')))
            {
                break;
            }

            _position++;
        }

        return _position == _start ? null : Save(TokenKind.Generic, TokenFlags.Verbatim);
    }
}

namespace Assay.PowerShell;

/// <summary>Variables.</summary>
internal sealed partial class Lexer
{
    // Behind `$` or `@`.
    private Token ReadVariable(bool splatted)
    {
        var kind = splatted ? TokenKind.SplattedVariable : TokenKind.Variable;
        if (!splatted && Peek() == '{')
        {
            SkipVariable(inString: false);
            var next = Peek();
            if (Mode == LexerMode.Command && _position < _end && !CharacterTraits.EndsWord(next) && next is not ('.' or '['))
            {
                return ReadGenericFromStart();
            }

            return Save(kind, TokenFlags.Braced);
        }

        if (!CharacterTraits.IsVariableStart(Peek()))
        {
            return ReadGenericFromStart();
        }

        var single = Peek() is '$' or '?' or '^';
        var first = _errors.Count;
        SkipVariable(inString: false);

        // In a command `$a/b` is one word; `$a.b` and `$a[0]` are expressions.
        if (Mode == LexerMode.Command && _position < _end && !CharacterTraits.EndsWord(_text[_position]) && (single || _text[_position] is not ('.' or '[' or '=' or ':')))
        {
            _errors.CutTo(first);
            return ReadGenericFromStart();
        }

        return Save(kind);
    }

    // Behind `$`, over the name.
    private void SkipVariable(bool inString)
    {
        if (Peek() == '{')
        {
            _position++;
            SkipBracedName(inString);
            return;
        }

        var first = _text[_position++];
        if (first is '$' or '?' or '^')
        {
            return;
        }

        while (_position < _end)
        {
            var c = _text[_position];
            if (CharacterTraits.IsWord(c) || c == '?' || (c == ':' && PeekAt(_position + 1) != ':'))
            {
                _position++;
                continue;
            }

            break;
        }

        ReportEmptyName();
    }

    // `$name:` has a drive and no name; `$:` has neither.
    private void ReportEmptyName()
    {
        var name = _text.AsSpan(_start + 1, _position - _start - 1);
        if (name.Length > 0 && name[^1] == ':' && name.IndexOf(':') == name.Length - 1)
        {
            _errors.Add(name.Length == 1 ? "InvalidVariableReference" : "InvalidVariableReferenceWithDrive", _start, _position);
        }
    }

    private void SkipBracedName(bool inString)
    {
        var start = _position;
        while (_position < _end)
        {
            var c = _text[_position++];
            switch (c)
            {
                case '}':
                    if (_position == start + 1)
                    {
                        _errors.Add("EmptyVariableReference", _position - 1, _position - 1);
                    }

                    return;
                case '`':
                    SkipEscape();
                    break;
                case '{':
                    _errors.Add("OpenBraceNeedsToBeBackTickedInVariableName", _position, _position);
                    break;
                default:
                    if (inString && Characters.IsDoubleQuote(c) && Characters.IsDoubleQuote(Peek()))
                    {
                        _position++;
                    }

                    break;
            }
        }

        _errors.Add("IncompleteDollarVariableReference", start - 1, _end);
    }
}

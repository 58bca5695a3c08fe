namespace Assay.PowerShell;

/// <summary>Tokens that may stand only in certain places and are asked for there.</summary>
internal sealed partial class Lexer
{
    /// <summary>Reads <c>.</c>, <c>::</c>, <c>?.</c>, and where allowed <c>[</c> and <c>?[</c>, directly behind an operand; block comments may stand between.</summary>
    public Token? ReadMemberAccess(bool allowsIndex)
    {
        while (Peek() == '<' && PeekAt(_position + 1) == '#')
        {
            _start = _position++;
            ReadBlockComment();
        }

        _start = _position;
        var next = PeekAt(_position + 1);
        switch (Peek())
        {
            case '.' when next != '.' && !(Mode == LexerMode.Command && EndsOperand(next)):
                return SaveOne(TokenKind.Dot);
            case ':' when next == ':' && !(Mode == LexerMode.Command && EndsOperand(PeekAt(_position + 2))):
                _position++;
                return SaveOne(TokenKind.ColonColon);
            case '[' when allowsIndex:
                return SaveOne(TokenKind.LBracket);
            case '?' when next == '.':
                _position++;
                return SaveOne(TokenKind.QuestionDot);
            case '?' when next == '[' && allowsIndex:
                _position++;
                return SaveOne(TokenKind.QuestionLBracket);
            default:
                return null;
        }
    }

    /// <summary>Reads <c>(</c> or <c>{</c> directly behind the name of a member.</summary>
    public Token? ReadInvocation()
    {
        _start = _position;
        return Peek() switch
        {
            '(' => SaveOne(TokenKind.LParen),
            '{' => SaveOne(TokenKind.LCurly),
            _ => null,
        };
    }

    /// <summary>Reads <c>[</c> where an attribute or a type may stand; blanks and comments may stand before it.</summary>
    public Token? ReadLeftBracket()
    {
        var before = _position;
        var blanks = false;
        while (_position < _end)
        {
            _start = _position;
            var c = _text[_position];
            if (c == '#')
            {
                _position++;
                ReadLineComment();
                blanks = true;
            }
            else if (c == '<' && PeekAt(_position + 1) == '#')
            {
                _position++;
                ReadBlockComment();
                blanks = false;
            }
            else if (Characters.IsWhiteSpace(c))
            {
                _position++;
                blanks = true;
            }
            else
            {
                break;
            }
        }

        _start = _position;
        switch (Peek())
        {
            case '[':
                return SaveOne(TokenKind.LBracket);
            case '.' or ':' when blanks:
                // Member access must not be separated by blanks: let it be looked at again.
                GoBackTo(before);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Reads the assembly behind the comma of a type's name, up to the closing bracket.</summary>
    public string ReadAssemblyName()
    {
        var start = _position;
        while (_position < _end && _text[_position] is not (']' or '[' or '\r' or '\n'))
        {
            _position++;
        }

        // Name and details are tokens of their own: `Foo, Version=1.0`.
        var end = _position;
        for (var i = start; i < end;)
        {
            var c = _text[i];
            _start = i;
            if (c is ',' or '=')
            {
                _position = i + 1;
                Save(c == ',' ? TokenKind.Comma : TokenKind.Equals);
                i++;
            }
            else if (Characters.IsWhiteSpace(c))
            {
                i++;
            }
            else
            {
                while (i < end && _text[i] is not (',' or '=') && !Characters.IsWhiteSpace(_text[i]))
                {
                    i++;
                }

                _position = i;
                Save(TokenKind.Identifier);
            }
        }

        _position = end;
        return new string(_text, start, end - start).Trim();
    }

    private Token SaveOne(TokenKind kind)
    {
        _position++;
        return Save(kind);
    }

    private static bool EndsOperand(char c) => c == '\0' || Characters.IsWhiteSpace(c) || Characters.IsNewLine(c);
}

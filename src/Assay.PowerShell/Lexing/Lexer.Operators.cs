namespace Assay.PowerShell;

/// <summary>Tokens that start with punctuation.</summary>
internal sealed partial class Lexer
{
    private Token ReadPlus()
    {
        var next = Peek();
        if (next == '+')
        {
            return OperatorOrWordTwo(TokenKind.PlusPlus);
        }

        if (next == '=')
        {
            return OperatorOrWordTwo(TokenKind.PlusEquals);
        }

        return AllowsSignedNumbers && (char.IsAsciiDigit(next) || next == '.') ? ReadNumber() : OperatorOrWord(TokenKind.Plus);
    }

    private Token ReadDash()
    {
        var next = Peek();
        if (Characters.IsDash(next))
        {
            return OperatorOrWordTwo(TokenKind.MinusMinus);
        }

        if (next == '=')
        {
            return OperatorOrWordTwo(TokenKind.MinusEquals);
        }

        if (next is '_' or '?' || char.IsLetter(next))
        {
            return ReadParameter();
        }

        return AllowsSignedNumbers && (char.IsAsciiDigit(next) || next == '.') ? ReadNumber() : OperatorOrWord(TokenKind.Minus);
    }

    // *= *> *>> *>&1
    private Token ReadStar()
    {
        if (Peek() == '=')
        {
            return OperatorOrWordTwo(TokenKind.MultiplyEquals);
        }

        if (Peek() != '>')
        {
            return OperatorOrWord(TokenKind.Multiply);
        }

        _position++;
        ReadRedirectionTarget(merges: '1', orElse: '1');
        return Save(TokenKind.Redirection);
    }

    // Behind the first `>`: a second one, or `&` with a stream.
    private void ReadRedirectionTarget(char merges, char orElse)
    {
        if (Peek() == '>')
        {
            _position++;
        }
        else if (Peek() == '&' && (PeekAt(_position + 1) == merges || PeekAt(_position + 1) == orElse))
        {
            _position += 2;
        }
    }

    private Token ReadDigit(char c)
    {
        // `1..3>file` is a number and a redirection; `a 3>file` and `1>&2` redirect a stream.
        var merges = PeekAt(_position + 1) == '&' && PeekAt(_position + 2) is '1' or '2';
        if (c is >= '1' and <= '6' && Peek() == '>' && (merges || Mode != LexerMode.Expression))
        {
            _position++;
            ReadRedirectionTarget('1', '2');
            return Save(TokenKind.Redirection);
        }

        return ReadNumber();
    }

    private Token ReadDot()
    {
        var next = Peek();
        if (next == '.')
        {
            if (Mode == LexerMode.Command && !CharacterTraits.EndsWord(PeekAt(_position + 1)))
            {
                return ReadGenericFromStart();
            }

            return SaveTwo(TokenKind.DotDot);
        }

        if (char.IsAsciiDigit(next))
        {
            return ReadNumber();
        }

        // `.$x`, `."x"` and `.'x'` run what follows; `.x` is a name.
        return Mode == LexerMode.Command && !CharacterTraits.EndsWord(next) && next is not ('$' or '"' or '\'') ? ReadGenericFromStart() : Save(TokenKind.Dot);
    }

    private Token ReadExclamation()
    {
        var next = Peek();
        if (Mode == LexerMode.Command ? !CharacterTraits.EndsWord(next) : Mode == LexerMode.Expression && CharacterTraits.IsWordStart(next))
        {
            return ReadGenericFromStart();
        }

        if (Mode == LexerMode.Expression && (char.IsAsciiDigit(next) || next == '.'))
        {
            var shape = NumberShape.Scan(_text.AsSpan(_position, _end - _position));
            if (!shape.IsNumber || !EndsNumber(PeekAt(_position + shape.Length)))
            {
                return ReadGenericFromStart();
            }
        }

        return Save(TokenKind.Exclaim);
    }

    private Token ReadColon()
    {
        if (Peek() == ':')
        {
            _position++;
            return Mode == LexerMode.Command && !WantsSimpleName && !CharacterTraits.EndsWord(Peek()) ? ReadGenericFromStart() : Save(TokenKind.ColonColon);
        }

        return Mode == LexerMode.Command ? ReadLabel() : Save(TokenKind.Colon);
    }

    private Token ReadQuestion()
    {
        if (Peek() != '?')
        {
            return Save(TokenKind.QuestionMark);
        }

        _position++;
        return Peek() == '=' ? SaveTwo(TokenKind.QuestionQuestionEquals) : Save(TokenKind.QuestionQuestion);
    }

    // @{ @( @' @" @name
    private Token ReadAt()
    {
        var next = Peek();
        switch (next)
        {
            case '{':
                return SaveTwo(TokenKind.AtCurly);
            case '(':
                return SaveTwo(TokenKind.AtParen);
        }

        if (Characters.IsSingleQuote(next))
        {
            _position++;
            return ReadHereString(single: true);
        }

        if (Characters.IsDoubleQuote(next))
        {
            _position++;
            return ReadHereString(single: false);
        }

        if (CharacterTraits.IsVariableStart(next))
        {
            return ReadVariable(splatted: true);
        }

        _errors.Add("UnrecognizedToken", _start, _position);
        return Save(TokenKind.Unknown);
    }
}

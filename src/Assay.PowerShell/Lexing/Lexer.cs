namespace Assay.PowerShell;

/// <summary>Makes tokens on demand, in the mode the parser asks for; the parser may go back to the start of a token and read it anew in another mode.</summary>
/// <remarks>The characters lie in an array so that doubled quotes of an outer string can be marked while a sub-expression in it is read (<see cref="Skipped"/>).</remarks>
internal sealed partial class Lexer
{
    // Real scripts stay below 1 per character.
    private const int WorkPerCharacter = 24;
    private const int WorkAtLeast = 1 << 16;

    private readonly char[] _text;
    private readonly ErrorList _errors;
    private long _readAgain;
    private List<Token> _saved = [];
    private int _end;
    private int _position;
    private int _start;

    public Lexer(char[] text, ErrorList errors)
    {
        _text = text;
        _errors = errors;
        _end = text.Length;
        Skipped = ChooseMark(text);
    }

    /// <summary>Stands for the first of two quotes, or a backtick, that an outer string has used up: read as nothing. No text has it of its own.</summary>
    public char Skipped { get; }

    /// <summary>Tokens read until here.</summary>
    public List<Token> Saved => _saved;

    /// <summary>What the parser expects.</summary>
    public LexerMode Mode { get; set; }

    /// <summary>True where a sign belongs to the number behind it.</summary>
    public bool AllowsSignedNumbers { get; set; }

    /// <summary>True where <c>?</c> and <c>:</c> end a number.</summary>
    public bool EndsNumbersAtTernary { get; set; }

    /// <summary>True where only a plain name is wanted: a member, a key, a label.</summary>
    public bool WantsSimpleName { get; set; }

    /// <summary>True within a workflow.</summary>
    public bool InWorkflow { get; set; }

    /// <summary>Where the next token will be looked for.</summary>
    public int Position => _position;

    /// <summary>The characters; positions of tokens count in them.</summary>
    public char[] Text => _text;

    /// <summary>True when so much was read more than once that the text must be made to waste time: from there on words are not read anew.</summary>
    public bool IsOverworked => _readAgain > WorkAtLeast + (WorkPerCharacter * (long)_text.Length);

    /// <summary>Goes back to a position: what was read behind it is forgotten.</summary>
    public void GoBackTo(int position)
    {
        _readAgain += Math.Max(0, _position - position);
        _position = position;
        while (_saved.Count > 0 && _saved[^1].Start >= position)
        {
            _saved.RemoveAt(_saved.Count - 1);
        }
    }

    /// <summary>Reads the inside of a string: from one position up to another.</summary>
    public Range Enter(int start, int end)
    {
        _readAgain += end - start;
        var outer = new Range(_position, _end);
        _position = start;
        _end = end;
        _nested.Push(_saved);
        _saved = [];
        return outer;
    }

    /// <summary>Ends the reading of the inside of a string.</summary>
    public void Leave(Range outer)
    {
        _position = outer.Start.Value;
        _end = outer.End.Value;
        _saved = _nested.Pop();
    }

    private readonly Stack<List<Token>> _nested = new();

    /// <summary>Gives the saved token another kind: an argument that looks like a keyword is a plain word.</summary>
    public void Rename(in Token token, TokenKind kind)
    {
        for (var i = _saved.Count - 1; i >= 0 && _saved[i].Start >= token.Start; i--)
        {
            if (_saved[i].Start == token.Start && _saved[i].Kind == token.Kind)
            {
                _saved[i] = token with { Kind = kind };
                return;
            }
        }
    }

    /// <summary>Reads the next token of the present mode.</summary>
    public Token Next()
    {
        while (true)
        {
            _start = _position;
            if (_position >= _end)
            {
                return Save(TokenKind.EndOfInput);
            }

            var c = _text[_position++];
            while (c == Skipped && _position < _end)
            {
                // Part of the token behind it.
                c = _text[_position++];
            }

            if (c < 128)
            {
                switch (c)
                {
                    case ' ' or '\t' or '\f' or '\v':
                        continue;
                    case '#':
                        ReadLineComment();
                        continue;
                    case '<' when Peek() == '#':
                        ReadBlockComment();
                        continue;
                    case '`' when TryReadContinuation():
                        continue;
                }

                return NextAscii(c);
            }

            if (Characters.IsWhiteSpace(c) || c == Skipped)
            {
                continue;
            }

            return NextUnicode(c);
        }
    }

    // Nearly always the first that is tried.
    private static char ChooseMark(char[] text)
    {
        var mark = '\uFDD0';
        while (mark < char.MaxValue && text.AsSpan().Contains(mark))
        {
            mark++;
        }

        return mark;
    }

    private Token NextAscii(char c)
    {
        switch (c)
        {
            case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_':
                return ReadIdentifier();
            case '\'':
                return ReadSingleQuoted();
            case '"':
                return ReadDoubleQuoted();
            case '$':
                return Peek() == '(' ? SaveTwo(TokenKind.DollarParen) : ReadVariable(splatted: false);
            case '@':
                return ReadAt();
            case '\r':
                if (Peek() == '\n')
                {
                    _position++;
                }

                return Save(TokenKind.NewLine);
            case '\n':
                return Save(TokenKind.NewLine);
            case '-':
                return ReadDash();
            case '+':
                return ReadPlus();
            case '=':
                return OperatorOrWord(TokenKind.Equals);
            case '*':
                return ReadStar();
            case '/':
                return Peek() == '=' ? OperatorOrWordTwo(TokenKind.DivideEquals) : OperatorOrWord(TokenKind.Divide);
            case '%':
                return Peek() == '=' ? OperatorOrWordTwo(TokenKind.RemainderEquals) : OperatorOrWord(TokenKind.Rem);
            case '<':
                return Save(TokenKind.RedirectInStd);
            case '>':
                if (Peek() == '>')
                {
                    _position++;
                }

                return Save(TokenKind.Redirection);
            case '(':
                return Save(TokenKind.LParen);
            case ')':
                return Save(TokenKind.RParen);
            case '{':
                return Save(TokenKind.LCurly);
            case '}':
                return Save(TokenKind.RCurly);
            case '[':
                return Mode == LexerMode.Command && !CharacterTraits.EndsWord(Peek()) ? ReadGeneric() : Save(TokenKind.LBracket);
            case ']':
                return Save(TokenKind.RBracket);
            case ';':
                return Save(TokenKind.Semi);
            case ',':
                return Save(TokenKind.Comma);
            case '.':
                return ReadDot();
            case >= '0' and <= '9':
                return ReadDigit(c);
            case '&':
                return Peek() == '&' ? SaveTwo(TokenKind.AndAnd) : Save(TokenKind.Ampersand);
            case '|':
                return Peek() == '|' ? SaveTwo(TokenKind.OrOr) : Save(TokenKind.Pipe);
            case '!':
                return ReadExclamation();
            case ':':
                return ReadColon();
            case '?' when Mode == LexerMode.Expression:
                return ReadQuestion();
            default:
                return ReadGenericFromStart();
        }
    }

    private Token NextUnicode(char c)
    {
        if (Characters.IsSingleQuote(c))
        {
            return ReadSingleQuoted();
        }

        if (Characters.IsDoubleQuote(c))
        {
            return ReadDoubleQuoted();
        }

        if (Characters.IsDash(c))
        {
            return ReadDash();
        }

        return char.IsLetter(c) ? ReadIdentifier() : ReadGenericFromStart();
    }

    private char Peek() => _position < _end ? _text[_position] : '\0';

    private char PeekAt(int position) => position < _end ? _text[position] : '\0';

    private Token Save(TokenKind kind, TokenFlags flags = TokenFlags.None)
    {
        var token = new Token(kind, flags, _start, _position);
        _saved.Add(token);
        return token;
    }

    private Token SaveTwo(TokenKind kind)
    {
        _position++;
        return Save(kind);
    }

    // In a command `=x` is a word, `=` alone an operator.
    private Token OperatorOrWord(TokenKind kind) =>
        Mode == LexerMode.Command && !CharacterTraits.EndsWord(Peek()) ? ReadGenericFromStart() : Save(kind);

    private Token OperatorOrWordTwo(TokenKind kind)
    {
        _position++;
        return OperatorOrWord(kind);
    }
}

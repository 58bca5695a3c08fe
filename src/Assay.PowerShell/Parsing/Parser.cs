using System.Runtime.InteropServices;

namespace Assay.PowerShell.Parsing;

/// <summary>Recursive descent over the tokens of <see cref="Lexer"/>; every construct that is broken is reported, closed and left, and the rest is read.</summary>
/// <remarks>
/// One token is looked ahead. Its kind depends on the mode it was read in: when the mode changes, the token is given back and read anew.
/// Recovery follows the engine, so that errors have its ids and places (POWERSHELL about_Parsing; System.Management.Automation.Language).
/// </remarks>
internal sealed partial class Parser
{
    private readonly string _source;
    private readonly char[] _text;
    private readonly ParseBudget _budget;
    private readonly ErrorList _errors;
    private readonly Lexer _lexer;
    private readonly NameTable _names = new();
    private readonly Dictionary<int, IReadOnlyList<Token>> _nestedTokens = [];
    private Token _ahead;
    private bool _hasAhead;
    private bool _noCommaOperator;
    private bool _marked;
    private int _depth;

    public Parser(string text, ParseBudget budget)
    {
        _source = text;
        _text = text.ToCharArray();
        _budget = budget;
        _errors = new ErrorList(budget.Errors);
        _lexer = new Lexer(_text, _errors);
    }

    public PowerShellScript Parse()
    {
        var root = ParseScriptBlock(null);
        return new PowerShellScript(_source, root, _lexer.Saved, _nestedTokens, _errors.ToSorted());
    }

    private Token Next()
    {
        if (_hasAhead)
        {
            _hasAhead = false;
            return _ahead;
        }

        return _lexer.Next();
    }

    private ref readonly Token Peek()
    {
        if (!_hasAhead)
        {
            _ahead = _lexer.Next();
            _hasAhead = true;
        }

        return ref _ahead;
    }

    private TokenKind PeekKind() => Peek().Kind;

    private void Skip() => _hasAhead = false;

    private void GiveBack(in Token token)
    {
        _ahead = token;
        _hasAhead = true;
    }

    private bool TrySkip(TokenKind kind)
    {
        if (PeekKind() != kind)
        {
            return false;
        }

        Skip();
        return true;
    }

    // Sets a mode and gives the old one back.
    private LexerMode Enter(LexerMode mode)
    {
        var old = _lexer.Mode;
        SetMode(mode);
        return old;
    }

    private void SetMode(LexerMode mode)
    {
        if (_lexer.Mode == mode)
        {
            return;
        }

        if (_hasAhead && !_ahead.Kind.IsSameInEveryMode())
        {
            ReadAgain(_ahead);
        }

        _lexer.Mode = mode;
    }

    private void ReadAgain(in Token token) => ReadAgain(token.Start);

    private void ReadAgain(int position)
    {
        _hasAhead = false;
        _lexer.GoBackTo(position);
    }

    // Where the next token will be looked for, whether it was peeked at or not.
    private int Here => _hasAhead ? _ahead.Start : _lexer.Position;

    private void SkipNewLines()
    {
        if (!_hasAhead || _ahead.Kind == TokenKind.NewLine)
        {
            _hasAhead = false;
            _lexer.SkipNewLines(semicolons: false);
        }
    }

    private void SkipTerminators()
    {
        if (!_hasAhead || _ahead.Kind is TokenKind.NewLine or TokenKind.Semi)
        {
            _hasAhead = false;
            _lexer.SkipNewLines(semicolons: true);
        }
    }

    private ReadOnlySpan<char> TextOf(in Token token) => _text.AsSpan(token.Start, token.End - token.Start);

    private string NameOf(in Token token) => _names.Get(TextOf(token));

    private void Report(string id, int start, int end) => _errors.Add(id, start, end);

    private void ReportAfter(string id, int end) => _errors.Add(id, end, end);

    private void Report(string id, in Token token)
    {
        // The engine places the end behind the last character.
        var behind = token.Kind == TokenKind.EndOfInput ? 1 : 0;
        _errors.Add(id, token.Start + behind, token.End + behind);
    }

    /// <summary>True while there is room for one more level; else what follows is passed over up to where the construct around it goes on.</summary>
    private bool TryDescend()
    {
        if (_depth < _budget.Depth)
        {
            _depth++;
            return true;
        }

        return false;
    }

    // Passes over tokens up to the bracket that closes the construct around, or the end of the statement outside brackets.
    private ErrorExpressionAst PassOver(bool statement = false)
    {
        var first = Peek();
        Report(ParseError.NestingTooDeep, first);
        var open = 0;
        var end = first.Start;
        while (true)
        {
            var token = Peek();
            switch (token.Kind)
            {
                case TokenKind.LParen or TokenKind.LCurly or TokenKind.LBracket or TokenKind.AtParen or TokenKind.AtCurly or TokenKind.DollarParen:
                    open++;
                    break;
                case TokenKind.RBracket when statement && open == 0:
                    // Ends no statement.
                    break;
                case TokenKind.RParen or TokenKind.RCurly or TokenKind.RBracket:
                    if (open-- == 0)
                    {
                        return new ErrorExpressionAst(first.Start, end, []);
                    }

                    break;
                case TokenKind.EndOfInput:
                    return new ErrorExpressionAst(first.Start, end, []);
                case TokenKind.NewLine or TokenKind.Semi or TokenKind.Pipe or TokenKind.Comma when open == 0 && end > first.Start:
                    return new ErrorExpressionAst(first.Start, end, []);
            }

            end = token.End;
            Skip();
        }
    }

    // Passes over tokens until one of the given kinds outside brackets; the closing bracket itself counts as opened.
    private void Synchronise(bool consume, params ReadOnlySpan<TokenKind> kinds)
    {
        var parentheses = kinds.Contains(TokenKind.RParen) ? 1 : 0;
        var braces = kinds.Contains(TokenKind.RCurly) ? 1 : 0;
        var brackets = kinds.Contains(TokenKind.RBracket) ? 1 : 0;
        while (true)
        {
            var token = Next();
            switch (token.Kind)
            {
                case TokenKind.LParen or TokenKind.AtParen or TokenKind.DollarParen:
                    parentheses++;
                    break;
                case TokenKind.LCurly or TokenKind.AtCurly:
                    braces++;
                    break;
                case TokenKind.LBracket:
                    brackets++;
                    break;
                case TokenKind.RParen when --parentheses == 0 && kinds.Contains(TokenKind.RParen):
                case TokenKind.RCurly when --braces == 0 && kinds.Contains(TokenKind.RCurly):
                case TokenKind.RBracket when --brackets == 0 && kinds.Contains(TokenKind.RBracket):
                    if (!consume)
                    {
                        GiveBack(token);
                    }

                    return;
                case TokenKind.EndOfInput:
                    GiveBack(token);
                    return;
            }

            if (kinds.Contains(token.Kind) && parentheses <= 0 && braces <= 0 && brackets <= 0)
            {
                return;
            }
        }
    }

    private static Ast[] Parts(params ReadOnlySpan<Ast?> parts)
    {
        var found = new List<Ast>(parts.Length);
        foreach (var part in parts)
        {
            if (part is not null)
            {
                found.Add(part);
            }
        }

        return CollectionsMarshal.AsSpan(found).ToArray();
    }
}

namespace Assay.PowerShell;

/// <summary>Finds the variables and sub-expressions inside a string that was read.</summary>
internal sealed partial class Lexer
{
    /// <summary>Gives the places of variables and sub-expressions between two positions, in order.</summary>
    public List<(int Start, int End)> FindNested(int start, int end, StringConstantType style)
    {
        var found = new List<(int, int)>();
        var saved = (_position, _start, _end);
        (_position, _end) = (start, end);
        var here = style == StringConstantType.DoubleQuotedHereString;
        var bare = style == StringConstantType.BareWord;
        var quoted = false;
        while (_position < _end)
        {
            var c = _text[_position++];
            if (c == '`')
            {
                _position++;
            }
            else if (c == '$' && (Peek() is '(' or '{' || CharacterTraits.IsVariableStart(Peek())))
            {
                var at = _position - 1;
                SkipDollar(here);
                found.Add((at, Math.Min(_position, end)));
            }
            else if (bare && Characters.IsDoubleQuote(c))
            {
                quoted = !quoted;
            }
            else if (bare && !quoted && Characters.IsSingleQuote(c))
            {
                SkipSingleQuoted();
            }
        }

        (_position, _start, _end) = saved;
        return found;
    }

    /// <summary>Reads the variable between two positions.</summary>
    public Token ReadVariableAt(int start, int end)
    {
        var saved = (_position, _start);
        (_start, _position) = (start, end);
        var token = Save(TokenKind.Variable, _text[start + 1] == '{' ? TokenFlags.Braced : TokenFlags.None);
        (_position, _start) = saved;
        return token;
    }
}

namespace Assay.PowerShell;

/// <summary>Numbers.</summary>
internal sealed partial class Lexer
{
    // At least one character was read: a digit, a dot, or a sign.
    private Token ReadNumber()
    {
        var first = _text[_start];
        var from = first == '+' || Characters.IsDash(first) ? _start + 1 : _start;
        var shape = NumberShape.Scan(_text.AsSpan(from, _end - from));
        _position = from + shape.Length;
        if (!shape.IsNumber || !EndsNumber(Peek()))
        {
            return ReadGenericFromStart();
        }

        if (NumberLiteral.Read(_text.AsSpan(_start, _position - _start)) is null)
        {
            if (Mode != LexerMode.Expression)
            {
                return ReadGenericFromStart();
            }

            _errors.Add("BadNumericConstant", _start, _position);
        }

        return Save(TokenKind.Number);
    }

    private bool EndsNumber(char c) => _position >= _end || CharacterTraits.EndsWord(c) || (Mode == LexerMode.Expression && CharacterTraits.EndsNumberToken(c, EndsNumbersAtTernary));
}

using System.Globalization;

namespace Assay.Text.VBScript;

/// <summary>Cuts VBScript into statements: line ends and colons end one, an underscore before a line end does not.</summary>
internal sealed class VbsLexer(string text)
{
    // More tokens in one statement are data, not code.
    private const int MaximumTokens = 200_000;

    private int _at;

    /// <summary>Reads the next statement, which may be empty; false at the end.</summary>
    public bool Next(List<VbsToken> tokens)
    {
        tokens.Clear();
        if (_at >= text.Length)
        {
            return false;
        }

        while (_at < text.Length)
        {
            var c = text[_at];
            if (c is '\n' or '\r' or ':')
            {
                _at++;
                return true;
            }

            if (c == '\'' || IsRemark(tokens))
            {
                var end = text.AsSpan(_at).IndexOfAny('\r', '\n');
                _at = end < 0 ? text.Length : _at + end;
            }
            else if (c == '_' && IsContinuation())
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end + 1;
            }
            else if (c == '"')
            {
                Add(tokens, Quoted());
            }
            else if (char.IsLetter(c) || c is '_' or '[')
            {
                Add(tokens, Name());
            }
            else if (char.IsAsciiDigit(c) || (c == '&' && _at + 2 < text.Length && text[_at + 1] is 'h' or 'H' && char.IsAsciiHexDigit(text[_at + 2])))
            {
                Add(tokens, Number());
            }
            else
            {
                if (!char.IsWhiteSpace(c) && c != '\0')
                {
                    Add(tokens, new VbsToken(VbsTokenKind.Mark, c.ToString(), _at));
                }

                _at++;
            }
        }

        return true;
    }

    private static void Add(List<VbsToken> tokens, VbsToken token)
    {
        if (tokens.Count < MaximumTokens)
        {
            tokens.Add(token);
        }
    }

    private bool IsRemark(List<VbsToken> tokens) =>
        tokens.Count == 0 && text[_at] is 'r' or 'R' && string.Compare(text, _at, "rem", 0, 3, StringComparison.OrdinalIgnoreCase) == 0 && (_at + 3 >= text.Length || char.IsWhiteSpace(text[_at + 3]));

    private bool IsContinuation()
    {
        for (var i = _at + 1; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n')
            {
                return true;
            }

            if (text[i] is not (' ' or '\t'))
            {
                return false;
            }
        }

        return false;
    }

    private VbsToken Quoted()
    {
        var start = _at++;
        var from = _at;
        var doubled = false;
        while (_at < text.Length && text[_at] is not ('\r' or '\n'))
        {
            if (text[_at] == '"')
            {
                if (_at + 1 >= text.Length || text[_at + 1] != '"')
                {
                    break;
                }

                doubled = true;
                _at++;
            }

            _at++;
        }

        var value = text[from..Math.Min(_at, text.Length)];
        _at += _at < text.Length && text[_at] == '"' ? 1 : 0;
        return new VbsToken(VbsTokenKind.Text, doubled ? value.Replace("\"\"", "\"", StringComparison.Ordinal) : value, start);
    }

    private VbsToken Name()
    {
        var start = _at++;
        if (text[start] == '[')
        {
            var end = text.AsSpan(_at).IndexOfAny(']', '\n');
            _at = end < 0 ? text.Length : _at + end + 1;
            return new VbsToken(VbsTokenKind.Name, text[(start + 1)..Math.Max(start + 1, _at - 1)], start);
        }

        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        return new VbsToken(VbsTokenKind.Name, text[start.._at], start);
    }

    private VbsToken Number()
    {
        var start = _at;
        if (text[_at] == '&')
        {
            _at += 2;
            while (_at < text.Length && char.IsAsciiHexDigit(text[_at]))
            {
                _at++;
            }

            var digits = text.AsSpan(start + 2, _at - start - 2);
            _at += _at < text.Length && text[_at] == '&' ? 1 : 0;
            return new VbsToken(VbsTokenKind.Number, int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value.ToString(CultureInfo.InvariantCulture) : "0", start);
        }

        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || (text[_at] == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]))))
        {
            _at++;
        }

        return new VbsToken(VbsTokenKind.Number, text[start.._at], start);
    }
}

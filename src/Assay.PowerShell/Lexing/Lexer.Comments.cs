namespace Assay.PowerShell;

/// <summary>Comments and continued lines.</summary>
internal sealed partial class Lexer
{
    private void ReadLineComment()
    {
        var length = _text.AsSpan(_position, _end - _position).IndexOfAny('\r', '\n');
        _position = length < 0 ? _end : _position + length;
        Save(TokenKind.Comment);
    }

    // Behind `<`.
    private void ReadBlockComment()
    {
        _position++;
        var length = _text.AsSpan(_position, _end - _position).IndexOf("#>");
        if (length < 0)
        {
            _position = _end;
            _errors.Add("MissingTerminatorMultiLineComment", _start, _end);
            Save(TokenKind.Comment, TokenFlags.Unterminated);
            return;
        }

        _position += length + 2;
        Save(TokenKind.Comment);
    }

    // Behind a backtick: a line end, blanks, or the end of the text.
    private bool TryReadContinuation()
    {
        if (_position >= _end)
        {
            _errors.Add("IncompleteString", _end + 1, _end + 1);
            return true;
        }

        var c = _text[_position];
        if (Characters.IsNewLine(c))
        {
            _position += c == '\r' && PeekAt(_position + 1) == '\n' ? 2 : 1;
            Save(TokenKind.LineContinuation);
            return true;
        }

        if (char.IsWhiteSpace(c))
        {
            _position++;
            return true;
        }

        return false;
    }

    /// <summary>Skips line ends and comments between them; semicolons as well where <paramref name="semicolons"/> says so.</summary>
    public void SkipNewLines(bool semicolons)
    {
        while (_position < _end)
        {
            _start = _position;
            var c = _text[_position];
            switch (c)
            {
                case ' ' or '\t' or '\f' or '\v':
                    _position++;
                    continue;
                case '\r' or '\n':
                    _position += c == '\r' && PeekAt(_position + 1) == '\n' ? 2 : 1;
                    Save(TokenKind.NewLine);
                    continue;
                case ';' when semicolons:
                    _position++;
                    Save(TokenKind.Semi);
                    continue;
                case '#':
                    _position++;
                    ReadLineComment();
                    continue;
                case '<' when PeekAt(_position + 1) == '#':
                    _position++;
                    ReadBlockComment();
                    continue;
                case '`' when _position + 1 < _end && char.IsWhiteSpace(_text[_position + 1]):
                    _position++;
                    TryReadContinuation();
                    continue;
            }

            if (c < 128 || !Characters.IsWhiteSpace(c))
            {
                return;
            }

            _position++;
        }
    }

    /// <summary>True when, behind a line end, the next thing is a pipe: the pipeline goes on.</summary>
    public bool PipelineContinues(int position)
    {
        var saved = (_position, _start, _saved.Count, _errors.Count);
        _position = position;
        SkipNewLines(semicolons: false);
        var continues = Peek() == '|' && PeekAt(_position + 1) != '|';
        _saved.RemoveRange(saved.Item3, _saved.Count - saved.Item3);
        _errors.CutTo(saved.Item4);
        (_position, _start) = (saved.Item1, saved.Item2);
        return continues;
    }
}

namespace Assay.Text.Shell;

/// <summary>Redirections, here-documents, and the end of a command.</summary>
internal sealed partial class ShellReader
{
    private void Redirect(ref ShellCommand command)
    {
        var isInput = _text[_at] == '<';

        // The number of a stream is not an argument: 2>x
        if (_at > 0 && char.IsAsciiDigit(_text[_at - 1]) && command.Words is [.., [>= '0' and <= '9'] _] && command.Words.Count > 1)
        {
            command.Words.RemoveAt(command.Words.Count - 1);
        }

        var count = 0;
        while (_at < _text.Length && _text[_at] is '<' or '>' or '|' && count < 3)
        {
            _at++;
            count++;
        }

        if (isInput && count == 2)
        {
            var isTabbed = _at < _text.Length && _text[_at] == '-';
            _at += isTabbed ? 1 : 0;
            SkipBlanks();
            var mark = _words.Read(_text, ref _at);
            command.Document = true;
            _documents.Enqueue((mark, !_words.IsQuoted, isTabbed));
            return;
        }

        if (_at < _text.Length && _text[_at] is '&' or '(')
        {
            // 2>&1, <(command)
            _at++;
            if (_text[_at - 1] == '&')
            {
                _words.Read(_text, ref _at);
            }

            return;
        }

        SkipBlanks();
        var target = _words.Read(_text, ref _at);
        if (isInput && count == 3)
        {
            command.Input = target;
        }
        else if (command.Redirections.Count < 16)
        {
            command.Redirections.Add((target, isInput ? "read" : "write"));
        }
    }

    private void End(ref ShellCommand command, bool pipes)
    {
        var isLineEnd = _at > 0 && _text[_at - 1] == '\n';
        if (_pendingLine is { } passed && _at > passed.Line)
        {
            _at = Math.Max(_at, passed.Behind);
            _pendingLine = null;
        }

        if (_documents.Count > 0 && isLineEnd)
        {
            command.Input = Documents() ?? command.Input;
        }
        else if (command.Document && _documents.Count > 0)
        {
            // The document follows at the end of the line, behind those of the commands before it: cat <<X | sh; cat <<Y | sh
            var rest = _at;
            var (line, behind) = _pendingLine ?? (_text.IndexOf('\n', _at), 0);
            if (line >= 0)
            {
                _at = Math.Max(line + 1, behind);
                command.Input = Documents() ?? command.Input;
                _pendingLine = (line, _at);
                _at = rest;
            }
        }

        if (command.Words.Count > 0 || command.Assignments.Count > 0 || command.Redirections.Count > 0)
        {
            _facts.Position = _depth == 0 ? command.Start : _facts.Position;
            Output = _commands.Run(command, _conditions > 0, pipes);
        }

        var pipe = pipes ? _commands.NameForPipe : null;
        command = new ShellCommand { Pipe = pipe, Input = pipes ? Output : null, IsInputDecoded = pipes && _commands.IsOutputDecoded, Start = _at };
    }

    private (int Line, int Behind)? _pendingLine;

    // Bodies of here-documents stand behind the line.
    private string? Documents()
    {
        string? last = null;
        while (_documents.TryDequeue(out var document))
        {
            var start = _at;
            var bodyEnd = _text.Length;
            while (_at < _text.Length)
            {
                var end = _text.IndexOf('\n', _at);
                end = end < 0 ? _text.Length : end;
                var line = _text.AsSpan(_at, end - _at).TrimEnd('\r');
                if ((document.IsTabbed ? line.TrimStart('\t') : line).SequenceEqual(document.Word))
                {
                    bodyEnd = _at;
                    _at = Math.Min(_text.Length, end + 1);
                    break;
                }

                _at = Math.Min(_text.Length, end + 1);
            }

            _facts.Budget.Spend(_at - start);
            var body = _text[start..Math.Min(bodyEnd, _text.Length)];
            last = document.IsExpanded ? _words.Expand(body) : body;
        }

        return last;
    }
}

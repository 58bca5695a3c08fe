using Assay.Text.Scripts;

namespace Assay.Text.Batch;

/// <summary>The commands of a line.</summary>
internal sealed partial class BatchReader
{
    // Gives the offset in the text to go on from, or 0.
    private int Statements(string line, int lineEnd, int to)
    {
        var at = 0;
        string? pipe = null;
        while (at < line.Length && !_facts.Budget.IsExhausted)
        {
            var c = line[at];
            if (BatchWords.IsDelimiter(c) || c == '@')
            {
                at++;
                continue;
            }

            switch (c)
            {
                case '(':
                    Open('\0');
                    at++;
                    continue;
                case ')':
                    at = Close(line, at + 1);
                    continue;
                case '&' or '|':
                    var isDouble = at + 1 < line.Length && line[at + 1] == c;
                    _lineConditional |= isDouble;
                    pipe = c == '|' && !isDouble ? pipe : null;
                    at += isDouble ? 2 : 1;
                    continue;
            }

            var word = WordAt(line, at);
            switch (word.ToUpperInvariant())
            {
                case "REM":
                    return 0;
                case "ELSE" or "DO":
                    at += word.Length;
                    _lineConditional |= word.Length == 4;
                    continue;
                case "IF":
                    at = BehindCondition(line, at + word.Length);
                    _lineConditional = true;
                    continue;
                case "FOR" when BatchLoop.TryRead(line, at, out var loop):
                    return Loop(line, loop, lineEnd, to);
                case "FOR":
                    return 0;
            }

            var end = CommandEnd(line, at);
            if (end == at)
            {
                at++;
                continue;
            }

            var isPiped = end < line.Length && line[end] == '|' && (end + 1 >= line.Length || line[end + 1] != '|');
            var name = _commands.Execute(line[at..end], pipe, isPiped);
            pipe = isPiped ? name : null;
            at = end;
        }

        return 0;
    }

    private void Open(char loop)
    {
        if (_blocks.Count < MaximumBlocks)
        {
            _blocks.Add(new Block(IsConditional, loop, _commands.Echoes.Count));
        }

        // What stands in brackets depends on what is before them, not on what came to be known inside.
        _lineConditional = false;
    }

    // ) > file: all that was echoed inside goes there.
    private int Close(string line, int at)
    {
        if (_blocks.Count == 0)
        {
            return at;
        }

        var block = _blocks[^1];
        _blocks.RemoveAt(_blocks.Count - 1);
        if (block.Loop != '\0')
        {
            _variables.SetLoop(block.Loop, null);
        }

        var rest = line.AsSpan(at).TrimStart();
        if (rest is ['>' or '1' or '2', ..])
        {
            var end = CommandEnd(line, at);
            _commands.Redirect(BatchWords.Read("x " + line[at..end]).Redirections, block.Echoes);
            at = end;
        }

        if (_blocks.Count == 0)
        {
            _commands.Echoes.Clear();
        }

        return at;
    }

    private static string WordAt(string line, int at)
    {
        var end = at;
        while (end < line.Length && end - at < 5 && char.IsAsciiLetter(line[end]))
        {
            end++;
        }

        return end < line.Length && (BatchWords.IsDelimiter(line[end]) || line[end] is '(' or '/' or '.') || end == line.Length ? line[at..end] : "";
    }

    // Carets and quotes protect what parts commands; a closing bracket ends one only inside a block.
    private int CommandEnd(string line, int at)
    {
        var quoted = false;
        for (; at < line.Length; at++)
        {
            switch (line[at])
            {
                case '^' when !quoted:
                    at++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '&' when !quoted && at > 0 && line[at - 1] is '>' or '<':
                    break;
                case '&' or '|' when !quoted:
                case ')' when !quoted && _blocks.Count > 0:
                    return at;
            }
        }

        return line.Length;
    }

    // if [/i] [not] exist x | defined x | errorlevel n | a==b | a EQU b
    private static int BehindCondition(string line, int at)
    {
        var word = Next(line, ref at);
        while (word.Equals("/i", StringComparison.OrdinalIgnoreCase) || word.Equals("not", StringComparison.OrdinalIgnoreCase))
        {
            word = Next(line, ref at);
        }

        if (word.ToUpperInvariant() is "EXIST" or "DEFINED" or "ERRORLEVEL" or "CMDEXTVERSION")
        {
            Next(line, ref at);
            return at;
        }

        if (word.Contains("==", StringComparison.Ordinal))
        {
            if (word.EndsWith("==", StringComparison.Ordinal))
            {
                Next(line, ref at);
                return at;
            }

            // if (@X)==(@Y) @end: two texts that differ, and nothing else on the line.
            var sides = word.Split("==");
            var isNever = sides is [{ Length: > 0 } left, { Length: > 0 } right] && PartialText.IsKnown(word) && word.AsSpan().IndexOfAny('%', '!') < 0 && !left.Equals(right, StringComparison.OrdinalIgnoreCase);
            return isNever && !line.AsSpan(at).Contains("else", StringComparison.OrdinalIgnoreCase) && line.AsSpan(at).IndexOf('(') < 0 ? line.Length : at;
        }

        var before = at;
        var comparison = Next(line, ref at);
        if (comparison.StartsWith("==", StringComparison.Ordinal))
        {
            if (comparison.Length == 2)
            {
                Next(line, ref at);
            }

            return at;
        }

        if (comparison.ToUpperInvariant() is "EQU" or "NEQ" or "LSS" or "LEQ" or "GTR" or "GEQ")
        {
            Next(line, ref at);
            return at;
        }

        return before;
    }

    private static string Next(string line, ref int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t' or ',' or ';')
        {
            at++;
        }

        var start = at;
        var quoted = false;
        while (at < line.Length && (quoted || line[at] is not (' ' or '\t') && (line[at] != '(' || at == start || line[at - 1] == '=')))
        {
            quoted ^= line[at] == '"';
            at++;
        }

        return line[start..at];
    }

    private int Loop(string line, BatchLoop loop, int lineEnd, int to)
    {
        if (!_facts.Budget.Spend(line.Length))
        {
            return 0;
        }

        var items = loop.Items(_variables);
        foreach (var command in loop.Commands)
        {
            // The set of for /f is run itself.
            Nested(command);
        }

        var body = line[loop.Body..];
        var isOpen = body.TrimStart().StartsWith('(') && !IsClosed(body);
        if (items is null || items.Count == 0 || items.Count > MaximumLoopItems || _nesting >= MaximumNesting)
        {
            return Once(loop, body, isOpen, PartialText.UnknownText, lineEnd, to, isConditional: true);
        }

        if (items.Count == 1)
        {
            return Once(loop, body, isOpen, items[0], lineEnd, to, isConditional: false);
        }

        var blockEnd = isOpen && lineEnd >= 0 ? BlockEnd(lineEnd, to) : lineEnd;
        _nesting++;
        foreach (var item in items)
        {
            _variables.SetLoop(loop.Variable, item);
            var blocks = _blocks.Count;
            Statements(body, isOpen ? -1 : lineEnd, to);
            if (isOpen && lineEnd >= 0)
            {
                ReadLines(lineEnd, blockEnd);
            }

            CloseDownTo(blocks);
        }

        _nesting--;
        _variables.SetLoop(loop.Variable, null);
        return isOpen ? blockEnd : 0;
    }

    private int Once(BatchLoop loop, string body, bool isOpen, string value, int lineEnd, int to, bool isConditional)
    {
        _variables.SetLoop(loop.Variable, value);
        _lineConditional |= isConditional;
        if (!isOpen)
        {
            _nesting++;
            var next = 0;
            if (_nesting <= MaximumNesting * 4)
            {
                next = Statements(body, lineEnd, to);
            }
            else
            {
                _facts.SayTooDeep();
            }

            _nesting--;
            _variables.SetLoop(loop.Variable, null);
            return next;
        }

        // The variable lives as long as the block.
        Open(loop.Variable);
        return Statements(body[(body.IndexOf('(', StringComparison.Ordinal) + 1)..], lineEnd, to);
    }

    private void Nested(string command)
    {
        if (_nesting < MaximumNesting)
        {
            _nesting++;
            var was = _lineConditional;
            var blocks = _blocks.Count;
            Statements(command, -1, _text.Length);
            CloseDownTo(blocks);
            _lineConditional = was;
            _nesting--;
        }
        else
        {
            _facts.SayTooDeep();
        }
    }

    private static bool IsClosed(string body) => Depth(body, 0) <= 0;

    // The offset behind the line that closes the block whose first line ends at `from`; each character is looked at once for each loop around it.
    private int BlockEnd(int from, int to)
    {
        var depth = 1;
        while (from < to && depth > 0 && _facts.Budget.Spend(1))
        {
            var length = _text.AsSpan(from, to - from).IndexOf('\n');
            var end = length < 0 ? to : from + length + 1;
            var line = _text[from..end];
            _facts.Budget.Spend(line.Length);
            if (!IsRemark(line.AsSpan().TrimStart()) && !line.AsSpan().TrimStart().StartsWith("::"))
            {
                depth = Depth(line, depth);
            }

            from = end;
        }

        return from;
    }

    // Brackets that open stand at the beginning of a command, those that close anywhere outside quotes.
    private static int Depth(string line, int depth)
    {
        var quoted = false;
        var canOpen = true;
        var condition = BehindIf(line);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            switch (c)
            {
                case '^' when !quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '(' when !quoted && (canOpen || IsBehindKeyword(line.AsSpan(0, i).TrimEnd(), condition)):
                    depth++;
                    continue;
                case ')' when !quoted && depth > 0:
                    depth--;
                    break;
            }

            canOpen = !quoted && (c is '&' or '|' or '@' || (canOpen && c is ' ' or '\t' or '\r' or '\n'));
        }

        return depth;
    }

    // do (, else (, in (, if exist x (
    private static bool IsBehindKeyword(ReadOnlySpan<char> before, int condition) =>
        before.Length >= condition || before.EndsWith("do", StringComparison.OrdinalIgnoreCase) || before.EndsWith("else", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" in", StringComparison.OrdinalIgnoreCase);

    // From where on an `if` stands before: looked for once, since a line may hold thousands of brackets.
    private static int BehindIf(string line)
    {
        var first = line.AsSpan().TrimStart();
        var word = line.IndexOf(" if ", StringComparison.OrdinalIgnoreCase);
        return first.StartsWith("if ", StringComparison.OrdinalIgnoreCase) ? line.Length - first.Length + 3 : word < 0 ? int.MaxValue : word + 4;
    }
}

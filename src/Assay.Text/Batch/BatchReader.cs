using System.Buffers;
using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.Batch;

/// <summary>Reads the lines of a batch file, or a command line, in the order in which they stand: blocks, conditions, loops, labels.</summary>
/// <remarks>
/// Both branches of a condition are read. Lines behind an exit or jump that always happens are dead until the next label: data and other languages stand there.
/// </remarks>
internal sealed partial class BatchReader
{
    private const int LongestLine = 32 * 1024;
    private const int MaximumLoopItems = 16;
    private const int MaximumBlocks = 256;
    private const int MaximumNesting = FixedLimits.BatchDepth;

    private static readonly SearchValues<char> LabelEnds = SearchValues.Create(" \t\r\n:+&");

    private readonly string _text;
    private readonly ProgramFacts _programs;
    private readonly ScriptFacts _facts;
    private readonly BatchVariables _variables;
    private readonly BatchCommands _commands;
    private readonly int _depth;
    private readonly List<Block> _blocks = [];
    private int _nesting;
    private bool _isDead;
    private bool _lineConditional;

    public BatchReader(ProgramFacts programs, string text, BatchVariables variables, int depth)
    {
        (_text, _programs, _facts, _variables, _depth) = (text, programs, programs.Facts, variables, depth);
        _commands = new BatchCommands(this, programs, variables, depth);
    }

    /// <summary>True while a condition decides whether the command runs.</summary>
    public bool IsConditional => _lineConditional || (_blocks.Count > 0 && _blocks[^1].IsConditional);

    /// <summary>Reads all of it.</summary>
    public void Read()
    {
        ReadLines(0, _text.Length);
        _commands.Files.Write(_facts);
    }

    /// <summary>Reads text that a command makes of its own: <c>call</c> expands twice.</summary>
    public void ReadAgain(string command)
    {
        if (_nesting < MaximumNesting)
        {
            _nesting++;
            var blocks = _blocks.Count;
            Statements(command, -1, _text.Length);
            CloseDownTo(blocks);
            _nesting--;
        }
        else
        {
            _facts.SayTooDeep();
        }
    }

    /// <summary>An exit or jump: what follows is dead when it always happens.</summary>
    public void Leave() => _isDead |= _variables.IsFile && _blocks.Count == 0 && !_lineConditional && _nesting == 0;

    private void ReadLines(int from, int to)
    {
        while (from < to && !_facts.Budget.IsExhausted)
        {
            var end = LineEnd(from, to);
            var lineStart = from;
            from = end < to && _text[end] == '\r' && end + 1 < to && _text[end + 1] == '\n' ? end + 2 : end + 1;
            _facts.Budget.Spend(end - lineStart + 1);
            from = Math.Max(from, ReadLine(lineStart, end, to));
        }
    }

    // Gives the offset to go on from, where a loop took more lines.
    private int ReadLine(int start, int end, int to)
    {
        var line = _text.AsSpan(start, end - start);
        var trimmed = line.TrimStart(" \t,;=@");
        if (_variables.IsFile && trimmed.StartsWith(":"))
        {
            AtLabel(trimmed);
            return 0;
        }

        // cmd takes no line of more than 8,191 characters: longer ones are data.
        if (_isDead || trimmed.IsEmpty || line.Length > LongestLine || IsRemark(trimmed))
        {
            return 0;
        }

        _facts.Position = _depth == 0 ? start + (line.Length - trimmed.Length) : _facts.Position;
        _lineConditional = false;
        var raw = Joined(line);
        var expanded = BatchExpansion.Percent(raw, _variables, _facts.Budget, _commands.ReadEnvironment);
        _commands.Written = raw;
        var next = Statements(expanded, end, to);
        if (_blocks.Count == 0 || !_blocks[^1].IsConditional)
        {
            _variables.EndConditions();
        }

        return next;
    }

    private void CloseDownTo(int blocks)
    {
        if (_blocks.Count > blocks)
        {
            _blocks.RemoveRange(blocks, _blocks.Count - blocks);
        }
    }

    private void AtLabel(ReadOnlySpan<char> line)
    {
        var rest = line[1..];
        var end = rest.IndexOfAny(LabelEnds);
        var name = (end < 0 ? rest : rest[..end]).ToString();
        if (name.Length == 0 || !_variables.IsTarget(name))
        {
            return;
        }

        _blocks.Clear();
        _isDead = false;
        _variables.EndConditions();
        _variables.Join();
        if (_depth == 0)
        {
            _facts.Enter(name);
        }
    }

    // A caret at the end of a line joins it with the next one.
    private int LineEnd(int from, int to)
    {
        while (true)
        {
            var length = _text.AsSpan(from, to - from).IndexOfAny('\r', '\n');
            var end = length < 0 ? to : from + length;
            if (end >= to || end == from || _text[end - 1] != '^' || (end - 1 > from && _text[end - 2] == '^') || _text.AsSpan(from, Math.Min(4, end - from)).StartsWith("rem ", StringComparison.OrdinalIgnoreCase))
            {
                return end;
            }

            from = end + (_text[end] == '\r' && end + 1 < to && _text[end + 1] == '\n' ? 2 : 1);
        }
    }

    private static string Joined(ReadOnlySpan<char> line)
    {
        var text = line.ToString();
        return text.Contains('\n', StringComparison.Ordinal) || text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("^\r\n", "", StringComparison.Ordinal).Replace("^\n", "", StringComparison.Ordinal).Replace("^\r", "", StringComparison.Ordinal)
            : text;
    }

    private static bool IsRemark(ReadOnlySpan<char> line) => line.StartsWith("rem", StringComparison.OrdinalIgnoreCase) && (line.Length == 3 || !char.IsLetterOrDigit(line[3]) && line[3] is not ('_' or '-' or '\\'));

    /// <summary>A block in brackets.</summary>
    /// <param name="IsConditional">True when something decides whether it runs.</param>
    /// <param name="Loop">Variable of the loop whose body it is.</param>
    /// <param name="Echoes">Lines that were echoed before it.</param>
    private readonly record struct Block(bool IsConditional, char Loop, int Echoes);
}

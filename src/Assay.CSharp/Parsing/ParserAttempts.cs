using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.CSharp.Parsing;

/// <summary>Estimates how often the compiler's parser reads tokens again: where two meanings are possible it tries one to its end and goes back, and what is tried inside of an attempt doubles.</summary>
/// <remarks>
/// Found by measuring some 300,000 short sequences of tokens, each repeated. These double: <c>(a = </c>, which may be the parameters of a lambda with a default; <c>a?[</c>, which may be an access
/// or a choice between collections, up to the end of the expression; <c>[</c> where an expression begins, which may be attributes of a lambda, and holes of interpolated strings inside of it.
/// Sixteen of them, 32 to 90 characters, take 40 MB to a gigabyte. And of lists in a row that begin with no name, <c>[1][2]</c>, each is read again for every one before it: 2,000 take 1.9 GB.
/// </remarks>
internal sealed class ParserAttempts
{
    // Beyond it a single token is more than any source may have, and the sum for the longest source is still a number.
    private const int MostDoublings = 30;

    // Square brackets inside each other that people write. More of them do not end: the parser ends them by what it expects, and reads for each what follows.
    private const int SoundSquares = 8;

    // A bracket that no source has, for the hole of an interpolated string.
    private const char Hole = '"';

    private readonly Stack<Level> _levels = [];
    private int _doublings;
    private long _tokens;
    private long _again;

    // Lists that stand directly before, at this level; and how often what is in lists is read again since others stand before them.
    private int _row;
    private long _rows;
    private int _squares;
    private int _blocks;
    private bool _isAfterList;
    private bool _isListStart;

    /// <summary>False when tokens are read again more often than a source may cost.</summary>
    public bool IsCheap => _again <= SourceLimits.TokensReadAgain + (SourceLimits.TimesReadAgain * _tokens);

    /// <summary>Counts a token, before what it opens, closes or ends.</summary>
    public void Token(bool isName)
    {
        if (_isListStart && !isName && _levels.TryPop(out var list))
        {
            _levels.Push(list with { Again = list.Row });
            _rows += list.Row;
        }

        _tokens++;
        _again += (1L << Math.Min(_doublings, MostDoublings)) - 1 + _rows + Math.Max(0, _squares - SoundSquares);
        _row = _isAfterList ? _row : 0;
        _isAfterList = _isListStart = false;
    }

    /// <summary>Brackets and holes that are open.</summary>
    public int Depth => _levels.Count;

    /// <summary>An opening bracket: <c>(</c>, <c>[</c> or <c>{</c>.</summary>
    public void Open(char bracket, bool isAfterOperand, bool isAfterQuestion)
    {
        _doublings += bracket == '[' && isAfterQuestion ? 1 : 0;
        Push(bracket, bracket == '[' && !isAfterOperand && !isAfterQuestion ? 1 : 0, bracket == '[' || IsInSquare);
        _isListStart = bracket == '[';
        _squares += bracket == '[' ? 1 : 0;
    }

    /// <summary>The hole of an interpolated string begins.</summary>
    public void OpenHole() => Push(Hole, IsInSquare ? 1 : 0, false);

    /// <summary>A closing bracket. One that does not fit the innermost is passed over; <c>}</c> ends all that was left open in its block or hole.</summary>
    public void Close(char bracket)
    {
        if (bracket != '}')
        {
            if (_levels.TryPeek(out var innermost) && innermost.Bracket == (bracket == ')' ? '(' : '['))
            {
                CloseTo(_levels.Count - 1);
                _isAfterList = bracket == ']';
            }

            return;
        }

        // Without a block there is nothing to look for among what may be very deep.
        while (_blocks > 0 && _levels.Peek().Bracket is '(' or '[')
        {
            CloseTo(_levels.Count - 1);
        }

        if (_blocks > 0)
        {
            CloseTo(_levels.Count - 1);
        }
    }

    /// <summary>Closes what is open beyond a depth.</summary>
    public void CloseTo(int depth)
    {
        while (_levels.Count > depth)
        {
            var level = _levels.Pop();
            _doublings = level.Before;
            _row = level.Bracket == '[' ? level.Row + 1 : 0;
            _rows -= level.Again;
            _squares -= level.Bracket == '[' ? 1 : 0;
            _blocks -= level.Bracket is '{' or Hole ? 1 : 0;
        }
    }

    /// <summary>The sign <c>=</c>.</summary>
    public void Assign()
    {
        if (_levels.TryPeek(out var level) && level is { Bracket: '(' or '[', IsAssigned: false })
        {
            _levels.Pop();
            _levels.Push(level with { IsAssigned = true, Inside = level.Inside + 1 });
            _doublings++;
        }
    }

    /// <summary>An expression ends, but not what it is part of: a comma, or a word that begins a member.</summary>
    public void EndExpression() => _doublings = _levels.TryPeek(out var level) ? level.Inside : 0;

    /// <summary>A semicolon: in round and square brackets the parser passes over it.</summary>
    public void EndStatement()
    {
        if (!_levels.TryPeek(out var level) || level.Bracket is '{' or Hole)
        {
            EndExpression();
        }
    }

    private bool IsInSquare => _levels.TryPeek(out var level) && level.IsInSquare;

    private void Push(char bracket, int doublings, bool isInSquare)
    {
        _levels.Push(new Level(bracket, _doublings, _doublings + doublings, isInSquare, false, _row, 0));
        _doublings += doublings;
        _blocks += bracket is '{' or Hole ? 1 : 0;
        _row = 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Level(char Bracket, int Before, int Inside, bool IsInSquare, bool IsAssigned, int Row, int Again);
}

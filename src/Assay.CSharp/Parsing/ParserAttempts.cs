using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.CSharp.Parsing;

/// <summary>Estimates how often the compiler's parser reads tokens again: where two meanings are possible it tries one to its end and goes back, and what is tried inside of an attempt doubles.</summary>
/// <remarks>
/// Three places were found by measuring some 300,000 short sequences of tokens, each repeated:
/// <c>(a = </c>, which may be the parameters of a lambda with a default; <c>a?[</c>, which may be an access or a choice between collections, up to the end of the expression;
/// and the hole of an interpolated string inside of square brackets, which may be attributes of a lambda. Sixteen of them, 32 to 90 characters, take 40 MB to a gigabyte, and each more doubles it.
/// </remarks>
internal sealed class ParserAttempts
{
    // Beyond it a single token is more than any source may have.
    private const int MostDoublings = 40;

    // A bracket that no source has, for the hole of an interpolated string.
    private const char Hole = '"';

    private readonly Stack<Level> _levels = [];
    private int _doublings;
    private long _tokens;
    private long _again;

    /// <summary>False when tokens are read again more often than a source may cost.</summary>
    public bool IsCheap => _again <= SourceLimits.TokensReadAgain + (SourceLimits.TimesReadAgain * _tokens);

    /// <summary>Counts a token.</summary>
    public void Token()
    {
        _tokens++;
        _again += (1L << Math.Min(_doublings, MostDoublings)) - 1;
    }

    /// <summary>Brackets and holes that are open.</summary>
    public int Depth => _levels.Count;

    /// <summary>An opening bracket: <c>(</c>, <c>[</c> or <c>{</c>.</summary>
    public void Open(char bracket, bool isAfterOperand, bool isAfterQuestion)
    {
        _doublings += bracket == '[' && isAfterQuestion ? 1 : 0;
        Push(bracket, bracket == '[' && !isAfterOperand && !isAfterQuestion ? 1 : 0, bracket == '[' || IsInSquare);
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
            }

            return;
        }

        var depth = _levels.Count;
        foreach (var level in _levels)
        {
            depth--;
            if (level.Bracket is '{' or Hole)
            {
                CloseTo(depth);
                return;
            }
        }
    }

    /// <summary>Closes what is open beyond a depth.</summary>
    public void CloseTo(int depth)
    {
        while (_levels.Count > depth)
        {
            _doublings = _levels.Pop().Before;
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
        _levels.Push(new Level(bracket, _doublings, _doublings + doublings, isInSquare, false));
        _doublings += doublings;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Level(char Bracket, int Before, int Inside, bool IsInSquare, bool IsAssigned);
}

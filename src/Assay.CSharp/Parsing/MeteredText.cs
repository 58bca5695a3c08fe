using System.Buffers;
using System.Text;
using Assay.Model;
using Microsoft.CodeAnalysis.Text;

namespace Assay.CSharp.Parsing;

/// <summary>A source that the compiler reads piece by piece, as long as what it allocates is in proportion to its length.</summary>
/// <remarks>
/// A token that begins no member goes to the end of the member before it, with all that went there already: after <c>class C { }</c> in a namespace, 4,000 dots made the parser
/// allocate 200 MB, and four times as much for twice as many. There are many such shapes, and which one the parser takes for which depends on all that stands before;
/// sound sources take 100 to 300 bytes for a character, and broken ones of which nothing is copied again up to 700.
/// </remarks>
internal sealed class MeteredText(string text) : SourceText
{
    private static readonly SearchValues<char> Openings = SearchValues.Create("([{$");
    private long _left = (long)SourceLimits.ParserBytes + ((long)SourceLimits.ParserBytesPerCharacterTogether * text.Length);
    private long? _end;
    private int? _tokenStart;
    private int _countedFrom;
    private int _counted;
    private int _openings;

    /// <inheritdoc/>
    public override Encoding? Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override int Length => text.Length;

    /// <inheritdoc/>
    public override char this[int position] => text[position];

    /// <summary>Lets a parser on this thread read the source.</summary>
    /// <exception cref="ParserSpentException">It has allocated more than the source may cost.</exception>
    public T Read<T>(Func<MeteredText, T> parse)
    {
        var begin = GC.GetAllocatedBytesForCurrentThread();
        _end = begin + Math.Min(_left, (long)SourceLimits.ParserBytes + ((long)SourceLimits.ParserBytesPerCharacter * text.Length));
        try
        {
            var parsed = parse(this);
            // What was read at once was never asked for again.
            return GC.GetAllocatedBytesForCurrentThread() <= _end ? parsed : throw new ParserSpentException();
        }
        finally
        {
            _end = _tokenStart = null;
            _left -= GC.GetAllocatedBytesForCurrentThread() - begin;
        }
    }

    /// <summary>Tells how far the tokens go that were read; from then on brackets are counted for the next one alone.</summary>
    public void EndToken(int end) => _tokenStart = end;

    /// <inheritdoc/>
    public override void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        if (_end is { } end && GC.GetAllocatedBytesForCurrentThread() > end)
        {
            throw new ParserSpentException();
        }

        // The lexer asks for more in the midst of a token: it has gone down no further than what it was given.
        CountOpenings(sourceIndex + count);
        text.CopyTo(sourceIndex, destination, destinationIndex, count);
    }

    /// <inheritdoc/>
    public override string ToString(TextSpan span) => text.Substring(span.Start, span.Length);

    private void CountOpenings(int end)
    {
        if (_tokenStart is not { } start)
        {
            return;
        }

        if (start > _countedFrom)
        {
            (_countedFrom, _counted, _openings) = (start, start, 0);
        }

        while (_counted < end)
        {
            var next = text.AsSpan(_counted, end - _counted).IndexOfAny(Openings);
            _counted = next < 0 ? end : _counted + next + 1;
            _openings += next < 0 ? 0 : 1;
        }

        if (_openings > SourceLimits.TokenOpenings)
        {
            throw new TokenTooDeepException();
        }
    }
}

/// <summary>One token holds more brackets than the compiler's lexer can go down for.</summary>
internal sealed class TokenTooDeepException : Exception;

/// <summary>The compiler's parser allocated more than a source of this length may cost.</summary>
internal sealed class ParserSpentException : Exception;

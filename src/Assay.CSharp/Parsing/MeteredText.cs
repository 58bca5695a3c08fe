using System.Text;
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
    /// <summary>Bytes for a source of any length.</summary>
    public const long AllocatedAlways = 32 * 1024 * 1024;

    /// <summary>Bytes for each character.</summary>
    public const long AllocatedPerCharacter = 1_000;

    private long? _end;

    /// <inheritdoc/>
    public override Encoding? Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override int Length => text.Length;

    /// <inheritdoc/>
    public override char this[int position] => text[position];

    /// <summary>Lets a parser on this thread read the source.</summary>
    /// <exception cref="ParserSpentException">It has allocated more than the source may cost.</exception>
    public T Read<T>(Func<SourceText, T> parse)
    {
        _end = GC.GetAllocatedBytesForCurrentThread() + AllocatedAlways + (AllocatedPerCharacter * text.Length);
        try
        {
            return parse(this);
        }
        finally
        {
            _end = null;
        }
    }

    /// <inheritdoc/>
    public override void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        if (_end is { } end && GC.GetAllocatedBytesForCurrentThread() > end)
        {
            throw new ParserSpentException();
        }

        text.CopyTo(sourceIndex, destination, destinationIndex, count);
    }

    /// <inheritdoc/>
    public override string ToString(TextSpan span) => text.Substring(span.Start, span.Length);
}

/// <summary>The compiler's parser allocated more than a source of this length may cost.</summary>
internal sealed class ParserSpentException : Exception;

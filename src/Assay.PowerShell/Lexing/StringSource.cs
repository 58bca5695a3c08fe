using System.Text;

namespace Assay.PowerShell;

/// <summary>Where a text stands in the source, and how it is written; read on demand.</summary>
/// <param name="text">The source.</param>
/// <param name="start">First code unit between the quotes.</param>
/// <param name="end">First code unit behind it.</param>
/// <param name="style">How it is written.</param>
/// <param name="escapes">False when the value is the slice itself.</param>
internal readonly struct StringSource(char[] text, int start, int end, StringConstantType style, bool escapes)
{
    private const int NoMark = -1;

    private enum Quote
    {
        None,
        Single,
        Double,
    }

    /// <summary>Code units as written.</summary>
    public int Length => end - start;

    /// <summary>The value of a text without expressions. A marked character is left out.</summary>
    public string Read(int mark = NoMark) => start >= end ? "" : !escapes ? new string(text, start, end - start) : ReadSegments([], mark)[0];

    /// <summary>The value; expressions in it stand as written.</summary>
    public string Read(IReadOnlyList<ExpressionAst> nested, IReadOnlyList<string>? segments = null)
    {
        if (start >= end || (!escapes && segments is null))
        {
            return Read();
        }

        segments ??= ReadSegments(nested);
        var result = new StringBuilder(segments[0]);
        for (var i = 0; i < nested.Count; i++)
        {
            result.Append(text, nested[i].Start, nested[i].End - nested[i].Start).Append(segments[i + 1]);
        }

        return result.ToString();
    }

    /// <summary>The values between expressions: one more than there are expressions.</summary>
    public IReadOnlyList<string> ReadSegments(IReadOnlyList<ExpressionAst> nested, int mark = NoMark)
    {
        var segments = new string[nested.Count + 1];
        var from = start;
        var quote = Quote.None;
        for (var i = 0; i <= nested.Count; i++)
        {
            var to = i < nested.Count ? nested[i].Start : end;
            segments[i] = from >= to ? "" : Unescape(text.AsSpan(from, to - from), mark, ref quote);
            from = i < nested.Count ? nested[i].End : end;
        }

        return segments;
    }

    private string Unescape(ReadOnlySpan<char> slice, int mark, ref Quote quote)
    {
        if (!escapes)
        {
            return slice.ToString();
        }

        var result = new StringBuilder(slice.Length);
        for (var i = 0; i < slice.Length; i++)
        {
            var c = slice[i];
            if (c == mark)
            {
                continue;
            }

            if (c == '`' && style is not (StringConstantType.SingleQuoted or StringConstantType.SingleQuotedHereString) && quote != Quote.Single)
            {
                Escapes.Append(result, slice, ref i);
            }
            else if (IsQuote(c, quote))
            {
                AppendQuote(result, slice, ref i, ref quote);
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    private bool IsQuote(char c, Quote quote) => style switch
    {
        StringConstantType.SingleQuoted => Characters.IsSingleQuote(c),
        StringConstantType.DoubleQuoted => Characters.IsDoubleQuote(c),
        StringConstantType.BareWord => (quote != Quote.Double && Characters.IsSingleQuote(c)) || (quote != Quote.Single && Characters.IsDoubleQuote(c)),
        _ => false,
    };

    // Two quotes in a quoted text stand for the second; in a bare word one quote starts or ends a quoted part: iex'x' => iexx.
    private void AppendQuote(StringBuilder result, ReadOnlySpan<char> slice, ref int index, ref Quote quote)
    {
        var single = Characters.IsSingleQuote(slice[index]);
        if (style == StringConstantType.BareWord && quote == Quote.None)
        {
            quote = single ? Quote.Single : Quote.Double;
            return;
        }

        if (index + 1 < slice.Length && (single ? Characters.IsSingleQuote(slice[index + 1]) : Characters.IsDoubleQuote(slice[index + 1])))
        {
            result.Append(slice[++index]);
            return;
        }

        if (style == StringConstantType.BareWord)
        {
            quote = Quote.None;
        }
        else
        {
            result.Append(slice[index]);
        }
    }
}

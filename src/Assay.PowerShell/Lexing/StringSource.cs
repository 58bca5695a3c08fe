using System.Text;

namespace Assay.PowerShell;

/// <summary>Where a text stands in the source, and how it is written; read on demand.</summary>
/// <param name="text">The source.</param>
/// <param name="start">First code unit between the quotes.</param>
/// <param name="end">First code unit behind it.</param>
/// <param name="style">How it is written.</param>
/// <param name="escapes">False when the value is the slice itself.</param>
internal readonly struct StringSource(string text, int start, int end, StringConstantType style, bool escapes)
{
    /// <summary>Code units as written.</summary>
    public int Length => end - start;

    /// <summary>The value.</summary>
    public string Read() => Read(start, end);

    /// <summary>The values between expressions.</summary>
    public IReadOnlyList<string> ReadSegments(IReadOnlyList<ExpressionAst> nested)
    {
        var segments = new string[nested.Count + 1];
        var from = start;
        for (var i = 0; i < nested.Count; i++)
        {
            segments[i] = Read(from, nested[i].Start);
            from = nested[i].End;
        }

        segments[^1] = Read(from, end);
        return segments;
    }

    private string Read(int from, int to)
    {
        if (from >= to)
        {
            return "";
        }

        var slice = text.AsSpan(from, to - from);
        if (!escapes)
        {
            return slice.ToString();
        }

        return style switch
        {
            StringConstantType.SingleQuoted => Undouble(slice),
            StringConstantType.SingleQuotedHereString => slice.ToString(),
            StringConstantType.DoubleQuoted => Unescape(slice, doubledQuotes: true, plainQuotes: false),
            StringConstantType.DoubleQuotedHereString => Unescape(slice, doubledQuotes: false, plainQuotes: false),
            _ => Unescape(slice, doubledQuotes: false, plainQuotes: true),
        };
    }

    // 'it''s' => it's; any two quotes of the family stand for the second.
    private static string Undouble(ReadOnlySpan<char> slice)
    {
        var result = new StringBuilder(slice.Length);
        for (var i = 0; i < slice.Length; i++)
        {
            if (Characters.IsSingleQuote(slice[i]) && i + 1 < slice.Length && Characters.IsSingleQuote(slice[i + 1]))
            {
                i++;
            }

            result.Append(slice[i]);
        }

        return result.ToString();
    }

    private static string Unescape(ReadOnlySpan<char> slice, bool doubledQuotes, bool plainQuotes)
    {
        var result = new StringBuilder(slice.Length);
        for (var i = 0; i < slice.Length; i++)
        {
            var c = slice[i];
            if (c == '`')
            {
                Escapes.Append(result, slice, ref i);
            }
            else if (doubledQuotes && Characters.IsDoubleQuote(c) && i + 1 < slice.Length && Characters.IsDoubleQuote(slice[i + 1]))
            {
                result.Append(slice[++i]);
            }
            else if (plainQuotes && Characters.IsSingleQuote(c))
            {
                i = AppendQuoted(result, slice, i, single: true);
            }
            else if (plainQuotes && Characters.IsDoubleQuote(c))
            {
                i = AppendQuoted(result, slice, i, single: false);
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    // A quoted part of a bare word, iex'x' => iexx. Gives the index of the closing quote.
    private static int AppendQuoted(StringBuilder result, ReadOnlySpan<char> slice, int open, bool single)
    {
        for (var i = open + 1; i < slice.Length; i++)
        {
            var c = slice[i];
            if (single ? Characters.IsSingleQuote(c) : Characters.IsDoubleQuote(c))
            {
                if (i + 1 < slice.Length && (single ? Characters.IsSingleQuote(slice[i + 1]) : Characters.IsDoubleQuote(slice[i + 1])))
                {
                    result.Append(slice[++i]);
                    continue;
                }

                return i;
            }

            if (c == '`' && !single)
            {
                Escapes.Append(result, slice, ref i);
            }
            else
            {
                result.Append(c);
            }
        }

        return slice.Length;
    }
}

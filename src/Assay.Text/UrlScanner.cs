using System.Buffers;

namespace Assay.Text;

/// <summary>Finds candidates for URLs around <c>://</c>.</summary>
internal static class UrlScanner
{
    private const int MaximumScheme = 16;

    // RFC 3986 2: reserved and unreserved characters and '%'; braces are taken along so that {0} is seen and refused.
    private static readonly SearchValues<char> UrlCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&()*+,;=%{}");

    /// <summary>Finds the next candidate at or after <paramref name="from"/>, and moves it behind.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, ref int from, out int start, out int length)
    {
        while (from < text.Length)
        {
            var separator = text[from..].IndexOf("://", StringComparison.Ordinal);
            if (separator < 0)
            {
                break;
            }

            separator += from;
            start = separator;
            while (start > from && separator - start < MaximumScheme && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '+' or '-' or '.'))
            {
                start--;
            }

            var end = separator + 3;
            while (end < text.Length && end - start < Url.MaximumLength && (UrlCharacters.Contains(text[end]) || (text[end] > 0x7F && char.IsLetterOrDigit(text[end]))))
            {
                end++;
            }

            from = end;
            end = WithoutTrailingPunctuation(text, separator + 3, end);
            if (start < separator && end > separator + 3)
            {
                length = end - start;
                return true;
            }
        }

        start = length = 0;
        from = text.Length;
        return false;
    }

    // "(see http://a.example/b)." => http://a.example/b
    private static int WithoutTrailingPunctuation(ReadOnlySpan<char> text, int hostStart, int end)
    {
        while (end > hostStart)
        {
            var last = text[end - 1];
            var unbalanced = last == ')' && text[hostStart..end].Count('(') < text[hostStart..end].Count(')');
            if (!unbalanced && last is not ('.' or ',' or ';' or ':' or '!' or '?' or '*' or '&'))
            {
                break;
            }

            end--;
        }

        return end;
    }
}

using System.Text.RegularExpressions;

namespace Assay.PowerShell.Folding;

/// <summary><c>-split</c>.</summary>
internal static class Splitting
{
    /// <summary>The unary form: words between blanks.</summary>
    public static object? Words(object? operand, Workspace work)
    {
        work.Use(Techniques.Split);
        var result = new List<object?>();
        foreach (var item in Operators.ArgumentsOf(operand))
        {
            if (Texts.Of(item, work.Separator) is not { } text)
            {
                return UnknownElement.Any;
            }

            foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                result.Add(word);
            }
        }

        return work.Fits(result.Count) ? result.ToArray() : UnknownElement.Any;
    }

    /// <summary>The binary form: a pattern, then how many pieces, then options.</summary>
    public static object? Split(object? left, object? right, bool caseSensitive, Workspace work)
    {
        work.Use(Techniques.Split);
        var arguments = Operators.ArgumentsOf(right);
        var limit = 0;
        if (arguments.Count == 0 || arguments.Count > 3 || arguments[0] is FoldedBlock || Texts.Of(arguments[0], work.Separator) is not { } pattern
            || (arguments.Count > 1 && !Numbers.TryInt(arguments[1], out limit)) || limit < 0)
        {
            return UnknownElement.Any;
        }

        var options = caseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase;
        if (arguments.Count > 2)
        {
            if (arguments[2] is not string option || ReadOptions(option, ref pattern, ref options) is false)
            {
                return UnknownElement.Any;
            }
        }

        var result = new List<object?>();
        foreach (var item in Operators.ArgumentsOf(left))
        {
            if (Texts.Of(item, work.Separator) is not { } text || !AddPieces(result, text, pattern, options, limit, work))
            {
                return UnknownElement.Any;
            }
        }

        return work.Fits(result.Count) ? result.ToArray() : UnknownElement.Any;
    }

    private static bool ReadOptions(string option, ref string pattern, ref RegexOptions options)
    {
        foreach (var word in option.Split(',', StringSplitOptions.TrimEntries))
        {
            switch (word.ToUpperInvariant())
            {
                case "SIMPLEMATCH":
                    pattern = Regex.Escape(pattern);
                    break;
                case "IGNORECASE":
                    options |= RegexOptions.IgnoreCase;
                    break;
                case "MULTILINE":
                    options |= RegexOptions.Multiline;
                    break;
                case "SINGLELINE":
                    options |= RegexOptions.Singleline;
                    break;
                case "REGEXMATCH":
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    // Groups of the pattern are pieces as well.
    private static bool AddPieces(List<object?> result, string text, string pattern, RegexOptions options, int limit, Workspace work)
    {
        if (!work.Fits(text.Length))
        {
            return false;
        }

        if (IsLiteral(pattern, options))
        {
            return AddLiteralPieces(result, text, pattern, limit, work);
        }

        if (work.Patterns.Matches(pattern, options, text, work, limit == 0 ? int.MaxValue : limit - 1) is not { } matches)
        {
            return false;
        }

        var position = 0;
        foreach (var match in matches)
        {
            result.Add(text[position..match.Index]);
            position = match.Index + match.Length;
            for (var i = 1; i < match.Groups.Count; i++)
            {
                if (match.Groups[i].Success)
                {
                    result.Add(match.Groups[i].Value);
                }
            }
        }

        result.Add(text[position..]);
        return true;
    }

    private static bool AddLiteralPieces(List<object?> result, string text, string pattern, int limit, Workspace work)
    {
        var position = 0;
        for (var pieces = 1; pieces != limit; pieces++)
        {
            var next = text.IndexOf(pattern, position, StringComparison.Ordinal);
            if (next < 0)
            {
                break;
            }

            if (!work.Spending.TakeSteps(1))
            {
                return false;
            }

            result.Add(text[position..next]);
            position = next + pattern.Length;
        }

        result.Add(text[position..]);
        return true;
    }

    // A pattern without letters and metacharacters: ',' or ' '.
    private static bool IsLiteral(string pattern, RegexOptions options)
    {
        if (pattern.Length == 0)
        {
            return false;
        }

        foreach (var c in pattern)
        {
            if (c is not (',' or ' ' or '-' or '_' or ':' or ';' or '~' or '!' or '@' or '%' or '&' or '=' or '<' or '>' or '/')
                && !char.IsAsciiDigit(c)
                && !(char.IsAsciiLetter(c) && (options & RegexOptions.IgnoreCase) == 0))
            {
                return false;
            }
        }

        return true;
    }
}

namespace Assay.Text.MSBuild;

/// <summary>Finds the parts of expressions.</summary>
internal static class ExpressionText
{
    /// <summary>Gives the bracket that closes the one at this position, quotes and inner brackets skipped; -1 when there is none.</summary>
    public static int EndOf(string text, int open)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = open; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"' or '`' && depth > 0 && text.IndexOf(c, i + 1) > 0)
            {
                quote = c;
            }
            else if (c is '(' or '[')
            {
                depth++;
            }
            else if (c is ')' or ']' && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>True for <c>$(X)</c>, <c>@(X)</c> or <c>%(X)</c> and nothing else.</summary>
    public static bool IsExpression(string text) => text.Length > 3 && text[0] is '$' or '@' or '%' && text[1] == '(' && EndOf(text, 1) == text.Length - 1;

    /// <summary>True for the name of a property or item.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>Splits arguments at commas outside quotes and brackets; quotes around one are dropped.</summary>
    public static List<string> Arguments(string text)
    {
        var arguments = new List<string>();
        if (text.AsSpan().Trim().IsEmpty)
        {
            return arguments;
        }

        var (start, depth, quote) = (0, 0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"' or '`')
            {
                quote = c;
            }
            else if (c is '(' or '[')
            {
                depth++;
            }
            else if (c is ')' or ']')
            {
                depth--;
            }
            else if (c == ',' && depth == 0)
            {
                arguments.Add(WithoutQuotes(text[start..i]));
                start = i + 1;
            }
        }

        arguments.Add(WithoutQuotes(text[start..]));
        return arguments;
    }

    private static string WithoutQuotes(string argument)
    {
        var text = argument.Trim();
        return text.Length > 1 && text[0] is '\'' or '"' or '`' && text[^1] == text[0] ? text[1..^1] : text;
    }
}

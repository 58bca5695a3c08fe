using Assay.Model;

namespace Assay.Licenses;

/// <summary>Reads licence expressions by recursive descent: a plus sign binds tightest, then <c>WITH</c>, <c>AND</c>, <c>OR</c>.</summary>
internal ref struct SpdxExpressionParser(string text)
{
    private const int MaximumLength = 8192;
    private const int MaximumDepth = FixedLimits.LicenseDepth;

    private readonly string _text = text;
    private int _at;
    private int _depth;
    private string? _defect;

    public SpdxExpression? Parse(out string? defect)
    {
        if (_text.Length > MaximumLength)
        {
            defect = $"The expression has {_text.Length} characters; the limit is {MaximumLength}.";
            return null;
        }

        var expression = ParseCombination(isChoice: true);
        if (_defect is null && Peek().Length > 0)
        {
            _defect = "Behind the expression stands more.";
        }

        defect = _defect;
        return _defect is null ? expression : null;
    }

    private SpdxExpression? ParseCombination(bool isChoice)
    {
        var left = isChoice ? ParseCombination(isChoice: false) : ParseOperand();
        while (_defect is null && left is not null && Peek().Equals(isChoice ? "OR" : "AND", StringComparison.OrdinalIgnoreCase))
        {
            Next();
            if ((isChoice ? ParseCombination(isChoice: false) : ParseOperand()) is { } right)
            {
                left = new SpdxCombination(isChoice, left, right);
            }
        }

        return _defect is null ? left : null;
    }

    private SpdxExpression? ParseOperand()
    {
        if (!Peek().SequenceEqual("("))
        {
            return ParseLicense();
        }

        if (++_depth > MaximumDepth)
        {
            return Refuse($"Parentheses are nested deeper than {MaximumDepth} levels.");
        }

        Next();
        var inner = ParseCombination(isChoice: true);
        _depth--;
        return _defect is not null ? null : Next().SequenceEqual(")") ? inner : Refuse("A parenthesis is not closed.");
    }

    private SpdxLicense? ParseLicense()
    {
        var word = Next();
        var orLater = word.Length > 1 && word[^1] == '+';
        var id = orLater ? word[..^1] : word;
        if (!IsId(id) || IsOperator(id))
        {
            return Refuse(word.Length == 0 ? "A licence is missing." : "A word is no licence id.");
        }

        if (!Peek().Equals("WITH", StringComparison.OrdinalIgnoreCase))
        {
            return new SpdxLicense(id.ToString(), orLater, null);
        }

        Next();
        var exception = Next();
        return IsId(exception) && !IsOperator(exception) ? new SpdxLicense(id.ToString(), orLater, exception.ToString()) : Refuse("The exception is missing.");
    }

    private SpdxLicense? Refuse(string defect)
    {
        _defect ??= defect;
        return null;
    }

    private readonly ReadOnlySpan<char> Peek() => Token(_at, out _);

    private ReadOnlySpan<char> Next() => Token(_at, out _at);

    // A parenthesis, or everything up to a blank or parenthesis; empty at the end.
    private readonly ReadOnlySpan<char> Token(int from, out int end)
    {
        while (from < _text.Length && char.IsWhiteSpace(_text[from]))
        {
            from++;
        }

        end = from;
        if (end < _text.Length && (_text[end] is '(' or ')'))
        {
            end++;
            return _text.AsSpan(from, 1);
        }

        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] is not ('(' or ')'))
        {
            end++;
        }

        return _text.AsSpan(from, end - from);
    }

    private static bool IsOperator(ReadOnlySpan<char> word) =>
        word.Equals("AND", StringComparison.OrdinalIgnoreCase) || word.Equals("OR", StringComparison.OrdinalIgnoreCase) || word.Equals("WITH", StringComparison.OrdinalIgnoreCase);

    // idstring = 1*(ALPHA / DIGIT / "-" / "."); references have a colon between document and licence.
    private static bool IsId(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.') && !(c == ':' && word.StartsWith("DocumentRef-", StringComparison.OrdinalIgnoreCase)))
            {
                return false;
            }
        }

        return word.Length > 0;
    }
}

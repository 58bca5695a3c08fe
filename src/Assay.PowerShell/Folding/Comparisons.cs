namespace Assay.PowerShell.Folding;

/// <summary><c>-eq</c>, <c>-like</c>, <c>-match</c>, <c>-contains</c>, <c>-is</c> and their kin.</summary>
internal static class Comparisons
{
    public static object? Compare(TokenKind kind, object? left, object? right, Workspace work)
    {
        work.Use(Techniques.Computation);
        switch (kind)
        {
            case TokenKind.Icontains or TokenKind.Ccontains:
                return Contains(left, right, kind == TokenKind.Ccontains, negated: false);
            case TokenKind.Inotcontains or TokenKind.Cnotcontains:
                return Contains(left, right, kind == TokenKind.Cnotcontains, negated: true);
            case TokenKind.Iin or TokenKind.Cin:
                return Contains(right, left, kind == TokenKind.Cin, negated: false);
            case TokenKind.Inotin or TokenKind.Cnotin:
                return Contains(right, left, kind == TokenKind.Cnotin, negated: true);
        }

        if (!Sequences.TryGetItems(left, out var items))
        {
            return Test(kind, left, right, work) is { } truth ? Boxes.Of(truth) : UnknownElement.Any;
        }

        // An array on the left is filtered.
        var result = new List<object?>();
        foreach (var item in items)
        {
            if (item is UnknownElement || !work.Spending.TakeSteps(1) || Test(kind, item, right, work) is not { } truth)
            {
                return UnknownElement.Any;
            }

            if (truth)
            {
                result.Add(item);
            }
        }

        return result.ToArray();
    }

    /// <summary>Compares scalars; null where the result is not known.</summary>
    public static bool? Test(TokenKind kind, object? left, object? right, Workspace work) => kind switch
    {
        TokenKind.Ieq => AreEqual(left, right, caseSensitive: false),
        TokenKind.Ceq => AreEqual(left, right, caseSensitive: true),
        TokenKind.Ine => !AreEqual(left, right, caseSensitive: false),
        TokenKind.Cne => !AreEqual(left, right, caseSensitive: true),
        TokenKind.Igt => Order(left, right, false) is { } order ? order > 0 : null,
        TokenKind.Cgt => Order(left, right, true) is { } order ? order > 0 : null,
        TokenKind.Ige => Order(left, right, false) is { } order ? order >= 0 : null,
        TokenKind.Cge => Order(left, right, true) is { } order ? order >= 0 : null,
        TokenKind.Ilt => Order(left, right, false) is { } order ? order < 0 : null,
        TokenKind.Clt => Order(left, right, true) is { } order ? order < 0 : null,
        TokenKind.Ile => Order(left, right, false) is { } order ? order <= 0 : null,
        TokenKind.Cle => Order(left, right, true) is { } order ? order <= 0 : null,
        TokenKind.Ilike => Like(left, right, false, work),
        TokenKind.Clike => Like(left, right, true, work),
        TokenKind.Inotlike => !Like(left, right, false, work),
        TokenKind.Cnotlike => !Like(left, right, true, work),
        TokenKind.Imatch => Matches(left, right, false, work),
        TokenKind.Cmatch => Matches(left, right, true, work),
        TokenKind.Inotmatch => !Matches(left, right, false, work),
        TokenKind.Cnotmatch => !Matches(left, right, true, work),
        _ => null,
    };

    /// <summary>Equality as <c>-eq</c> has it; null where it is not known.</summary>
    public static bool? AreEqual(object? left, object? right, bool caseSensitive)
    {
        if (left is UnknownElement || right is UnknownElement || Sequences.IsSequence(right))
        {
            return null;
        }

        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left is string || (left is char && right is string))
        {
            return Texts.Of(left, " ") is { } first && Texts.Of(right, " ") is { } second
                ? string.Equals(first, second, caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
                : null;
        }

        if (left is char a && right is char b)
        {
            return caseSensitive ? a == b : char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
        }

        if (left is bool truth)
        {
            return Conversions.TryBool(right, out var other) ? truth == other : null;
        }

        if (left is FoldedEnumeration enumeration)
        {
            return right switch
            {
                FoldedEnumeration second => enumeration.Value == second.Value,
                string name => string.Equals(enumeration.Name, name, StringComparison.OrdinalIgnoreCase),
                _ => null,
            };
        }

        if (left is FoldedType or Guid or Version or Uri)
        {
            return right.GetType() == left.GetType() ? left.Equals(right) : null;
        }

        if (!Numbers.IsNumber(left) && left is not char)
        {
            return null;
        }

        var p = Numbers.Of(left);
        var q = Numbers.Of(right);
        if (q is null)
        {
            return right is string ? false : null;
        }

        return p is int x && q is int y ? x == y : NumberOrder(p, q) is { } order ? order == 0 : null;
    }

    /// <summary>Order as <c>-lt</c> has it; null where it is not known.</summary>
    public static int? Order(object? left, object? right, bool caseSensitive)
    {
        if (left is string first)
        {
            return Texts.Of(right, " ") is { } second && IsPlain(first) && IsPlain(second)
                ? string.Compare(first, second, caseSensitive ? StringComparison.InvariantCulture : StringComparison.OrdinalIgnoreCase)
                : null;
        }

        if (left is char && right is string { Length: 1 } text)
        {
            right = text[0];
        }

        if (right is string { Length: 0 } || Sequences.IsSequence(right))
        {
            return null;
        }

        return left is null || Numbers.Of(left) is not { } p || Numbers.Of(right) is not { } q ? null : p is int x && q is int y ? x.CompareTo(y) : NumberOrder(p, q);
    }

    /// <summary>True when a text's order does not depend on a culture's rules for punctuation and accents.</summary>
    public static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    private static int? NumberOrder(object? left, object? right)
    {
        if (Numbers.IsInteger(left) && Numbers.IsInteger(right) && Numbers.TryLong(left, out var x) && Numbers.TryLong(right, out var y))
        {
            return x.CompareTo(y);
        }

        return Numbers.TryDouble(left, out var p) && Numbers.TryDouble(right, out var q) ? p.CompareTo(q) : null;
    }

    private static bool? Like(object? left, object? right, bool caseSensitive, Workspace work) =>
        Texts.Of(left, work.Separator) is { } text && Texts.Of(right, work.Separator) is { } pattern ? Wildcards.IsMatch(pattern, text, caseSensitive, work) : null;

    private static bool? Matches(object? left, object? right, bool caseSensitive, Workspace work) =>
        Texts.Of(left, work.Separator) is { } text && Texts.Of(right, work.Separator) is { } pattern && work.Patterns.Match(pattern, caseSensitive, text, work) is { } match
            ? match.Success
            : null;

    private static object? Contains(object? container, object? value, bool caseSensitive, bool negated)
    {
        var unknown = false;
        foreach (var item in Operators.ArgumentsOf(container))
        {
            switch (item is UnknownElement ? null : AreEqual(item, value, caseSensitive))
            {
                case true:
                    return Boxes.Of(!negated);
                case null:
                    unknown = true;
                    break;
            }
        }

        return unknown ? UnknownElement.Any : Boxes.Of(negated);
    }
}

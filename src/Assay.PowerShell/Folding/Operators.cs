using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary><c>+</c>, <c>*</c>, <c>..</c>, <c>-join</c> and their kin over constants.</summary>
internal static class Operators
{
    public static object? Binary(TokenKind kind, object? left, object? right, Workspace work)
    {
        if (left is UnknownElement || right is UnknownElement)
        {
            return UnknownElement.Any;
        }

        switch (kind)
        {
            case TokenKind.Plus:
                return Add(left, right, work);
            case TokenKind.Multiply:
                return Multiply(left, right, work);
            case TokenKind.Minus or TokenKind.Divide or TokenKind.Rem:
                work.Use(Techniques.Computation);
                return Sequences.IsSequence(left) ? UnknownElement.Any : Arithmetic.Compute(kind, left, right);
            case TokenKind.Bxor:
                work.Use(Techniques.ExclusiveOr);
                return Sequences.IsSequence(left) ? UnknownElement.Any : Arithmetic.Bits(kind, left, right);
            case TokenKind.Band or TokenKind.Bor or TokenKind.Shl or TokenKind.Shr:
                work.Use(Techniques.Computation);
                return Sequences.IsSequence(left) ? UnknownElement.Any : Arithmetic.Bits(kind, left, right);
            case TokenKind.Format:
                work.Use(Techniques.Format);
                return Texts.Of(left, work.Separator) is { } format ? CompositeFormat.Fill(format, ArgumentsOf(right), work) : UnknownElement.Any;
            case TokenKind.Join:
                return Join(left, Texts.Of(right, work.Separator), work);
            case TokenKind.DotDot:
                return Range(left, right, work);
            case TokenKind.Isplit or TokenKind.Csplit:
                return Splitting.Split(left, right, kind == TokenKind.Csplit, work);
            case TokenKind.Ireplace or TokenKind.Creplace:
                return Replacing.Replace(left, right, kind == TokenKind.Creplace, work);
            case TokenKind.And:
                return Both(left, right) is var (p, q) ? Boxes.Of(p && q) : UnknownElement.Any;
            case TokenKind.Or:
                return Both(left, right) is var (r, s) ? Boxes.Of(r || s) : UnknownElement.Any;
            case TokenKind.Xor:
                return Both(left, right) is var (t, u) ? Boxes.Of(t ^ u) : UnknownElement.Any;
            default:
                return Comparisons.Compare(kind, left, right, work);
        }
    }

    /// <summary><c>-f</c> and <c>[string]::Format</c> take an array as their arguments.</summary>
    public static IReadOnlyList<object?> ArgumentsOf(object? right) => Sequences.TryGetItems(right, out var items) ? items : [right];

    public static object? Add(object? left, object? right, Workspace work)
    {
        switch (left)
        {
            case null:
                return right;
            case string text:
                return AddText(text, right, work);
            case char character:
                return AddText(character.ToString(), right, work);
            case Array or ListObject:
                return Append(left, right, work);
            case FoldedTable table when right is FoldedTable other:
                return Merge(table, other);
            default:
                work.Use(Techniques.Computation);
                return Sequences.IsSequence(right) ? UnknownElement.Any : Arithmetic.Compute(TokenKind.Plus, left, right);
        }
    }

    /// <summary>Joins the elements; one value alone is its text.</summary>
    public static object? Join(object? left, string? separator, Workspace work)
    {
        if (separator is null)
        {
            return UnknownElement.Any;
        }

        if (!Sequences.IsSequence(left))
        {
            return Texts.Of(left, work.Separator) ?? (object)UnknownElement.Any;
        }

        work.Use(Techniques.Join);
        if (left is char[] characters && separator.Length == 0)
        {
            return work.Fits(characters.Length) ? new string(characters) : UnknownElement.Any;
        }

        var result = new StringBuilder();
        var count = Sequences.Count(left);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                result.Append(separator);
            }

            if (Texts.Of(Sequences.At(left!, i), work.Separator) is not { } text || result.Length + (long)text.Length > work.Spending.Budget.ValueLength)
            {
                return UnknownElement.Any;
            }

            result.Append(text);
        }

        return work.Fits(result.Length) ? result.ToString() : UnknownElement.Any;
    }

    private static object AddText(string left, object? right, Workspace work)
    {
        work.Use(Techniques.Concatenation);
        if (Texts.Of(right, work.Separator) is not { } text || !work.Fits((long)left.Length + text.Length))
        {
            return UnknownElement.Any;
        }

        return string.Concat(left, text);
    }

    private static object? Append(object left, object? right, Workspace work)
    {
        work.Use(Techniques.Evaluation);
        Sequences.TryGetItems(left, out var first);
        var second = ArgumentsOf(right);
        if (!work.FitsReferences((long)first!.Count + second.Count))
        {
            return UnknownElement.Any;
        }

        var result = new object?[first.Count + second.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = i < first.Count ? first[i] : second[i - first.Count];
        }

        return result;
    }

    private static object? Merge(FoldedTable left, FoldedTable right)
    {
        var result = left.Copy();
        foreach (var entry in right.Entries)
        {
            if (result.TryGet(entry.Key, out _))
            {
                return UnknownElement.Any;
            }

            result.Set(entry.Key, entry.Value);
        }

        return result;
    }

    private static string Repeat(string text, int times) => string.Create(text.Length * times, text, static (all, text) =>
    {
        text.CopyTo(all);
        // What is there is doubled: a million times one letter are twenty copies.
        for (var done = text.Length; done > 0 && done < all.Length; done *= 2)
        {
            all[..Math.Min(done, all.Length - done)].CopyTo(all[done..]);
        }
    });

    private static object? Multiply(object? left, object? right, Workspace work)
    {
        if (left is not (string or Array or ListObject))
        {
            work.Use(Techniques.Computation);
            return left is char || Sequences.IsSequence(right) ? UnknownElement.Any : Arithmetic.Compute(TokenKind.Multiply, left, right);
        }

        if (!Numbers.TryInt(right, out var times) || times < 0)
        {
            return UnknownElement.Any;
        }

        if (left is string text)
        {
            work.Use(Techniques.Concatenation);
            return work.Fits((long)text.Length * times) ? Repeat(text, times) : UnknownElement.Any;
        }

        Sequences.TryGetItems(left, out var items);
        if (!work.FitsReferences((long)items!.Count * times))
        {
            return UnknownElement.Any;
        }

        var result = new object?[items.Count * times];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = items[i % items.Count];
        }

        return result;
    }

    // 'a'..'e' gives characters, everything else integers.
    private static object? Range(object? left, object? right, Workspace work)
    {
        var ofCharacters = IsCharacter(left) && IsCharacter(right);
        int from, to;
        if (ofCharacters)
        {
            from = CharacterOf(left);
            to = CharacterOf(right);
        }
        else if (!Numbers.TryInt(left, out from) || !Numbers.TryInt(right, out to))
        {
            return UnknownElement.Any;
        }

        var count = Math.Abs((long)to - from) + 1;
        if (!work.FitsObjects(count))
        {
            return UnknownElement.Any;
        }

        if (!ofCharacters && count > NumberRange.Least)
        {
            return new NumberRange(from, to);
        }

        var result = new object?[count];
        var step = to < from ? -1 : 1;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = ofCharacters ? Boxes.Of((char)(from + (step * i))) : Boxes.Of(from + (step * i));
        }

        return result;
    }

    private static bool IsCharacter(object? value) => value is char || (value is string { Length: 1 } text && !char.IsAsciiDigit(text[0]));

    private static char CharacterOf(object? value) => value is char character ? character : ((string)value!)[0];

    private static (bool Left, bool Right)? Both(object? left, object? right) =>
        Conversions.TryBool(left, out var p) && Conversions.TryBool(right, out var q) ? (p, q) : null;
}

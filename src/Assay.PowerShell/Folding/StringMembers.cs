namespace Assay.PowerShell.Folding;

/// <summary>Methods of texts.</summary>
internal static class StringMembers
{
    public static object? Invoke(string text, string member, in Arguments arguments)
    {
        var work = arguments.Work;
        var name = member.ToUpperInvariant();
        switch (name)
        {
            case "REPLACE":
                return Replace(text, arguments);
            case "SUBSTRING":
                work.Use(Techniques.Slice);
                return arguments.Int(0, out var start) && start >= 0 && start <= text.Length
                    ? arguments.Count == 1 ? Made(text[start..], work)
                    : arguments.Int(1, out var length) && length >= 0 && length <= text.Length - start ? Made(text.Substring(start, length), work) : UnknownElement.Any
                    : UnknownElement.Any;
            case "REMOVE":
                work.Use(Techniques.Slice);
                return arguments.Int(0, out start) && start >= 0 && start <= text.Length
                    ? arguments.Count == 1 ? Made(text[..start], work)
                    : arguments.Int(1, out length) && length >= 0 && length <= text.Length - start ? Made(text.Remove(start, length), work) : UnknownElement.Any
                    : UnknownElement.Any;
            case "INSERT":
                work.Use(Techniques.Concatenation);
                return arguments.Count == 2 && arguments.Int(0, out start) && start >= 0 && start <= text.Length && arguments.Text(1, out var inserted) ? Made(text.Insert(start, inserted), work) : UnknownElement.Any;
            case "SPLIT":
                return Split(text, arguments);
            case "TOUPPER" or "TOUPPERINVARIANT":
                work.Use(Techniques.Case);
                return arguments.Count == 0 ? Made(text.ToUpperInvariant(), work) : UnknownElement.Any;
            case "TOLOWER" or "TOLOWERINVARIANT":
                work.Use(Techniques.Case);
                return arguments.Count == 0 ? Made(LowerCase(text), work) : UnknownElement.Any;
            case "TRIM" or "TRIMSTART" or "TRIMEND":
                return Trim(text, name, arguments);
            case "PADLEFT" or "PADRIGHT":
                work.Use(Techniques.Concatenation);
                var pad = ' ';
                return arguments.Int(0, out length) && length >= 0 && (arguments.Count == 1 || arguments.Character(1, out pad)) && work.Fits(Math.Max(length, text.Length))
                    ? name == "PADLEFT" ? text.PadLeft(length, pad) : text.PadRight(length, pad)
                    : UnknownElement.Any;
            case "TOCHARARRAY":
                return arguments.Count == 0 && work.Fits(text.Length) ? text.ToCharArray()
                    : arguments.Int(0, out start) && arguments.Int(1, out length) && start >= 0 && length >= 0 && start + (long)length <= text.Length ? text.ToCharArray(start, length) : UnknownElement.Any;
            case "TOSTRING" or "NORMALIZE" or "CLONE":
                return arguments.Count == 0 && (name != "NORMALIZE" || System.Text.Ascii.IsValid(text)) ? text : UnknownElement.Any;
            case "STARTSWITH" or "ENDSWITH" or "CONTAINS" or "EQUALS" or "COMPARETO":
                return Test(text, name, arguments);
            case "INDEXOF" or "LASTINDEXOF" or "INDEXOFANY":
                return IndexOf(text, name, arguments);
            case "CHARS" or "GET_CHARS":
                work.Use(Techniques.Slice);
                return arguments.Int(0, out start) && start >= 0 && start < text.Length ? Boxes.Of(text[start]) : UnknownElement.Any;
            case "GETTYPE":
                return new FoldedType("System.String");
            case "GETENUMERATOR":
                return work.Fits(text.Length) ? text.ToCharArray() : UnknownElement.Any;
            default:
                return UnknownElement.Any;
        }
    }

    private static object? Made(string text, Workspace work) => work.Fits(text.Length) ? text : UnknownElement.Any;

    // The text is data: lower case is what the framework's method gives.
#pragma warning disable CA1308
    private static string LowerCase(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    private static object? Replace(string text, in Arguments arguments)
    {
        var work = arguments.Work;
        work.Use(Techniques.Replacement);
        var comparison = StringComparison.Ordinal;
        if (arguments.Count is < 2 or > 3 || !arguments.Text(0, out var old) || old.Length == 0 || !arguments.Text(1, out var replacement) || (arguments.Count == 3 && !TryComparison(arguments[2], out comparison)))
        {
            return UnknownElement.Any;
        }

        // How long it becomes is counted before it is made.
        if (replacement.Length > old.Length)
        {
            long count = 0;
            for (var at = text.IndexOf(old, comparison); at >= 0; at = text.IndexOf(old, at + old.Length, comparison))
            {
                count++;
            }

            return work.Fits(text.Length + (count * (replacement.Length - old.Length))) ? text.Replace(old, replacement, comparison) : UnknownElement.Any;
        }

        return work.Fits(text.Length) ? text.Replace(old, replacement, comparison) : UnknownElement.Any;
    }

    // Windows PowerShell has no overload for a text: it splits at each of its characters.
    private static object? Split(string text, in Arguments arguments)
    {
        var work = arguments.Work;
        work.Use(Techniques.Split);
        var limit = int.MaxValue;
        var options = StringSplitOptions.None;
        for (var i = 1; i < arguments.Count; i++)
        {
            if (arguments[i] is int number && number >= 0)
            {
                limit = number;
            }
            else if (arguments.Names(i, "RemoveEmptyEntries") || arguments.Names(i, "1"))
            {
                options = StringSplitOptions.RemoveEmptyEntries;
            }
            else if (!arguments.Names(i, "None"))
            {
                return UnknownElement.Any;
            }
        }

        if (!work.Fits(text.Length))
        {
            return UnknownElement.Any;
        }

        if (arguments.Count == 0)
        {
            return text.Split((char[]?)null);
        }

        if (arguments[0] is string separator)
        {
            if (separator.Length > 1)
            {
                work.EditionMatters = true;
            }

            return separator.Length > 1 && work.WindowsPowerShell ? text.Split(separator.ToCharArray(), limit, options) : text.Split(separator, limit, options);
        }

        if (arguments[0] is char character)
        {
            return text.Split(character, limit, options);
        }

        if (arguments[0] is char[] characters)
        {
            return text.Split(characters, limit, options);
        }

        if (!Sequences.TryGetItems(arguments[0], out var items) || items.Any(item => item is not (string or char)))
        {
            return UnknownElement.Any;
        }

        return text.Split(items.Select(item => Texts.Of(item, " ")!).ToArray(), limit, options);
    }

    private static object? Trim(string text, string name, in Arguments arguments)
    {
        char[]? characters = null;
        if (arguments.Count > 0)
        {
            var all = string.Concat(arguments.Values.Select(value => Texts.Of(value, "") ?? "\0"));
            characters = all.ToCharArray();
            if (all.Contains('\0', StringComparison.Ordinal))
            {
                return UnknownElement.Any;
            }
        }

        return Made(name switch { "TRIM" => text.Trim(characters), "TRIMSTART" => text.TrimStart(characters), _ => text.TrimEnd(characters) }, arguments.Work);
    }

    private static object? Test(string text, string name, in Arguments arguments)
    {
        arguments.Work.Use(Techniques.Computation);
        var comparison = StringComparison.Ordinal;
        if (arguments.Count is < 1 or > 2 || !arguments.Text(0, out var other) || (arguments.Count == 2 && !TryComparison(arguments[1], out comparison)))
        {
            return UnknownElement.Any;
        }

        return name switch
        {
            "STARTSWITH" => Boxes.Of(text.StartsWith(other, comparison)),
            "ENDSWITH" => Boxes.Of(text.EndsWith(other, comparison)),
            "CONTAINS" => Boxes.Of(text.Contains(other, comparison)),
            "EQUALS" => Boxes.Of(text.Equals(other, comparison)),
            _ => Comparisons.IsPlain(text) && Comparisons.IsPlain(other) && text.Length == 1 && other.Length == 1 ? Boxes.Of(string.Compare(text, other, StringComparison.OrdinalIgnoreCase)) : UnknownElement.Any,
        };
    }

    private static object? IndexOf(string text, string name, in Arguments arguments)
    {
        arguments.Work.Use(Techniques.Computation);
        if (name == "INDEXOFANY")
        {
            return arguments.Count == 1 && arguments[0] is char[] characters ? Boxes.Of(text.IndexOfAny(characters)) : UnknownElement.Any;
        }

        if (!arguments.Text(0, out var part))
        {
            return UnknownElement.Any;
        }

        var start = 0;
        if (arguments.Count == 2 && TryComparison(arguments[1], out var comparison))
        {
            return Boxes.Of(name == "INDEXOF" ? text.IndexOf(part, comparison) : text.LastIndexOf(part, comparison));
        }

        if (arguments.Count > 2 || (arguments.Count == 2 && (name != "INDEXOF" || !arguments.Int(1, out start) || start < 0 || start > text.Length)))
        {
            return UnknownElement.Any;
        }

        return Boxes.Of(name == "INDEXOF" ? text.IndexOf(part, start, StringComparison.Ordinal) : text.LastIndexOf(part, StringComparison.Ordinal));
    }

    private static bool TryComparison(object? value, out StringComparison comparison)
    {
        comparison = StringComparison.Ordinal;
        var name = value is FoldedEnumeration constant ? constant.Name : value as string;
        if (name is null || !Enum.TryParse(name, ignoreCase: true, out comparison))
        {
            return false;
        }

        comparison = comparison.ToString().EndsWith("IgnoreCase", StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return true;
    }
}

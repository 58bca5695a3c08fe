using System.Collections.Frozen;
using System.Text;

namespace Assay.Framework;

/// <summary>Takes spelled types apart: <c>System.Collections.Generic.Dictionary`2&lt;System.String,System.Int32&gt;[]</c>.</summary>
public static class TypeSpelling
{
    private static readonly FrozenDictionary<string, string> Keywords = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bool"] = "System.Boolean", ["byte"] = "System.Byte", ["sbyte"] = "System.SByte", ["char"] = "System.Char", ["decimal"] = "System.Decimal", ["double"] = "System.Double",
        ["float"] = "System.Single", ["int"] = "System.Int32", ["uint"] = "System.UInt32", ["nint"] = "System.IntPtr", ["nuint"] = "System.UIntPtr", ["long"] = "System.Int64",
        ["ulong"] = "System.UInt64", ["object"] = "System.Object", ["short"] = "System.Int16", ["ushort"] = "System.UInt16", ["string"] = "System.String",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> BuiltIn = Keywords.Values.Append("System.Void").Except(["System.Decimal"], StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Tells whether metadata writes the type by a code instead of a name.</summary>
    public static bool IsBuiltIn(string definition) => BuiltIn.Contains(definition);

    /// <summary>Gives the full name that a keyword of C# stands for; null when it is none.</summary>
    public static string? OfKeyword(string keyword) => Keywords.GetValueOrDefault(keyword);

    /// <summary>Gives the name of the type without type arguments and array brackets: the name that the table knows.</summary>
    public static string Definition(string spelling)
    {
        var end = spelling.AsSpan().IndexOfAny('<', '[', '*');
        return end < 0 ? spelling : spelling[..end];
    }

    /// <summary>Gives the type arguments of a spelled type, each spelled; none for an array.</summary>
    public static IReadOnlyList<string> Arguments(string spelling)
    {
        var start = spelling.IndexOf('<', StringComparison.Ordinal);
        return start < 0 || !spelling.EndsWith('>') ? [] : Split(spelling[(start + 1)..^1]);
    }

    /// <summary>Replaces the type parameters of a spelled type: <c>!0</c> by the type's arguments, <c>!!0</c> by the method's. Those not known become <c>?</c>.</summary>
    public static string Substitute(string spelling, IReadOnlyList<string> typeArguments, IReadOnlyList<string> methodArguments)
    {
        if (!spelling.Contains('!', StringComparison.Ordinal))
        {
            return spelling;
        }

        var text = new StringBuilder();
        for (var i = 0; i < spelling.Length; i++)
        {
            if (spelling[i] != '!')
            {
                text.Append(spelling[i]);
                continue;
            }

            var isMethod = i + 1 < spelling.Length && spelling[i + 1] == '!';
            i += isMethod ? 2 : 1;
            var index = 0;
            for (; i < spelling.Length && char.IsAsciiDigit(spelling[i]) && index < 100; i++)
            {
                index = (index * 10) + spelling[i] - '0';
            }

            i--;
            var arguments = isMethod ? methodArguments : typeArguments;
            text.Append(index < arguments.Count ? arguments[index] : "?");
        }

        return text.ToString();
    }

    /// <summary>Splits a list at the commas that stand outside angle brackets.</summary>
    internal static IReadOnlyList<string> Split(string list)
    {
        if (list.Length == 0)
        {
            return [];
        }

        var items = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (list[i] == ',' && depth == 0)
            {
                items.Add(list[start..i]);
                start = i + 1;
            }
        }

        items.Add(list[start..]);
        return items;
    }

    /// <summary>Writes the keywords of the table as full names: <c>List`1&lt;string&gt;</c> => <c>List`1&lt;System.String&gt;</c>.</summary>
    internal static string Expand(string spelling)
    {
        if (Keywords.TryGetValue(spelling, out var name))
        {
            return name;
        }

        if (!spelling.AsSpan().ContainsAny('<', '[', '*'))
        {
            return spelling;
        }

        var text = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= spelling.Length; i++)
        {
            if (i == spelling.Length || spelling[i] is '<' or '>' or ',' or '[' or ']' or '*')
            {
                var word = spelling[start..i];
                text.Append(Keywords.GetValueOrDefault(word, word));
                if (i < spelling.Length)
                {
                    text.Append(spelling[i]);
                }

                start = i + 1;
            }
        }

        return text.ToString();
    }
}

using System.Globalization;
using Assay.Model;

namespace Assay.DotNet.Recovery;

/// <summary>Texts, builders, interpolation and addresses.</summary>
internal sealed partial class FrameworkCalls
{
    private IlValue? String(string member, string parameters, IlValue[] arguments, bool constructs)
    {
        if (constructs)
        {
            return NewString(parameters, arguments);
        }

        switch (member)
        {
            case "Concat":
                return Joined("", Items(arguments));
            case "Join":
                return arguments.Length >= 2 && (arguments[0].Object is string || parameters.StartsWith('c') && arguments[0].IsNumber)
                    ? Joined(arguments[0].Object as string ?? ((char)arguments[0].Number).ToString(), Items(arguments[1..])) : null;
            case "Format":
                return Formatted(arguments);
            case "op_Equality" or "op_Inequality" or "Equals" when arguments is [{ Object: string first }, { Object: string second }]:
                return IlValue.Int32((first == second) == (member != "op_Inequality") ? 1 : 0);
            case "IsNullOrEmpty" when arguments[0].Object is string tested:
                return IlValue.Int32(tested.Length == 0 ? 1 : 0);
            case "IsNullOrWhiteSpace" when arguments[0].Object is string tested:
                return IlValue.Int32(string.IsNullOrWhiteSpace(tested) ? 1 : 0);
        }

        return arguments is [{ Object: string text }, ..] ? OfText(member, parameters, text, arguments) : null;
    }

    private IlValue? OfText(string member, string parameters, string text, IlValue[] arguments)
    {
        var encodings = arguments[0].Encodings;
        var built = encodings | Encodings.Building;
        switch (member)
        {
            case "get_Length":
                return IlValue.Int32(text.Length);
            case "get_Chars" when arguments[1].IsNumber:
                return IlValue.Int32(text[(int)arguments[1].Number], encodings | Encodings.Computation);
            case "ToCharArray" when arguments.Length == 1:
                budget.Allocate(text.Length * 24L);
                return IlValue.Of(IlArray.OfCharacters(text, encodings));
            case "ToString":
                return arguments[0];
            case "Substring" when Numbers(arguments, 1):
                return Text(arguments.Length == 2 ? text[(int)arguments[1].Number..] : text.Substring((int)arguments[1].Number, (int)arguments[2].Number), built);
            case "Remove" when Numbers(arguments, 1):
                return Text(arguments.Length == 2 ? text.Remove((int)arguments[1].Number) : text.Remove((int)arguments[1].Number, (int)arguments[2].Number), built);
            case "Replace" when parameters == "cc" && Numbers(arguments, 1):
                return Text(text.Replace((char)arguments[1].Number, (char)arguments[2].Number), built);
            case "Replace" when parameters == "ss" && arguments[1].Object is string { Length: > 0 } old && arguments[2] is { Object: string } or { IsNull: true }:
                var replacement = arguments[2].Object as string ?? "";
                budget.Allocate(text.Length * 2L * Math.Max(1, replacement.Length / old.Length + 1));
                return Text(text.Replace(old, replacement, StringComparison.Ordinal), built | arguments[2].Encodings);
            case "Insert" when arguments is [_, { IsNumber: true }, { Object: string inserted }]:
                return Text(text.Insert((int)arguments[1].Number, inserted), built);
            case "Trim" when arguments.Length == 1:
                return Text(text.Trim(), built);
            case "TrimEnd" when arguments.Length == 1:
                return Text(text.TrimEnd(), built);
            case "TrimStart" when arguments.Length == 1:
                return Text(text.TrimStart(), built);
            case "Trim" or "TrimEnd" or "TrimStart" when parameters == "c" && arguments[1].IsNumber:
                var mark = (char)arguments[1].Number;
                return Text(member == "Trim" ? text.Trim(mark) : member == "TrimEnd" ? text.TrimEnd(mark) : text.TrimStart(mark), built);
            case "ToLower" or "ToLowerInvariant" when arguments.Length == 1:
                return Text(text.ToLowerInvariant(), built);
            case "ToUpper" or "ToUpperInvariant" when arguments.Length == 1:
                return Text(text.ToUpperInvariant(), built);
            case "PadLeft" when arguments.Length == 2 && arguments[1] is { IsNumber: true, Number: >= 0 and <= MaximumText }:
                return Text(text.PadLeft((int)arguments[1].Number), built);
            case "Split" when Separators(parameters, arguments) is { } separators:
                return Parts(text.Split(separators), encodings);
            case "IndexOf" when parameters == "c" && arguments[1].IsNumber:
                return IlValue.Int32(text.IndexOf((char)arguments[1].Number, StringComparison.Ordinal), Encodings.Computation);
            case "IndexOf" when parameters == "s" && arguments[1].Object is string sought:
                return IlValue.Int32(text.IndexOf(sought, StringComparison.Ordinal));
            case "Contains" when arguments[1].Object is string contained:
                return IlValue.Int32(text.Contains(contained, StringComparison.Ordinal) ? 1 : 0);
            case "StartsWith" when arguments[1].Object is string start:
                return IlValue.Int32(text.StartsWith(start, StringComparison.Ordinal) ? 1 : 0);
            case "EndsWith" when arguments[1].Object is string end:
                return IlValue.Int32(text.EndsWith(end, StringComparison.Ordinal) ? 1 : 0);
            default:
                return null;
        }
    }

    private static char[]? Separators(string parameters, IlValue[] arguments) =>
        parameters.StartsWith('c') && arguments[1].IsNumber ? [(char)arguments[1].Number]
        : parameters.StartsWith("[c", StringComparison.Ordinal) && Characters(arguments[1], out _) is { } characters ? characters.ToCharArray()
        : null;

    private IlValue Parts(string[] parts, Encodings encodings)
    {
        budget.Allocate(parts.Length * 48L);
        return IlValue.Of(new IlArray { Items = [.. parts.Select(part => IlValue.Of(part, encodings | Encodings.Building))] });
    }

    private IlValue? NewString(string parameters, IlValue[] arguments)
    {
        switch (parameters)
        {
            case "[c" or "k" when Characters(arguments[0], out var encodings) is { } whole:
                return Text(whole, encodings | Encodings.CharacterCodes);
            case "[cii" when Numbers(arguments, 1) && Characters(arguments[0], out var partEncodings) is { } part:
                return Text(part.Substring((int)arguments[1].Number, (int)arguments[2].Number), partEncodings | Encodings.CharacterCodes);
            case "ci" when Numbers(arguments, 0) && arguments[1].Number is >= 0 and <= MaximumText:
                budget.Allocate(arguments[1].Number * 2);
                return Text(new string((char)arguments[0].Number, (int)arguments[1].Number), Encodings.Building);
            default:
                return null;
        }
    }

    // Concat(a, b), Concat(array), Concat(sequence): what is put together, or null.
    private static IReadOnlyList<IlValue>? Items(IlValue[] arguments) => arguments is not [var only] ? arguments : only.Object switch
    {
        IlArray { Unknown: false, HoldsCharacters: true, Items: { } characters } => [.. characters.Select(character => IlValue.Of(new IlBox(character, "System.Char")))],
        IlArray { Unknown: false, Items: { } items } => items,
        IlList { Unknown: false } list => list.Items,
        _ => only.Object is string or IlBox ? arguments : null,
    };

    private IlValue? Joined(string separator, IReadOnlyList<IlValue>? items)
    {
        if (items is null)
        {
            return null;
        }

        var builder = new System.Text.StringBuilder();
        var encodings = Encodings.Building;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i].IsNumber ? IlValue.Of(new IlBox(items[i], "System.Char")) : items[i];
            if (Shown(item) is not { } text)
            {
                return null;
            }

            encodings |= EncodingsOf(item);
            budget.Allocate((text.Length + separator.Length) * 2L);
            builder.Append(i == 0 ? "" : separator).Append(text);
            if (builder.Length > MaximumText)
            {
                return null;
            }
        }

        return Text(builder.ToString(), encodings);
    }

    private IlValue? Formatted(IlValue[] arguments)
    {
        if (arguments is not [{ Object: string format }, _, ..] || format.Length > MaximumText)
        {
            return null;
        }

        var values = arguments is [_, { Object: IlArray { Unknown: false, Items: { } items } }] ? items : arguments[1..];
        var texts = new string?[values.Length];
        var encodings = arguments[0].Encodings | Encodings.Building;
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Shown(values[i]);
            encodings |= EncodingsOf(values[i]);
        }

        return CompositeFormat.Substitute(format, texts, MaximumText) is { } text ? Text(text, encodings) : null;
    }

    private IlValue? Builder(string member, string parameters, IlValue[] arguments, bool constructs)
    {
        if (constructs)
        {
            var made = new IlBuilder();
            if (parameters.StartsWith('s'))
            {
                Append(made, arguments[0], Shown(arguments[0]));
            }

            return IlValue.Of(made);
        }

        if (arguments[0].Object is not IlBuilder builder)
        {
            return null;
        }

        switch (member)
        {
            case "Append" when parameters == "c" && arguments[1].IsNumber:
                Append(builder, arguments[1].Encodings == Encodings.None ? arguments[1] : arguments[1] with { Encodings = arguments[1].Encodings | Encodings.CharacterCodes }, ((char)arguments[1].Number).ToString());
                return arguments[0];
            case "Append" when parameters is "i" or "l" && arguments[1].IsNumber:
                Append(builder, arguments[1], arguments[1].Number.ToString(CultureInfo.InvariantCulture));
                return arguments[0];
            case "Append" when parameters is "s" or "o":
                Append(builder, arguments[1], Shown(arguments[1]));
                return arguments[0];
            case "Append" when parameters is "[c":
                Append(builder, arguments[1], Characters(arguments[1], out _));
                return arguments[0];
            case "Append" when parameters is "ci" && Numbers(arguments, 1) && arguments[2].Number is >= 0 and <= MaximumText:
                Append(builder, arguments[1], new string((char)arguments[1].Number, (int)arguments[2].Number));
                return arguments[0];
            case "AppendLine" when parameters is "" or "s":
                Append(builder, arguments[^1], (arguments.Length == 2 ? Shown(arguments[1]) : "") is { } line ? line + "\n" : null);
                return arguments[0];
            case "AppendFormat":
                Append(builder, arguments[1], Formatted(arguments[1..])?.Object as string);
                return arguments[0];
            case "Insert" when parameters is "is" or "ic" && arguments[1].IsNumber && !builder.Unknown:
                var inserted = parameters == "is" ? Shown(arguments[2]) : arguments[2].IsNumber ? ((char)arguments[2].Number).ToString() : null;
                var tail = builder.Text.ToString((int)arguments[1].Number, builder.Text.Length - (int)arguments[1].Number);
                budget.Allocate(tail.Length * 4L);
                builder.Text.Length = (int)arguments[1].Number;
                Append(builder, arguments[2], inserted);
                Append(builder, arguments[0], tail);
                return arguments[0];
            case "Replace" when parameters == "ss" && arguments is [_, { Object: string { Length: > 0 } old }, { Object: string replacement }] && !builder.Unknown:
                budget.Allocate(builder.Text.Length * 2L * (replacement.Length / old.Length + 1));
                builder.Text.Replace(old, replacement);
                return arguments[0];
            case "Clear":
                builder.Text.Clear();
                builder.Unknown = false;
                return arguments[0];
            case "get_Length" when !builder.Unknown:
                return IlValue.Int32(builder.Text.Length);
            case "get_Chars" when !builder.Unknown && arguments[1].IsNumber:
                return IlValue.Int32(builder.Text[(int)arguments[1].Number], builder.Encodings | Encodings.Computation);
            case "ToString" when arguments.Length == 1:
                return builder.Unknown ? null : Text(builder.Text.ToString(), builder.Encodings | Encodings.Building);
            default:
                return null;
        }
    }

    private void Append(IlBuilder builder, in IlValue value, string? text)
    {
        if (text is null || builder.Unknown || builder.Text.Length + text.Length > MaximumText)
        {
            builder.Unknown = true;
            return;
        }

        budget.Allocate(text.Length * 2L);
        builder.Text.Append(text);
        builder.Encodings |= EncodingsOf(value) & ~Encodings.Computation;
    }

    private IlValue? Interpolation(string member, string parameters, IlValue[] arguments)
    {
        if (member == ".ctor")
        {
            return IlValue.Of(new IlBuilder());
        }

        if (arguments[0].Object is not IlBuilder builder)
        {
            return null;
        }

        switch (member)
        {
            case "AppendLiteral":
                Append(builder, arguments[1], Shown(arguments[1]));
                return IlValue.Null;
            case "AppendFormatted" when arguments.Length == 2 && parameters == "s":
                Append(builder, arguments[1], Shown(arguments[1]));
                return IlValue.Null;
            case "AppendFormatted" when arguments.Length == 2:
                // Of a generic call the type is not followed: a number may be a character.
                Append(builder, arguments[1], arguments[1].Object as string);
                return IlValue.Null;
            case "ToStringAndClear" or "ToString":
                return builder.Unknown ? null : Text(builder.Text.ToString(), builder.Encodings | Encodings.Building);
            default:
                builder.Unknown = true;
                return null;
        }
    }

    // new Uri("https://...") stands for its text.
    private static IlValue? Address(string member, IlValue[] arguments, bool constructs) => member switch
    {
        _ when constructs && arguments is [{ Object: string }] => arguments[0],
        "ToString" or "get_AbsoluteUri" or "get_OriginalString" when arguments is [{ Object: string }] => arguments[0],
        _ => null,
    };
}

using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Evaluates what stands between <c>$(</c> and <c>)</c> when it is more than a name: a static member or a property, and members of what it gives.</summary>
/// <remarks>MSBuild "Property functions": <c>[Type]::Member(arguments)</c>, <c>Name.Member(arguments)</c>, <c>Name[index]</c>, one behind the other.</remarks>
internal sealed class PropertyFunction(Expansion expansion, BuildVariables variables, int depth)
{
    private const int MaximumMembers = 64;
    private const int MaximumDepth = FixedLimits.BuildFunctionDepth;

    /// <summary>Gives the text; null when it is not known.</summary>
    public BuildValue? Evaluate(string text) => Value(text) is { Text: { } result } value ? new BuildValue(Escapes.Apply(result), value.Derivation == Derivation.Recovered ? Derivation.Recovered : Derivation.Folded) : null;

    private FunctionValue? Value(string text)
    {
        var position = 0;
        var value = ReadReceiver(text, ref position);
        for (var i = 0; i < MaximumMembers && position < text.Length; i++)
        {
            if (text[position] == '.')
            {
                position++;
                var name = ReadName(text, ref position);
                var arguments = ReadArguments(text, ref position);
                value = value is { } receiver && name.Length > 0 && expansion.Take((receiver.Text?.Length ?? 0) + 16) ? PropertyFunctionValues.OfInstance(receiver, name, arguments) : null;
            }
            else if (text[position] == '[' && ExpressionText.EndOf(text, position) is > 0 and var end)
            {
                value = value is { Text: { } characters } known && int.TryParse(text.AsSpan(position + 1, end - position - 1), out var index) && index >= 0 && index < characters.Length
                    ? known with { Text = characters[index].ToString(), Bytes = null }
                    : null;
                position = end + 1;
            }
            else
            {
                return null;
            }
        }

        return value;
    }

    private FunctionValue? ReadReceiver(string text, ref int position)
    {
        if (text.Length == 0 || text[0] != '[')
        {
            var name = ReadName(text, ref position);
            return variables.Property(name) is { } property && !property.Text.Contains("$(", StringComparison.Ordinal) ? new FunctionValue(property.Plain, null, property.Derivation) : null;
        }

        var end = text.IndexOf(']', StringComparison.Ordinal);
        if (end < 0 || end + 2 >= text.Length || text[end + 1] != ':' || text[end + 2] != ':')
        {
            position = text.Length;
            return null;
        }

        position = end + 3;
        var type = FunctionNames.Type(text[1..end].Trim());
        var member = ReadName(text, ref position);
        var isCall = position < text.Length && text[position] == '(';
        var arguments = ReadArguments(text, ref position);
        if (member.Length == 0)
        {
            return null;
        }

        var spelled = FunctionNames.Member(type, member, isCall);
        expansion.Called?.Invoke(spelled, [.. arguments.Select(argument => Show(spelled, argument))]);
        return PropertyFunctionValues.OfStatic(spelled, arguments);
    }

    private List<FunctionValue> ReadArguments(string text, ref int position)
    {
        if (position >= text.Length || text[position] != '(' || ExpressionText.EndOf(text, position) is not (> 0 and var end))
        {
            return [];
        }

        var arguments = new List<FunctionValue>();
        foreach (var argument in ExpressionText.Arguments(text.Substring(position + 1, end - position - 1)))
        {
            arguments.Add(ReadArgument(argument));
        }

        position = end + 1;
        return arguments;
    }

    // A function alone may give bytes to the one around it.
    private FunctionValue ReadArgument(string text)
    {
        if (text.StartsWith("$([", StringComparison.Ordinal) && ExpressionText.EndOf(text, 1) == text.Length - 1 && depth < MaximumDepth)
        {
            return new PropertyFunction(expansion, variables, depth + 1).Value(text[2..^1].Trim()) ?? new FunctionValue(text, null, Derivation.Literal);
        }

        var value = expansion.Expand(text, depth);
        return new FunctionValue(value.Plain, null, value.Derivation);
    }

    private static Argument Show(string member, FunctionValue value) => value.Text is { } text ? new Argument(null, FunctionNames.Enumerated(member, text), value.Derivation) : Argument.Unknown;

    private static string ReadName(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '-'))
        {
            position++;
        }

        return text[start..position];
    }
}

/// <summary>A value while functions work on it: a text, or bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FunctionValue(string? Text, byte[]? Bytes, Derivation Derivation)
{
    /// <summary>True when no part of the text is unknown.</summary>
    public bool IsKnown => Text is { } text && !text.Contains("$(", StringComparison.Ordinal) && !text.Contains("@(", StringComparison.Ordinal) && !text.Contains("%(", StringComparison.Ordinal);
}

using Assay.Model;
using Assay.PowerShell.Folding;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Writes values as arguments of facts: constants, results of members, parameters, or nothing known.</summary>
internal static class ArgumentWriter
{
    private const int MaximumElements = 64;
    private const int MaximumDepth = 4;

    /// <summary>Adds a bound argument: a switch as true or false, an array as one argument per element, a hashtable as one per key.</summary>
    public static void Add(List<Argument> arguments, ScriptReading reading, in BoundArgument bound)
    {
        if (bound.Value is null && bound.Shape == ParameterShape.Switch)
        {
            arguments.Add(new Argument(bound.Name, "true", reading.Derive(Derivation.Literal)));
        }
        else if (bound.Value is null)
        {
            AddValue(arguments, reading, bound.Name, bound.Known, bound.Shape, 0);
        }
        else
        {
            Add(arguments, reading, bound.Name, bound.Value, bound.Shape);
        }
    }

    /// <summary>Adds the value of an expression or statement.</summary>
    public static void Add(List<Argument> arguments, ScriptReading reading, string? name, Ast node, ParameterShape shape = ParameterShape.Value, int depth = 0)
    {
        if (arguments.Count >= MaximumElements * 4)
        {
            return;
        }

        var expression = Unwrap.Expression(node) ?? node;
        var value = reading.ValueOf(expression);
        if (value.IsConstant && value.Content is not FoldedBlock)
        {
            AddValue(arguments, reading, name, value, shape, depth);
            return;
        }

        var bare = Unwrap.Brackets(expression, casts: true);
        switch (bare)
        {
            case ArrayLiteralAst array when depth < MaximumDepth:
                foreach (var element in array.Elements)
                {
                    Add(arguments, reading, name, element, shape, depth + 1);
                }

                return;
            case HashtableAst table when depth < MaximumDepth:
                AddTable(arguments, reading, name, table, depth);
                return;
            case VariableExpressionAst variable when depth < MaximumDepth && name is not null && reading.Variables.Values(reading.Scope, variable.VariablePath) is [{ } only] && Unwrap.Table(only) is { } table:
                AddTable(arguments, reading, name, table, depth);
                return;
        }

        if (value.Alternatives is { Count: > 0 } alternatives)
        {
            foreach (var alternative in alternatives)
            {
                AddValue(arguments, reading, name, alternative, shape, MaximumDepth);
            }

            arguments.Add(new Argument(name, null, Derivation.Unknown));
            return;
        }

        arguments.Add(reading.Origins.Of(bare) is { } origin ? new Argument(name, origin.Name, origin.Derivation) : new Argument(name, null, Derivation.Unknown));
    }

    private static void AddTable(List<Argument> arguments, ScriptReading reading, string? name, HashtableAst table, int depth)
    {
        foreach (var entry in table.Entries)
        {
            Add(arguments, reading, reading.ConstantText(entry.Key) is { } key ? $"{name}.{key}" : name, entry.Value, ParameterShape.Value, depth + 1);
        }
    }

    /// <summary>Adds a folded value.</summary>
    public static void AddValue(List<Argument> arguments, ScriptReading reading, string? name, in FoldedValue value, ParameterShape shape, int depth)
    {
        if (!value.IsConstant || value.Content is FoldedBlock)
        {
            arguments.Add(new Argument(name, null, Derivation.Unknown));
        }
        else if (value.Content is FoldedTable table && depth < MaximumDepth)
        {
            foreach (var key in table.Keys.Take(MaximumElements))
            {
                AddValue(arguments, reading, $"{name}.{key}", table.ValueOf(key), ParameterShape.Value, depth + 1);
            }
        }
        else if (value.Content is Array or ListObject && depth < MaximumDepth)
        {
            AddElements(arguments, reading, name, value, shape, depth);
        }
        else if (TextOf(value, shape) is { } text)
        {
            arguments.Add(new Argument(name, text, reading.Derive(value.Derivation)));
        }
        else
        {
            arguments.Add(new Argument(name, null, Derivation.Unknown));
        }
    }

    private static void AddElements(List<Argument> arguments, ScriptReading reading, string? name, in FoldedValue value, ParameterShape shape, int depth)
    {
        // Bytes and characters are one thing in many pieces.
        if (value.Content is byte[] or char[] || Sequences.Count(value.Content) > MaximumElements)
        {
            arguments.Add(new Argument(name, null, Derivation.Unknown));
            return;
        }

        foreach (var element in value.Elements)
        {
            AddValue(arguments, reading, name, element, shape, depth + 1);
        }
    }

    /// <summary>The text of a constant: <c>true</c> and <c>false</c> in small letters, also where a parameter that takes them is given 1, 0 or a text.</summary>
    public static string? TextOf(in FoldedValue value, ParameterShape shape)
    {
        if (value.Content is bool truth)
        {
            return truth ? "true" : "false";
        }

        var text = value.Text;
        if (shape is ParameterShape.Boolean or ParameterShape.Switch && text is not null)
        {
            return text.ToUpperInvariant() switch { "1" or "TRUE" or "$TRUE" => "true", "0" or "FALSE" or "$FALSE" or "" => "false", _ => text };
        }

        return text;
    }
}

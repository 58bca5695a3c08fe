using System.Buffers;
using System.Text;
using System.Text.Json;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Writes conditions in a canonical form: equal text, equal meaning, whatever the order and spelling in the file.</summary>
internal static class ConditionText
{
    /// <summary>Writes a condition; <paramref name="behaviors"/> gives the text that stands for the behaviors a predicate selects.</summary>
    public static string Of(Condition condition, Func<BehaviorPredicate, string> behaviors) => Write(json => Write(json, condition, behaviors));

    /// <summary>Writes a behavior predicate by what it says, not by what it selects.</summary>
    public static string Of(BehaviorPredicate predicate) => Write(json =>
    {
        json.WriteStartArray();
        Write(json, predicate.Ids);
        Write(json, predicate.Risks.Select(risk => risk.ToString()));
        Write(json, predicate.Chains.Select(chain => chain.ToString()));
        Write(json, predicate.Categories);
        json.WriteEndArray();
    });

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Condition condition, Func<BehaviorPredicate, string> behaviors)
    {
        json.WriteStartArray();
        json.WriteStringValue(condition.Kind.ToString());
        json.WriteStringValue(condition.Within.ToString());
        json.WriteNumberValue((int)condition.Surfaces);
        json.WriteStringValue(condition.Community);
        json.WriteNumberValue(condition.AtLeast);
        json.WriteStringValue(condition.Distinct.ToString());
        if (condition.Proven)
        {
            json.WriteBooleanValue(true);
        }

        if (condition.Fact is not null)
        {
            Write(json, condition.Fact);
        }

        if (condition.Behavior is not null)
        {
            json.WriteStringValue(behaviors(condition.Behavior));
        }

        var children = condition.Children.Select(child => Of(child, behaviors));
        if (condition.Kind is ConditionKind.All or ConditionKind.Any)
        {
            children = children.Order(StringComparer.Ordinal);
        }

        foreach (var child in children)
        {
            json.WriteRawValue(child);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, FactPredicate predicate)
    {
        json.WriteStartArray();
        json.WriteStringValue(predicate.Kind.ToString());
        Write(json, predicate.Value);
        foreach (var argument in predicate.Arguments.OrderBy(argument => argument.Negated).ThenBy(argument => argument.Name, StringComparer.Ordinal).ThenBy(argument => argument.Position))
        {
            json.WriteStartArray();
            json.WriteStringValue(argument.Name);
            json.WriteNumberValue(argument.Position);
            if (argument.Negated)
            {
                json.WriteBooleanValue(true);
            }

            if (argument.Match is not null)
            {
                Write(json, argument.Match);
            }

            foreach (var token in argument.Sequence)
            {
                Write(json, token);
            }

            json.WriteEndArray();
        }

        foreach (var derivation in predicate.Derivations.Order())
        {
            json.WriteStringValue(derivation.ToString());
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, TextMatch match)
    {
        json.WriteStartArray();
        json.WriteStringValue(match.Mode.ToString());
        json.WriteBooleanValue(match.IgnoreCase);
        json.WriteStringValue(match.Literal);
        // In an expression \d and \D differ.
        Write(json, match.IgnoreCase && match.Mode != MatchMode.Regex ? match.Values.Select(value => value.ToUpperInvariant()) : match.Values);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}

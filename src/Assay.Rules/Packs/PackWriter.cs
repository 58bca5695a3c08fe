using System.Text.Json;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Writes packs; what has its default value is left out.</summary>
internal static class PackWriter
{
    public static void Write(Utf8JsonWriter json, RulePack pack)
    {
        json.WriteStartObject();
        json.WriteString("version", pack.Version);
        json.WriteString("attackVersion", pack.AttackVersion);
        json.WriteStartObject("attackNames");
        foreach (var (id, name) in pack.AttackNames.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteString(id, name);
        }

        json.WriteEndObject();
        List(json, "behaviors", pack.Behaviors, Write);
        List(json, "policies", pack.Policies, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BehaviorRule rule)
    {
        json.WriteStartObject();
        Shared(json, rule);
        Word(json, "risk", rule.Risk);
        Texts(json, "catalogue", rule.Catalogue);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PolicyRule rule)
    {
        json.WriteStartObject();
        Shared(json, rule);
        json.WriteString("problem", rule.Problem);
        List(json, "nextSteps", rule.NextSteps, Write);
        Word(json, "severity", rule.Severity);
        Number(json, "priority", rule.Priority);
        Word(json, "effort", rule.Effort);
        Word(json, "assessment", rule.Assessment);
        Word(json, "status", rule.Status);
        Texts(json, "aka", rule.Aka);
        Truth(json, "subjectPackage", rule.SubjectPackage);
        json.WriteEndObject();
    }

    private static void Shared(Utf8JsonWriter json, Rule rule)
    {
        json.WriteString("id", rule.Id);
        json.WriteString("category", rule.Category);
        json.WriteString("title", rule.Title);
        json.WriteString("conditionHash", rule.ConditionHash);
        Word(json, "stage", rule.Stage);
        Word(json, "chain", rule.Chain);
        Texts(json, "attack", rule.Attack);
        Texts(json, "cwe", rule.Cwe);
        Texts(json, "was", rule.Was);
        json.WritePropertyName("when");
        Write(json, rule.When);
    }

    private static void Write(Utf8JsonWriter json, NextStep step)
    {
        json.WriteStartObject();
        Word(json, "kind", step.Kind);
        json.WriteString("text", step.Text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Condition condition)
    {
        json.WriteStartObject();
        Word(json, "kind", condition.Kind);
        Word(json, "within", condition.Within);
        Number(json, "surfaces", (int)condition.Surfaces);
        Text(json, "community", condition.Community);
        Number(json, "atLeast", condition.AtLeast);
        Word(json, "distinct", condition.Distinct);
        if (condition.Proven)
        {
            json.WriteBoolean("proven", true);
        }

        List(json, "children", condition.Children, Write);
        if (condition.Behavior is not null)
        {
            json.WriteStartObject("behavior");
            Texts(json, "ids", condition.Behavior.Ids);
            List(json, "risks", condition.Behavior.Risks, (writer, risk) => writer.WriteNumberValue((int)risk));
            List(json, "chains", condition.Behavior.Chains, (writer, chain) => writer.WriteNumberValue((int)chain));
            Texts(json, "categories", condition.Behavior.Categories);
            json.WriteEndObject();
        }

        if (condition.Fact is not null)
        {
            json.WriteStartObject("fact");
            Word(json, "kind", condition.Fact.Kind);
            json.WritePropertyName("value");
            Write(json, condition.Fact.Value);
            List(json, "arguments", condition.Fact.Arguments, Write);
            List(json, "derivations", condition.Fact.Derivations, (writer, derivation) => writer.WriteNumberValue((int)derivation));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ArgumentPredicate argument)
    {
        json.WriteStartObject();
        Text(json, "name", argument.Name);
        Number(json, "position", argument.Position);
        if (argument.Match is not null)
        {
            json.WritePropertyName("match");
            Write(json, argument.Match);
        }

        List(json, "sequence", argument.Sequence, Write);
        if (argument.Negated)
        {
            json.WriteBoolean("negated", true);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TextMatch match)
    {
        json.WriteStartObject();
        Word(json, "mode", match.Mode);
        Texts(json, "values", match.Values);
        Truth(json, "ignoreCase", match.IgnoreCase);
        Text(json, "literal", match.Literal);
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts) => List(json, name, texts, (writer, text) => writer.WriteStringValue(text));

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Word<T>(Utf8JsonWriter json, string name, T value)
        where T : struct, Enum
    {
        if (!EqualityComparer<T>.Default.Equals(value, default))
        {
            json.WriteNumber(name, Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static void Number(Utf8JsonWriter json, string name, int number)
    {
        if (number != 0)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void Truth(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }
}

using Assay.TestInputs;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Assay.Model;

namespace Assay.Reports.Tests;

/// <summary>Holds docs/schema/report-v1.json and the model together, both ways.</summary>
public sealed class ReportSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "schema", "report-v1.json"))).RootElement;

    [Fact]
    public void Every_property_of_the_model_is_in_the_schema_and_the_other_way_round()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Compare(JsonReport.TypeInfo, Schema, "report", seen);

        var defined = Schema.GetProperty("$defs").EnumerateObject().Select(definition => definition.Name);
        Assert.Empty(defined.Except(seen, StringComparer.Ordinal));
        Assert.True(seen.Count > 20, "the comparison did not descend into the model");
    }

    [Fact]
    public void Every_property_of_a_comparison_is_in_its_schema_and_the_other_way_round()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "schema", "difference-v1.json"))).RootElement;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Compare(JsonReport.ComparisonType, schema, "comparison", seen);

        // Both files describe the parts that reports have too, with the same names and in the same words.
        var defined = schema.GetProperty("$defs").EnumerateObject().ToArray();
        Assert.Empty(defined.Select(definition => definition.Name).Except(seen, StringComparer.Ordinal));
        Assert.All(defined, definition => Assert.True(JsonElement.DeepEquals(definition.Value, Schema.GetProperty("$defs").GetProperty(definition.Name)), definition.Name));
    }

    [Fact]
    public void Every_property_of_a_check_is_in_its_schema_and_the_other_way_round()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "schema", "check-v1.json"))).RootElement;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Compare(JsonReport.CheckType, schema, "check", seen, schema);

        var defined = schema.GetProperty("$defs").EnumerateObject().ToArray();
        Assert.Empty(defined.Select(definition => definition.Name).Except(seen, StringComparer.Ordinal));
        Assert.All(defined, definition => Assert.True(!Schema.GetProperty("$defs").TryGetProperty(definition.Name, out var ofReport) || JsonElement.DeepEquals(definition.Value, ofReport), definition.Name));
    }

    private static void Compare(JsonTypeInfo type, JsonElement schema, string path, HashSet<string> seen) => Compare(type, schema, path, seen, Schema);

    private static void Compare(JsonTypeInfo type, JsonElement schema, string path, HashSet<string> seen, JsonElement root)
    {
        schema = Resolve(schema, seen, root);
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                Assert.False(schema.GetProperty("additionalProperties").GetBoolean(), path);
                var described = schema.GetProperty("properties");
                Assert.Equal(type.Properties.Select(p => path + "." + p.Name).Order(StringComparer.Ordinal), described.EnumerateObject().Select(p => path + "." + p.Name).Order(StringComparer.Ordinal));
                foreach (var property in type.Properties)
                {
                    Compare(type.Options.GetTypeInfo(property.PropertyType), described.GetProperty(property.Name), path + "." + property.Name, seen, root);
                }

                break;
            case JsonTypeInfoKind.Enumerable:
                Compare(type.Options.GetTypeInfo(type.ElementType!), schema.GetProperty("items"), path + "[]", seen, root);
                break;
            default:
                CompareEnum(Nullable.GetUnderlyingType(type.Type) ?? type.Type, schema, path);
                break;
        }
    }

    private static void CompareEnum(Type type, JsonElement schema, string path)
    {
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type).Select(ReportNamingPolicy.Instance.ConvertName);
            Assert.Equal(names.Order(StringComparer.Ordinal), schema.GetProperty("enum").EnumerateArray().Select(value => value.GetString()!).Order(StringComparer.Ordinal));
        }
        else
        {
            Assert.False(schema.TryGetProperty("properties", out _), path);
        }
    }

    // {"$ref": ...} and {"anyOf": [{"$ref": ...}, {"type": "null"}]} => the definition.
    private static JsonElement Resolve(JsonElement schema, HashSet<string> seen, JsonElement root)
    {
        if (schema.TryGetProperty("anyOf", out var choices))
        {
            schema = choices[0];
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!["#/$defs/".Length..];
            seen.Add(name);
            return root.GetProperty("$defs").GetProperty(name);
        }

        return schema;
    }
}

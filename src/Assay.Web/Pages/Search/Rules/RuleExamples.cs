using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>What fires a rule and what does not: the examples that its tests run.</summary>
internal static class RuleExamples
{
    private static readonly Lazy<Dictionary<string, RuleExampleText[]>> All = new(Read);

    /// <summary>The examples of a rule; none for a rule of another pack.</summary>
    public static IReadOnlyList<RuleExampleText> Of(string id) => All.Value.GetValueOrDefault(id, []);

    /// <summary>Writes those that fire, then those that stay quiet, each with its reason.</summary>
    public static void Write(HtmlWriter html, Rule rule)
    {
        if (Of(rule.Id) is not { Count: > 0 } examples)
        {
            return;
        }

        using (Section.Open(html, "examples", "Examples"))
        {
            html.Element("h3", "It holds for");
            WriteList(html, examples.Where(example => example.Fires));
            html.Element("h3", "It does not hold for");
            WriteList(html, examples.Where(example => !example.Fires));
        }
    }

    private static void WriteList(HtmlWriter html, IEnumerable<RuleExampleText> examples)
    {
        foreach (var example in examples)
        {
            using (html.Element("div.example"))
            {
                using (html.Element("p.remarks"))
                {
                    html.Element("span.remark", example.Language);
                    if (example.Why is { } why)
                    {
                        html.Element("span.remark", why);
                    }
                }

                using (html.Element("ol.text"))
                {
                    foreach (var line in example.Code.ReplaceLineEndings("\n").Split('\n'))
                    {
                        using (html.Element("li"))
                        {
                            CodeText.Write(html, "code", line);
                        }
                    }
                }
            }
        }
    }

    private static Dictionary<string, RuleExampleText[]> Read()
    {
        using var resource = typeof(RuleExamples).Assembly.GetManifestResourceStream("examples.json.gz")!;
        using var plain = new GZipStream(resource, CompressionMode.Decompress);
        return JsonSerializer.Deserialize(plain, RuleExampleJson.Default.DictionaryStringRuleExampleTextArray)!;
    }
}

/// <summary>An example as it is shown.</summary>
/// <param name="Fires">Whether the rule holds for it.</param>
/// <param name="Language">Language, name of a file, or <c>Facts</c>.</param>
/// <param name="Code">Its text.</param>
/// <param name="Why">Why it is quiet.</param>
internal sealed record RuleExampleText(bool Fires, string Language, string Code, string? Why);

[JsonSerializable(typeof(Dictionary<string, RuleExampleText[]>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class RuleExampleJson : JsonSerializerContext;

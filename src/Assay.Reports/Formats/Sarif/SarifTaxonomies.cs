using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.Sarif;

/// <summary>The weaknesses (CWE) and techniques (ATT&amp;CK) that rules are related to, as taxonomies of the run (SARIF 2.1.0, 3.19.3).</summary>
internal sealed class SarifTaxonomies
{
    private static readonly (string Type, string Name, string Address)[] Known = [("attack", "ATT&CK", "https://attack.mitre.org/"), ("cwe", "CWE", "https://cwe.mitre.org/")];

    private readonly SortedDictionary<string, string?>[] _taxa = [.. Known.Select(_ => new SortedDictionary<string, string?>(StringComparer.Ordinal))];
    private readonly int[] _written = [-1, -1];

    public void Add(IEnumerable<Reference> references)
    {
        foreach (var reference in references)
        {
            if (IndexOf(reference) is >= 0 and var index)
            {
                _taxa[index].TryAdd(VisibleText.Of(reference.Id, 100), reference.Name);
            }
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        var written = 0;
        json.WriteStartArray("taxonomies");
        for (var i = 0; i < Known.Length; i++)
        {
            if (_taxa[i].Count == 0)
            {
                continue;
            }

            _written[i] = written++;
            json.WriteStartObject();
            json.WriteString("name", Known[i].Name);
            json.WriteString("organization", "MITRE");
            json.WriteString("informationUri", Known[i].Address);
            json.WriteBoolean("isComprehensive", false);
            json.WriteStartArray("taxa");
            foreach (var (id, name) in _taxa[i])
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                if (name is { Length: > 0 })
                {
                    json.WriteStartObject("shortDescription");
                    json.WriteString("text", SarifText.Of(name));
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes how a rule is related to them; after <see cref="Write"/>.</summary>
    public void WriteRelationships(IEnumerable<Reference> references, Utf8JsonWriter json)
    {
        json.WriteStartArray("relationships");
        foreach (var (id, taxonomy) in references.Select(reference => (Id: VisibleText.Of(reference.Id, 100), Taxonomy: IndexOf(reference))).Where(pair => pair.Taxonomy >= 0).Distinct().Order())
        {
            json.WriteStartObject();
            json.WriteStartObject("target");
            json.WriteString("id", id);
            json.WriteStartObject("toolComponent");
            json.WriteString("name", Known[taxonomy].Name);
            json.WriteNumber("index", _written[taxonomy]);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("kinds");
            json.WriteStringValue("relevant");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int IndexOf(Reference reference) => Array.FindIndex(Known, taxonomy => taxonomy.Type == reference.Type);
}

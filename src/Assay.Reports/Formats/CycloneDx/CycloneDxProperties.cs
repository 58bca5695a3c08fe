using System.Text.Json;

namespace Assay.Reports.CycloneDx;

/// <summary>Writes properties with names of the tool's own namespace.</summary>
internal readonly struct CycloneDxProperties(Utf8JsonWriter json)
{
    private const int MostOfAName = 1_000;

    public void Write(string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            json.WriteStartObject();
            json.WriteString("name", "assay:" + name);
            json.WriteString("value", VisibleText.Of(value));
            json.WriteEndObject();
        }
    }

    public void WriteAll(string name, IEnumerable<string> values)
    {
        foreach (var value in values.Take(MostOfAName))
        {
            Write(name, value);
        }
    }
}

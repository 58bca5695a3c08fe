using Assay.Model;

namespace Assay.Linking;

/// <summary>Reads the <c>metadata</c> facts of a module manifest or gallery script by key.</summary>
internal sealed class ManifestFacts
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the facts whose key starts with <paramref name="prefix"/>.</summary>
    public ManifestFacts(FileFacts facts, string prefix)
    {
        foreach (var record in facts.Records)
        {
            if (record.Kind == FactKind.Metadata && record.Arguments != FactRecord.None && facts.Strings[record.Value] is var key && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && facts.Arguments[record.Arguments]["value"] is { } value)
            {
                var name = key[prefix.Length..];
                if (!_values.TryGetValue(name, out var values))
                {
                    values = [];
                    _values.Add(name, values);
                }

                values.Add(value);
            }
        }
    }

    /// <summary>True when some key starts so.</summary>
    public static bool HasKey(FileFacts facts, string prefix) =>
        facts.Records.Any(record => record.Kind == FactKind.Metadata && facts.Strings[record.Value].StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gives the first text of a key that is not blank.</summary>
    public string? One(string key) => All(key).Select(value => value.Trim()).FirstOrDefault(value => value.Length > 0);

    /// <summary>Gives all texts of a key.</summary>
    public IReadOnlyList<string> All(string key) => _values.TryGetValue(key, out var values) ? values : [];

    /// <summary>Gives the words of a key whose texts may be lists themselves.</summary>
    public IReadOnlyList<string> Words(string key, params char[] separators) =>
        [.. All(key).SelectMany(value => value.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}

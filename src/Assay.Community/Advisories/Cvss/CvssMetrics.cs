namespace Assay.Community;

/// <summary>The metrics of a vector, by name.</summary>
internal sealed class CvssMetrics
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads <c>AV:N/AC:L</c>; null when a part is no metric of the table, has a value that it cannot have, or stands there twice.</summary>
    /// <param name="text">The vector without its prefix.</param>
    /// <param name="allowed">The metrics of a version with their values, separated by blanks.</param>
    /// <param name="mandatory">The metrics that have to be there.</param>
    public static CvssMetrics? Read(ReadOnlySpan<char> text, IReadOnlyDictionary<string, string[]> allowed, IEnumerable<string> mandatory)
    {
        var metrics = new CvssMetrics();
        foreach (var range in text.Split('/'))
        {
            var part = text[range];
            var colon = part.IndexOf(':');
            if (colon < 0)
            {
                return null;
            }

            var (name, value) = (part[..colon].ToString(), part[(colon + 1)..].ToString());
            if (!allowed.TryGetValue(name, out var values) || Array.IndexOf(values, value) < 0 || !metrics._values.TryAdd(name, value))
            {
                return null;
            }
        }

        return mandatory.All(metrics._values.ContainsKey) ? metrics : null;
    }

    /// <summary>Gives the value of a metric; <paramref name="missing"/> when it is not in the vector.</summary>
    public string Get(string name, string missing = "X") => _values.GetValueOrDefault(name, missing);

    /// <summary>True when one of the metrics is in the vector.</summary>
    public bool HasAny(IEnumerable<string> names) => names.Any(_values.ContainsKey);

    /// <summary>Makes a table of <c>AV:NALP AC:LH</c>: values of one letter each.</summary>
    public static Dictionary<string, string[]> Table(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split(':')).ToDictionary(item => item[0], item => item[1].Contains(',', StringComparison.Ordinal) ? item[1].Split(',') : [.. item[1].Select(letter => letter.ToString())], StringComparer.Ordinal);
}

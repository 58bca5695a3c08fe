namespace Assay.Reports;

/// <summary>Writes values as cells of a CSV file (RFC 4180).</summary>
public static class CsvCell
{
    private static readonly System.Buffers.SearchValues<char> Quoted = System.Buffers.SearchValues.Create("\",\r\n\t ");

    /// <summary>Encodes a value so that no spreadsheet takes it for a formula: an apostrophe comes before what could begin one.</summary>
    public static string Encode(string value)
    {
        if (value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
        {
            value = "'" + value;
        }

        return value.AsSpan().ContainsAny(Quoted) || value.StartsWith('\'') ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}

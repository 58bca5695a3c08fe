using System.Buffers;

namespace Assay.Reports;

/// <summary>Writes values as cells of a CSV file (RFC 4180).</summary>
public static class CsvCell
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\", '");

    // Full-width signs begin a formula too where the spreadsheet speaks an East Asian language.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>Encodes a value: what cannot be seen is shown as <see cref="TerminalText"/> does, line breaks too, and an apostrophe comes before what a spreadsheet could take for a formula.</summary>
    public static string Encode(string value)
    {
        var visible = TerminalText.Encode(value);
        var safe = visible.AsSpan().TrimStart(' ') is [var first, ..] && Formula.Contains(first) ? "'" + visible : visible;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}

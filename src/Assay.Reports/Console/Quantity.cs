using System.Globalization;

namespace Assay.Reports;

/// <summary>Writes numbers with their nouns.</summary>
internal static class Quantity
{
    /// <summary><c>1 file</c>, <c>1,204 files</c>.</summary>
    public static string Of(long count, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? noun : plural ?? noun + "s")}");

    /// <summary><c>812 bytes</c>, <c>9.1 kB</c>, <c>1.3 MB</c>.</summary>
    public static string Bytes(long size) => size switch
    {
        < 1_000 => Of(size, "byte"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{size / 1e3:0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{size / 1e6:0.#} MB"),
    };
}

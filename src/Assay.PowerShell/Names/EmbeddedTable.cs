namespace Assay.PowerShell.Names;

/// <summary>Reads the tables that come with the product: one row a line, columns separated by tabs.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line.Split('\t');
            }
        }
    }
}

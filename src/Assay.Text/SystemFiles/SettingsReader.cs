namespace Assay.Text.SystemFiles;

/// <summary>A line of a file with sections: <c>[Section]</c>, <c>key = value</c>.</summary>
/// <param name="Section">Section around it.</param>
/// <param name="Key">What is before the equals sign; empty where there is none.</param>
/// <param name="Value">What is behind it, or the whole line.</param>
/// <param name="Position">Offset of the line.</param>
internal readonly record struct SettingsLine(string Section, string Key, string Value, int Position);

/// <summary>Reads files with sections line by line.</summary>
internal static class SettingsReader
{
    private const int LongestLine = 64 * 1024;

    /// <summary>Gives the lines in order, comments left out.</summary>
    public static IEnumerable<SettingsLine> Read(string text)
    {
        var section = "";
        for (var at = 0; at < text.Length;)
        {
            var length = text.IndexOf('\n', at);
            var end = length < 0 ? text.Length : length;
            var position = at;
            var line = text[at..Math.Min(end, at + LongestLine)].Trim();
            at = end + 1;
            if (line.Length == 0 || line[0] is ';' or '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                section = line.Trim('[', ']', ' ');
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? new SettingsLine(section, "", line, position) : new SettingsLine(section, line[..equals].Trim(), line[(equals + 1)..].Trim(), position);
        }
    }
}

using System.Globalization;

namespace Assay.Build;

/// <summary>One line of the output format <c>msbuild</c>.</summary>
internal sealed class Finding
{
    private const int Fields = 6;

    private Finding(string[] fields)
    {
        Code = fields[0];
        File = fields[1];
        Line = Number(fields[2]);
        Column = Number(fields[3]);
        HelpLink = fields[4].Length == 0 ? null : fields[4];
        Text = fields[5];
    }

    public string Code { get; }

    public string File { get; }

    public int Line { get; }

    public int Column { get; }

    public string? HelpLink { get; }

    public string Text { get; }

    /// <summary>Reads a line: code, file, line, column, address and text with tabs between them; null for anything else.</summary>
    public static Finding? Read(string line) => line.Split('\t') is { Length: Fields } fields && fields[0].StartsWith("ASY", StringComparison.Ordinal) ? new Finding(fields) : null;

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

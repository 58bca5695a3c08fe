using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Assay.TestInputs.Outputs;

/// <summary>Says what is wrong with an output whose texts come from strangers; null where nothing is.</summary>
public static partial class TextChecks
{
    /// <summary>A terminal gets characters that take ink, line feeds, and our own colours.</summary>
    public static string? Terminal(string text)
    {
        var bare = Colours().Replace(text.Replace("\r\n", "\n", StringComparison.Ordinal), "");
        var marks = 0;
        foreach (var rune in bare.EnumerateRunes())
        {
            if (rune.Value is '\n' or (>= ' ' and <= '~'))
            {
                marks = 0;
                continue;
            }

            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
                || rune.Value is 0xFFFD or 0x3164 or 0x115F or 0x1160 or 0xFFA0 or 0x034F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF))
            {
                return $"U+{rune.Value:X4} reaches the terminal";
            }

            if (marks > 4)
            {
                return "a pile of combining marks reaches the terminal";
            }
        }

        return BuildCommands(bare);
    }

    /// <summary>No line is a command to a build service.</summary>
    public static string? BuildCommands(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            // actions/runner ActionCommand: the second form where the trimmed line begins with it, the first form anywhere. Azure's agent and TeamCity: anywhere.
            if (GitHubCommand().IsMatch(line) || line.Contains("##[", StringComparison.Ordinal) || line.Contains("##vso[", StringComparison.OrdinalIgnoreCase) || line.Contains("##teamcity[", StringComparison.OrdinalIgnoreCase))
            {
                return "a build service would obey: " + line.Trim();
            }
        }

        return null;
    }

    /// <summary>JSON parses, and holds no character that what shows the file as text would obey.</summary>
    public static string? Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Terminal(text);
    }

    /// <summary>XML parses without a document type, and no element is of the kinds that run something.</summary>
    public static string? Xml(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        var document = XDocument.Load(reader);
        if (document.Nodes().FirstOrDefault(node => node is XProcessingInstruction or XDocumentType) is { } node)
        {
            return $"there is a {node.NodeType}";
        }

        foreach (var element in document.Descendants())
        {
            if (element.Name.LocalName is "script" or "foreignObject" or "iframe" or "image" or "use" or "animate" or "set" or "handler"
                || element.Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || (attribute.Name.LocalName is "href" or "src" && IsScript(attribute.Value))))
            {
                return $"there is {element.Name.LocalName} {string.Join(' ', element.Attributes())}";
            }
        }

        return Terminal(text);
    }

    /// <summary>Reads CSV as RFC 4180 says, and refuses cells that a spreadsheet takes for formulas and rows of another width than the first.</summary>
    public static string? Csv(string text)
    {
        var rows = CsvRows(text);
        foreach (var row in rows)
        {
            if (row.Count != rows[0].Count)
            {
                return $"a row has {row.Count} cells and the first {rows[0].Count}";
            }

            if (row.FirstOrDefault(cell => cell.TrimStart() is ['=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..] || cell is ['\t' or '\r' or '\n', ..]) is { } formula)
            {
                return "a cell is a formula: " + formula;
            }
        }

        return Terminal(text);
    }

    /// <summary>The rows of CSV (RFC 4180, 2): cells, quoted or not, and nothing else.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> CsvRows(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '"')
            {
                var cell = new StringBuilder();
                for (at++; ; at++)
                {
                    if (text[at] != '"')
                    {
                        cell.Append(text[at]);
                    }
                    else if (at + 1 < text.Length && text[at + 1] == '"')
                    {
                        cell.Append('"');
                        at++;
                    }
                    else
                    {
                        break;
                    }
                }

                at++;
                row.Add(cell.ToString());
            }
            else
            {
                var end = text.AsSpan(at).IndexOfAny(",\r\n");
                end = end < 0 ? text.Length : at + end;
                var cell = text[at..end];
                if (cell.Contains('"', StringComparison.Ordinal))
                {
                    throw new InvalidDataException("A quote stands within a cell without quotes.");
                }

                row.Add(cell);
                at = end;
            }

            if (at < text.Length && text[at] == ',')
            {
                at++;
                if (at == text.Length || text[at] is '\r')
                {
                    row.Add("");
                }
                else
                {
                    continue;
                }
            }

            if (at < text.Length)
            {
                at += text.AsSpan(at).StartsWith("\r\n") ? 2 : throw new InvalidDataException("A line does not end as RFC 4180 says.");
            }

            rows.Add(row);
            row = [];
        }

        return rows;
    }

    /// <summary>True for an address that runs something when it is followed.</summary>
    public static bool IsScript(string address)
    {
        // URL standard, 4.4: tabs and line breaks are removed, controls and blanks around stripped.
        var plain = string.Concat(address.Where(character => character is not ('\t' or '\r' or '\n'))).Trim([.. Enumerable.Range(0, 33).Select(code => (char)code)]);
        return plain.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || plain.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || plain.StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase);
    }

    // ECMA-48 8.3.117, SGR: colours and weights, which is all that we write.
    [GeneratedRegex("\u001b\\[[0-9;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Colours();

    [GeneratedRegex(@"^\s*::(?:error|warning|notice|debug|group|endgroup|add-mask|add-path|add-matcher|remove-matcher|set-env|set-output|save-state|echo|stop-commands|internal-set-repo-path)(?:\s.*)?::", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GitHubCommand();
}

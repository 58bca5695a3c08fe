using System.Globalization;
using System.Text;
using Assay.Text.Scripts;

namespace Assay.Text.SystemFiles;

/// <summary>Reads exported registry settings (<c>.reg</c>): keys and values that are written or deleted when it is merged.</summary>
internal sealed class RegistryFileReader(string text, ProgramFacts programs)
{
    private const int LongestData = 4096;

    private readonly ScriptFacts _facts = programs.Facts;
    private string? _key;

    public void Read()
    {
        for (var at = 0; at < text.Length && !_facts.Budget.IsExhausted;)
        {
            var start = at;
            var line = LogicalLine(ref at);
            _facts.Budget.Spend(at - start);
            _facts.Position = start;
            ReadLine(line.Trim());
        }
    }

    private void ReadLine(string line)
    {
        if (line.Length == 0 || line[0] == ';')
        {
            return;
        }

        if (line[0] == '[')
        {
            var end = line.LastIndexOf(']');
            var key = end > 0 ? line[1..end] : line[1..];
            var deletes = key.StartsWith('-');
            var spelled = PathFacts.SpellKey(deletes ? key[1..] : key);
            _key = deletes ? null : spelled;
            _facts.AddSpelledRegistry(spelled, deletes ? "delete" : "create", null, null);
            return;
        }

        // The fact of each value holds the key, which may be most of the file.
        if (_key is null || line[0] is not ('"' or '@') || !_facts.Budget.Spend(_key.Length))
        {
            return;
        }

        var name = line[0] == '@' ? "" : Quoted(line, 0, out _);
        var equals = line[0] == '@' ? line.IndexOf('=', StringComparison.Ordinal) : line.IndexOf('=', Behind(line));
        if (equals < 0)
        {
            return;
        }

        var value = line[(equals + 1)..].Trim();
        if (value == "-")
        {
            _facts.AddSpelledRegistry(_key, "delete", name, null);
            return;
        }

        var data = Data(value);
        _facts.AddSpelledRegistry(_key, "write", name, data is null || data.Length <= LongestData ? data : data[..LongestData]);
        if (data is not null)
        {
            programs.ReadCode(data);
            _facts.AddUrls(data);
        }
    }

    private static int Behind(string line)
    {
        Quoted(line, 0, out var end);
        return Math.Min(end, line.Length);
    }

    // "a\\b\"c": a backslash protects what follows.
    private static string Quoted(string line, int at, out int end)
    {
        var value = new StringBuilder();
        for (at++; at < line.Length && line[at] != '"'; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length)
            {
                at++;
            }

            value.Append(line[at]);
        }

        end = at + 1;
        return value.ToString();
    }

    private static string? Data(string value)
    {
        if (value.StartsWith('"'))
        {
            return Quoted(value, 0, out _);
        }

        if (value.StartsWith("dword:", StringComparison.OrdinalIgnoreCase))
        {
            return uint.TryParse(value.AsSpan(6), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
        }

        // hex(1), hex(2), hex(7): texts in UTF-16.
        if (!value.StartsWith("hex(1):", StringComparison.OrdinalIgnoreCase) && !value.StartsWith("hex(2):", StringComparison.OrdinalIgnoreCase) && !value.StartsWith("hex(7):", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new List<byte>();
        foreach (var part in value[7..].Split(','))
        {
            if (byte.TryParse(part.Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var single))
            {
                bytes.Add(single);
            }
        }

        return Encoding.Unicode.GetString([.. bytes]).TrimEnd('\0').Replace('\0', ' ');
    }

    // A backslash at the end of a line of digits continues it.
    private string LogicalLine(ref int at)
    {
        var line = new StringBuilder();
        while (at < text.Length)
        {
            var length = text.AsSpan(at).IndexOf('\n');
            var end = length < 0 ? text.Length : at + length;
            var part = text.AsSpan(at, end - at).TrimEnd("\r \t");
            at = Math.Min(text.Length, end + 1);
            if (!part.EndsWith("\\") || part.Contains('"') && part.EndsWith("\\\\"))
            {
                line.Append(part);
                break;
            }

            line.Append(part[..^1].TrimStart());
        }

        return line.ToString();
    }
}

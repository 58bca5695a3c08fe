using System.Collections.Frozen;

namespace Assay.PowerShell.Facts;

/// <summary>Reads the comment that describes a script of the gallery: <c>&lt;#PSScriptInfo .VERSION 1.0 ... #&gt;</c>.</summary>
internal static class ScriptInfoFacts
{
    private static readonly FrozenSet<string> Keys = new[]
    {
        "VERSION", "GUID", "AUTHOR", "COMPANYNAME", "COPYRIGHT", "TAGS", "LICENSEURI", "PROJECTURI", "ICONURI", "EXTERNALMODULEDEPENDENCIES", "REQUIREDSCRIPTS", "EXTERNALSCRIPTDEPENDENCIES", "RELEASENOTES", "PRIVATEDATA", "DESCRIPTION",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static void Write(ScriptReading reading, string comment, int position)
    {
        string? key = null;
        var value = new System.Text.StringBuilder();
        var at = position;
        var offset = 0;
        foreach (var line in comment.AsSpan().EnumerateLines())
        {
            var trimmed = line.Trim();
            if (trimmed.StartsWith('.') && Keys.Contains(Word(trimmed[1..]).ToUpperInvariant()))
            {
                Write(reading, key, value.ToString(), at);
                key = Word(trimmed[1..]).ToUpperInvariant();
                value.Clear().Append(trimmed[(key.Length + 1)..].Trim());
                at = position + offset;
            }
            else if (key is not null && !trimmed.StartsWith("#>"))
            {
                value.Append('\n').Append(trimmed.EndsWith("#>") ? trimmed[..^2] : trimmed);
            }

            offset += line.Length + 1;
        }

        Write(reading, key, value.ToString(), at);
    }

    private static string Word(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(' ', '\t');
        return (end < 0 ? text : text[..end]).ToString();
    }

    private static void Write(ScriptReading reading, string? key, string text, int position)
    {
        var value = text.Trim();
        if (key is null || value.Length == 0)
        {
            return;
        }

        if (key is not ("TAGS" or "EXTERNALMODULEDEPENDENCIES" or "REQUIREDSCRIPTS" or "EXTERNALSCRIPTDEPENDENCIES"))
        {
            Metadata.Write(reading, "script." + key, value, position);
            return;
        }

        foreach (var item in value.Split([' ', ',', '\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(256))
        {
            Metadata.Write(reading, "script." + key, item, position);
            if (key == "EXTERNALMODULEDEPENDENCIES")
            {
                new ModuleSpecification(item, null).Write(reading, position);
            }
        }
    }
}

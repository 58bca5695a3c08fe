using Assay.Text.Scripts;

namespace Assay.Text.SystemFiles;

/// <summary>Takes the script blocks out of HTML applications, files of the script host (<c>.wsf</c>) and scriptlets.</summary>
internal static class ScriptBlocks
{
    private const int MaximumBlocks = 200;
    private const int LongestTag = 4096;

    /// <summary>Hands back each block in its language and names the files that others come from.</summary>
    public static void Write(string text, ScriptFacts facts)
    {
        var from = 0;
        for (var blocks = 0; blocks < MaximumBlocks; blocks++)
        {
            var start = text.IndexOf("<script", from, StringComparison.OrdinalIgnoreCase);
            if (start < 0)
            {
                return;
            }

            var tagEnd = text.IndexOf('>', start);
            if (tagEnd < 0 || tagEnd - start > LongestTag)
            {
                from = start + 7;
                continue;
            }

            from = tagEnd + 1;
            var tag = text[start..tagEnd];
            facts.Position = start;
            if (AttributeOf(tag, "src") is { Length: > 0 } source)
            {
                if (source.Contains("://", StringComparison.Ordinal))
                {
                    facts.AddUrls(source);
                }
                else
                {
                    facts.AddInclude(source, "run");
                }
            }

            if (tag.EndsWith('/'))
            {
                continue;
            }

            var end = text.IndexOf("</script", from, StringComparison.OrdinalIgnoreCase);
            end = end < 0 ? text.Length : end;
            var language = (AttributeOf(tag, "language") ?? AttributeOf(tag, "type") ?? "").ToLowerInvariant();
            var code = Code(text[from..end]);
            from = end;
            if (language.Contains("json", StringComparison.Ordinal) || language.Contains("template", StringComparison.Ordinal))
            {
                continue;
            }

            facts.AddDerived("Script", language.Contains("vb", StringComparison.Ordinal) ? ".vbs" : ".js", code, "script block", recovered: false);
        }
    }

    // <![CDATA[ ... ]]>, <!-- ... -->
    private static string Code(string text)
    {
        var code = text.AsSpan().Trim();
        foreach (var (opening, closing) in (ReadOnlySpan<(string, string)>)[("<![CDATA[", "]]>"), ("<!--", "-->")])
        {
            if (code.StartsWith(opening))
            {
                code = code[opening.Length..].TrimEnd();
                code = code.EndsWith(closing) ? code[..^closing.Length] : code;
            }
        }

        return code.ToString();
    }

    private static string? AttributeOf(string tag, string name)
    {
        for (var at = tag.IndexOf(name, StringComparison.OrdinalIgnoreCase); at > 0; at = tag.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var rest = tag.AsSpan(at + name.Length).TrimStart();
            if (!char.IsWhiteSpace(tag[at - 1]) || rest.IsEmpty || rest[0] != '=')
            {
                continue;
            }

            rest = rest[1..].TrimStart();
            if (rest.IsEmpty)
            {
                return null;
            }

            var quote = rest[0] is '"' or '\'' ? rest[0] : ' ';
            rest = quote == ' ' ? rest : rest[1..];
            var end = rest.IndexOf(quote);
            return (end < 0 ? rest : rest[..end]).Trim().ToString();
        }

        return null;
    }
}

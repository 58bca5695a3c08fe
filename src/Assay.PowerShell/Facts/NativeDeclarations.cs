using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Finds <c>[DllImport("user32.dll")] static extern bool ShowWindow(...)</c> in C# text.</summary>
internal static class NativeDeclarations
{
    private const int MaximumFunctions = 512;

    /// <summary>Adds <c>ShowWindow</c> => <c>user32!ShowWindow</c> for each declaration that is simple enough.</summary>
    public static void Read(string source, Dictionary<string, string> functions)
    {
        for (var at = 0; functions.Count < MaximumFunctions && (at = source.IndexOf("DllImport", at, StringComparison.Ordinal)) >= 0;)
        {
            at += "DllImport".Length;
            var attribute = source.AsSpan(at);
            var end = attribute.IndexOf(']');
            var next = attribute.IndexOf("DllImport");
            var declaration = next < 0 ? attribute : attribute[..next];
            if (end <= 0 || end >= declaration.Length)
            {
                continue;
            }

            var library = Quoted(attribute[..end]);
            var entry = attribute[..end].IndexOf("EntryPoint") is >= 0 and var point ? Quoted(attribute[point..end]) : null;
            if (library is not null && NameOf(declaration[end..]) is { } name)
            {
                functions[name] = NativeFunction.Normalize(library, entry ?? name);
            }
        }
    }

    private static string? Quoted(ReadOnlySpan<char> text)
    {
        var start = text.IndexOf('"');
        var length = start < 0 ? -1 : text[(start + 1)..].IndexOf('"');
        return length <= 0 ? null : text.Slice(start + 1, length).ToString();
    }

    // "public static extern bool ShowWindow(IntPtr ..." => ShowWindow
    private static string? NameOf(ReadOnlySpan<char> declaration)
    {
        var keyword = declaration.IndexOf("extern");
        if (keyword < 0)
        {
            return null;
        }

        var open = declaration[keyword..].IndexOf('(');
        if (open <= 0)
        {
            return null;
        }

        var head = declaration.Slice(keyword, open).TrimEnd();
        var start = head.Length;
        while (start > 0 && (char.IsLetterOrDigit(head[start - 1]) || head[start - 1] == '_'))
        {
            start--;
        }

        return start == head.Length ? null : head[start..].ToString();
    }
}

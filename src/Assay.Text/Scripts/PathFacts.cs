using Assay.Model;

namespace Assay.Text.Scripts;

/// <summary>Writes <c>path</c>, <c>include</c> and <c>registry</c> facts.</summary>
internal static class PathFacts
{
    private const int LongestPath = 1024;

    /// <summary>A file or folder that is read, written, created or deleted.</summary>
    public static void AddPath(this ScriptFacts facts, string path, string access)
    {
        var shown = FilePath.Normalize(PartialText.Show(path.Trim().Trim('"'))).Trim();
        if (shown.Length is > 0 and <= LongestPath && shown is not ("*" or "-" or "." or ".." or "/dev/null" or "/dev/stderr" or "/dev/stdout" or "/dev/tty") && !IsDevice(shown) && shown.AsSpan().IndexOfAny("\r\n|>") < 0)
        {
            facts.Add(FactKind.Path, shown, [new Argument("access", access)], shown == path ? Derivation.Literal : Derivation.Folded);
        }
    }

    /// <summary>A file that is run or loaded.</summary>
    public static void AddInclude(this ScriptFacts facts, string file, string how)
    {
        var shown = FilePath.Normalize(PartialText.Show(file.Trim().Trim('"', '\''))).Trim();
        if (shown.Length is > 0 and <= LongestPath && shown != "%PSCommandPath%" && shown.AsSpan().IndexOfAny("\r\n|>") < 0)
        {
            facts.Add(FactKind.Include, shown, [new Argument("how", how)]);
        }
    }

    /// <summary>A key of the registry, and a value in it.</summary>
    public static void AddRegistry(this ScriptFacts facts, string key, string access, string? name, string? data) => facts.AddSpelledRegistry(SpellKey(key), access, name, data);

    /// <summary>Spells a key as facts do.</summary>
    public static string SpellKey(string key) => RegistryPath.Normalize(PartialText.Show(key));

    /// <summary>The same for a key that is spelled already.</summary>
    public static void AddSpelledRegistry(this ScriptFacts facts, string key, string access, string? name, string? data)
    {
        var arguments = new List<Argument>(3) { new("access", access) };
        if (name is not null)
        {
            arguments.Add(new Argument("name", PartialText.Show(name)));
        }

        if (data is not null)
        {
            arguments.Add(new Argument("data", PartialText.Show(data)));
        }

        facts.Add(FactKind.Registry, key, arguments);
    }

    // nul, con, prn, aux are devices in every folder of Windows.
    private static bool IsDevice(string path) => path.ToUpperInvariant() is "NUL" or "CON" or "PRN" or "AUX" or "NUL:" or "CON:" or "&1" or "&2" or "1" or "2";
}

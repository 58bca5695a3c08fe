using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Writes <c>registry</c> facts.</summary>
internal static class RegistryFacts
{
    /// <summary>Tells paths of the registry provider: <c>HKLM:\X</c>, <c>Registry::HKEY_USERS\X</c>.</summary>
    public static bool IsKey(string path)
    {
        if (path.Contains("Registry::", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var end = path.AsSpan().IndexOfAny(':', '\\', '/');
        return end > 0 && path[end] == ':' && RegistryPath.Hive(path[..end]) is not null;
    }

    /// <summary>A use of a key, and of a value in it where one is named.</summary>
    public static void Write(ScriptReading reading, string path, string access, string? name, string? data, in Start start)
    {
        var arguments = new List<Argument>(3) { new("access", access) };
        if (name is not null)
        {
            arguments.Add(new Argument("name", name));
        }

        if (data is not null)
        {
            arguments.Add(new Argument("data", data));
        }

        var key = RegistryPath.Normalize(path.Replace('/', '\\').Replace(PartialTexts.Unknown, '*'));
        reading.Add(FactKind.Registry, key, start.Position, arguments, start.Techniques == Folding.Techniques.None ? Derivation.Literal : Derivation.Folded);
        if (data is not null && access == "write")
        {
            new ProgramFacts(reading).ReadCode(data, start with { Depth = start.Depth + 1 });
        }
    }
}

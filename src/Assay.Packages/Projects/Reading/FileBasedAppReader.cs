using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads the directives of a program that is one file: <c>#:package Serilog@4.*</c>, <c>#:sdk Name@1.0</c>.</summary>
/// <remarks>Directives stand before the first line of code; .NET SDK, documentation of file-based programs.</remarks>
internal static class FileBasedAppReader
{
    private const int DirectiveLimit = DocumentLimits.AppDirectives;

    /// <summary>Says whether a file begins like one that has directives, so that others need not be read.</summary>
    public static bool IsLikely(ReadOnlySpan<byte> head) => head.StartsWith("#:"u8) || head.StartsWith("#!"u8) || head.IndexOf("\n#:"u8) >= 0 || head.StartsWith("\uFEFF#"u8);

    public static ProjectReading Read(SourceText source)
    {
        var named = new List<NamedPackage>();
        string? framework = null;
        var lines = source.Lines();
        for (var i = 0; i < lines.Length && named.Count < DirectiveLimit; i++)
        {
            var line = lines[i].TrimEnd('\r');
            var text = line.TrimStart();
            if (text.StartsWith("#:", StringComparison.Ordinal))
            {
                Read(source, text[2..].Trim(), i + 1, line.Length - text.Length + 1, named, ref framework);
            }
            else if (text.Length > 0 && text[0] != '#' && !text.StartsWith("//", StringComparison.Ordinal))
            {
                // Behind the first code the compiler takes no more of them.
                break;
            }
        }

        return new ProjectReading
        {
            Name = Path.GetFileName(source.Path),
            Path = source.Path,
            Kind = "file-based-app",
            Frameworks = framework is null ? [] : [framework],
            Named = named,
            Problems = source.Problems,
        };
    }

    private static void Read(SourceText source, string directive, int line, int column, List<NamedPackage> named, ref string? framework)
    {
        var space = directive.IndexOfAny([' ', '\t']);
        var (kind, value) = space < 0 ? (directive, "") : (directive[..space], directive[(space + 1)..].Trim());
        switch (kind)
        {
            case "package" or "sdk":
                var at = value.IndexOf('@', StringComparison.Ordinal);
                var (id, version) = at < 0 ? (value, null) : (value[..at].Trim(), value[(at + 1)..].Trim());
                if (id.Length == 0)
                {
                    source.Add(line, $"#:{kind} names nothing.");
                }
                else if (kind == "package" || version is not null)
                {
                    // An SDK without a version is one of the .NET SDK or of global.json.
                    named.Add(new NamedPackage("nuget", id, kind == "sdk" ? $"[{version}]" : version, [new ManifestPlace(source.Path, line, column, version is null ? "reference" : "version")]) { Development = kind == "sdk", IsSdk = kind == "sdk" });
                }

                break;
            case "property" when value.Split('=', 2) is [var name, var set] && string.Equals(name.Trim(), "TargetFramework", StringComparison.OrdinalIgnoreCase):
                framework = set.Trim();
                break;
        }
    }
}

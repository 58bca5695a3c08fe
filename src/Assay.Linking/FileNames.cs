using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Linking;

/// <summary>States names of files that say something else than their content, or than a reader sees.</summary>
internal static class FileNames
{
    // Kinds of files that people open without a thought: documents, pictures, data.
    private static readonly FrozenSet<string> HarmlessEndings = new[]
    {
        ".txt", ".md", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".csv", ".rtf", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".ico", ".svg", ".mp3", ".mp4", ".xml", ".json", ".html", ".htm", ".log", ".css", ".ttf", ".woff", ".woff2", ".yml", ".yaml", ".ini",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ProgramEndings = new[]
    {
        ".exe", ".scr", ".com", ".pif", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".jse", ".wsf", ".hta", ".lnk", ".msi", ".cpl", ".dll",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Archives under endings of their own: office documents, packages, and these.
    private static readonly FrozenSet<string> NeverArchives = new[] { ".txt", ".md", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".xml", ".json", ".html", ".htm", ".css", ".js", ".csv", ".log", ".cs", ".ps1" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes <c>file-type-contradicts-name</c>, <c>double-extension</c>, <c>deceptive-file-name</c>.</summary>
    public static void Write(IReadOnlyList<LinkedFile> files, SurfacePlaces places, FactWriter facts)
    {
        for (var i = 1; i < files.Count; i++)
        {
            var artifact = files[i].Artifact;
            if (artifact.Derived)
            {
                continue;
            }

            var name = artifact.Name.AsSpan(artifact.Name.AsSpan().LastIndexOfAny('/', '\\') + 1);
            var ending = Path.GetExtension(name).ToString();
            if (Contradiction(artifact.Kind, ending) is { } content)
            {
                facts.Add(FactKind.Anomaly, "file-type-contradicts-name", places.Of(files[i].Surfaces), new ArgumentList(new Argument("name", artifact.Name), new Argument("kind", content)));
            }

            if (ProgramEndings.Contains(ending) && !ending.Equals(".dll", StringComparison.OrdinalIgnoreCase) && HarmlessEndings.Contains(Path.GetExtension(Path.GetFileNameWithoutExtension(name.ToString()))))
            {
                facts.Add(FactKind.Anomaly, "double-extension", places.Of(files[i].Surfaces), new ArgumentList(new Argument("name", artifact.Name)));
            }

            if (!System.Text.Ascii.IsValid(name) && Deception(name) is { } how)
            {
                facts.Add(FactKind.Anomaly, "deceptive-file-name", places.Of(files[i].Surfaces), new ArgumentList(new Argument("name", HiddenCharacters.Escape(artifact.Name)), new Argument("how", how)));
            }
        }
    }

    private static string? Contradiction(ArtifactKind kind, string ending) => kind switch
    {
        ArtifactKind.ManagedAssembly or ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO when HarmlessEndings.Contains(ending) => "program",

        // Help pages of modules, licences and templates show scripts; a picture or font never is one.
        ArtifactKind.PowerShell or ArtifactKind.Shell or ArtifactKind.JavaScript when IsPictureOrFont(ending) => "script",
        ArtifactKind.Zip or ArtifactKind.NuGetPackage or ArtifactKind.OtherArchive or ArtifactKind.GZip or ArtifactKind.Tar when NeverArchives.Contains(ending) => "archive",

        // Nothing can load it. An empty file is a placeholder.
        ArtifactKind.Unknown or ArtifactKind.Text or ArtifactKind.Documentation or ArtifactKind.License or ArtifactKind.Xml or ArtifactKind.Json or ArtifactKind.Html or ArtifactKind.Media
            when ending.ToUpperInvariant() is ".DLL" or ".EXE" => "no program",
        _ => null,
    };

    private static bool IsPictureOrFont(string ending) => ending.ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".GIF" or ".BMP" or ".ICO" or ".TTF" or ".WOFF" or ".WOFF2" or ".MP3" or ".MP4" or ".PDF" or ".CSV" or ".LOG";

    private static string? Deception(ReadOnlySpan<char> name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (HiddenCharacters.ChangesDirection(rune.Value))
            {
                return "reading direction";
            }
        }

        foreach (var rune in name.EnumerateRunes())
        {
            // Joiners and selectors belong to scripts and emoji.
            if (HiddenCharacters.IsInvisible(rune.Value) && rune.Value is not (0x200C or 0x200D or 0xFE0E or 0xFE0F))
            {
                return "invisible character";
            }
        }

        return LookAlikeLetters.AreMixedInWordOf(name, out var script) ? "look-alike letters: " + script : null;
    }
}

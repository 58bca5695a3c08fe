using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Packages.Identification;

/// <summary>Recognises texts: by extension, then by how they begin.</summary>
internal static class TextKinds
{
    private static readonly FrozenDictionary<string, ArtifactKind> ByExtension = Extensions(
        (ArtifactKind.PowerShell, ".ps1 .psm1 .psd1 .psrc .pssc"),
        (ArtifactKind.PowerShellXml, ".ps1xml .cdxml .psc1"),
        (ArtifactKind.Batch, ".bat .cmd"),
        (ArtifactKind.Shell, ".sh .bash .zsh .ksh"),
        (ArtifactKind.VBScript, ".vbs .vbe .wsf"),
        (ArtifactKind.JavaScript, ".js .mjs .cjs .jsx .ts .tsx .jse"),
        (ArtifactKind.DotNetSource, ".cs .vb .fs .fsx .csx .fsi .cshtml .razor .pp"),
        (ArtifactKind.OtherSource, ".py .rb .pl .php .java .c .h .cpp .hpp .cc .m .mm .swift .go .rs .lua .sql .css .scss .less .proto .idl .mof"),
        (ArtifactKind.Json, ".json .jsonc .map .webmanifest"),
        (ArtifactKind.MSBuild, ".props .targets .tasks .overridetasks .csproj .vbproj .fsproj .vcxproj .sqlproj .proj .pubxml"),
        (ArtifactKind.PackagingPart, ".rels .psmdcp"),
        (ArtifactKind.Xml, ".xml .config .resx .xaml .axaml .xsd .xsl .xslt .manifest .ruleset .svg .settings .xdt .transform .psdsxs"),
        (ArtifactKind.Html, ".html .htm .xhtml"),
        (ArtifactKind.HtmlApplication, ".hta .sct .wsc"),
        (ArtifactKind.RegistryFile, ".reg"),
        (ArtifactKind.SetupInformation, ".inf"),
        (ArtifactKind.InternetShortcut, ".url .website .scf .desktop"),
        (ArtifactKind.Documentation, ".md .markdown .mdown .rst .adoc"),
        (ArtifactKind.Media, ".png .jpg .jpeg .gif .ico .bmp .webp .woff .woff2 .ttf .otf .eot .mp3 .mp4 .wav"),
        (ArtifactKind.Text, ".txt .log .csv .ini .yml .yaml .toml .editorconfig .gitignore .install"));

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LicenseNames =
        new[] { "license", "licence", "copying", "unlicense", "eula", "license-mit", "license-apache" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Texts for people that have no extension of their own.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PageNames =
        new[] { "readme", "changelog", "changes", "history", "release-notes", "releasenotes", "release_notes" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static ArtifactKind Identify(ReadOnlySpan<byte> bytes, string name, ReadOnlySpan<char> file)
    {
        if (IdentifyByPlace(name, file) is { } part)
        {
            return part;
        }

        // about_Updatable_Help: pages of a module's help.
        if (file.EndsWith(".help.txt", StringComparison.OrdinalIgnoreCase))
        {
            return ArtifactKind.Documentation;
        }

        var extension = Path.GetExtension(file);
        var isText = TextEncoding.Guess(bytes) is not null;
        if (isText && IsLicense(file, extension) && !ScriptMarks.AreIn(bytes) && !Begins(bytes).AsSpan().TrimStart().StartsWith("<Project", StringComparison.Ordinal))
        {
            return ArtifactKind.License;
        }

        if (extension.Length is > 0 and < 20 && ByExtension.TryGetValue(extension.ToString().ToUpperInvariant(), out var kind))
        {
            var confirmed = Confirm(kind, bytes, isText);
            return confirmed == ArtifactKind.Text && PageNames.Contains(Path.GetFileNameWithoutExtension(file)) ? ArtifactKind.Documentation : confirmed;
        }

        // A catalogue that is damaged, since a whole one goes by its first bytes.
        if (!isText && extension.Equals(".cat", StringComparison.OrdinalIgnoreCase))
        {
            return ArtifactKind.Catalogue;
        }

        return isText ? ScriptMarks.AreIn(bytes) ? ArtifactKind.PowerShell : IdentifyByBeginning(bytes) : ArtifactKind.Unknown;
    }

    private static ArtifactKind? IdentifyByPlace(string name, ReadOnlySpan<char> file)
    {
        var inRoot = file.Length == name.Length;
        if (inRoot && name == ".signature.p7s")
        {
            return ArtifactKind.PackageSignature;
        }

        if (file.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase))
        {
            return inRoot ? ArtifactKind.Nuspec : ArtifactKind.Xml;
        }

        return inRoot && name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase) ? ArtifactKind.PackagingPart
            : inRoot && name.Equals("PSGetModuleInfo.xml", StringComparison.OrdinalIgnoreCase) ? ArtifactKind.InstalledModule
            : null;
    }

    /// <summary>Interpreters and MSBuild go by the extension; for other kinds bytes that are no text win.</summary>
    private static ArtifactKind Confirm(ArtifactKind kind, ReadOnlySpan<byte> bytes, bool isText)
    {
        switch (kind)
        {
            case ArtifactKind.PowerShell or ArtifactKind.PowerShellXml or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.MSBuild or ArtifactKind.DotNetSource:
                return kind;
            case ArtifactKind.Xml when isText:
                return Begins(bytes) switch
                {
                    var text when text.Contains("<doc>", StringComparison.Ordinal) || text.Contains("<doc ", StringComparison.Ordinal) => ArtifactKind.XmlDocumentation,
                    var text when text.Contains("<Project", StringComparison.Ordinal) => ArtifactKind.MSBuild,
                    _ => ArtifactKind.Xml,
                };
            case ArtifactKind.Text when isText && ScriptMarks.AreIn(bytes):
                return ArtifactKind.PowerShell;
            case ArtifactKind.Text or ArtifactKind.Documentation when isText && Begins(bytes).AsSpan().TrimStart().StartsWith("<Project", StringComparison.Ordinal):
                // MSBuild imports a file of any name.
                return ArtifactKind.MSBuild;
            case ArtifactKind.Media:
                return isText ? IdentifyByBeginning(bytes) : ArtifactKind.Media;
            default:
                return isText ? kind : ArtifactKind.Unknown;
        }
    }

    private static ArtifactKind IdentifyByBeginning(ReadOnlySpan<byte> bytes)
    {
        var text = Begins(bytes).AsSpan().TrimStart();
        if (text.StartsWith("#!"))
        {
            var line = text[..(text.IndexOf('\n') is var end and >= 0 ? end : text.Length)];
            return line.Contains("pwsh", StringComparison.Ordinal) ? ArtifactKind.PowerShell
                : line.Contains("node", StringComparison.Ordinal) ? ArtifactKind.JavaScript
                : line.Contains("python", StringComparison.Ordinal) || line.Contains("perl", StringComparison.Ordinal) || line.Contains("ruby", StringComparison.Ordinal) ? ArtifactKind.OtherSource
                : ArtifactKind.Shell;
        }

        if (text.StartsWith("Windows Registry Editor Version 5.00", StringComparison.Ordinal) || text.StartsWith("REGEDIT4\r", StringComparison.Ordinal) || text.StartsWith("REGEDIT4\n", StringComparison.Ordinal))
        {
            return ArtifactKind.RegistryFile;
        }

        if (text.StartsWith("[InternetShortcut]", StringComparison.OrdinalIgnoreCase))
        {
            return ArtifactKind.InternetShortcut;
        }

        if (text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return text.Contains("<HTA:APPLICATION", StringComparison.OrdinalIgnoreCase) ? ArtifactKind.HtmlApplication : ArtifactKind.Html;
        }

        if (text.StartsWith("<?xml", StringComparison.Ordinal) || text.StartsWith("<Project", StringComparison.Ordinal))
        {
            return text.Contains("<Project", StringComparison.Ordinal) ? ArtifactKind.MSBuild : ArtifactKind.Xml;
        }

        return ArtifactKind.Text;
    }

    private static bool IsLicense(ReadOnlySpan<char> file, ReadOnlySpan<char> extension)
    {
        var name = file[..^extension.Length];
        if (LicenseNames.Contains(name))
        {
            // LICENSE.chromedriver: the ending names the component.
            return !IsCode(extension);
        }

        var hasTextExtension = extension.IsEmpty || extension.Equals(".txt", StringComparison.OrdinalIgnoreCase) || extension.Equals(".md", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".rtf", StringComparison.OrdinalIgnoreCase);
        return hasTextExtension && (HasWord(name, "license") || HasWord(name, "licence") || HasWord(name, "notices") || HasWord(name, "copyright") || HasWord(name, "eula")
            || name.Contains("third-party", StringComparison.OrdinalIgnoreCase) || name.Contains("thirdparty", StringComparison.OrdinalIgnoreCase) || name.Contains("third_party", StringComparison.OrdinalIgnoreCase)
            || name.Equals("notice", StringComparison.OrdinalIgnoreCase) || name.StartsWith("license", StringComparison.OrdinalIgnoreCase));
    }

    // A word that no other letter touches: dotnet_library_license, Roslyn-LICENSE; not UnlicensedUse.
    private static bool HasWord(ReadOnlySpan<char> name, ReadOnlySpan<char> word)
    {
        for (var from = 0; name[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase) is var hit and >= 0; from += hit + word.Length)
        {
            var end = from + hit + word.Length;
            if ((from + hit == 0 || !char.IsLetter(name[from + hit - 1])) && (end == name.Length || !char.IsLetter(name[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCode(ReadOnlySpan<char> extension) =>
        extension.Length is > 0 and < 20 && ByExtension.TryGetValue(extension.ToString().ToUpperInvariant(), out var kind) && kind is not (ArtifactKind.Text or ArtifactKind.Documentation);

    private static string Begins(ReadOnlySpan<byte> bytes) => TextEncoding.Decode(bytes, 512);

    private static FrozenDictionary<string, ArtifactKind> Extensions(params (ArtifactKind Kind, string Extensions)[] rows) => rows
        .SelectMany(row => row.Extensions.Split(' ').Select(extension => (Extension: extension.ToUpperInvariant(), row.Kind)))
        .ToFrozenDictionary(pair => pair.Extension, pair => pair.Kind, StringComparer.Ordinal);
}

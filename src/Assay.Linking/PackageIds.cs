using Assay.Model;

namespace Assay.Linking;

/// <summary>States identities of the manifest that are written with letters of several scripts or with characters that nobody sees.</summary>
internal static class PackageIds
{
    /// <summary>Writes <c>look-alike-name</c> and <c>invisible-name</c> for the id of the package, its authors, and its dependencies.</summary>
    public static void Write(PackageManifest? manifest, FactWriter facts)
    {
        if (manifest is null)
        {
            return;
        }

        Write(manifest.Id, "package", facts);
        foreach (var author in manifest.Authors)
        {
            Write(author, "author", facts);
        }

        foreach (var dependency in manifest.Dependencies)
        {
            Write(dependency.Id, "dependency", facts);
        }
    }

    private static void Write(string name, string of, FactWriter facts)
    {
        if (System.Text.Ascii.IsValid(name))
        {
            return;
        }

        // A list of names may hold one in each script: word by word, but for ids.
        foreach (var part in of == "author" ? name.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [name])
        {
            if (LookAlikeLetters.AreMixedIn(part, out var script))
            {
                facts.Add(FactKind.Anomaly, "look-alike-name", arguments: new ArgumentList(new Argument("name", part), new Argument("seen", LookAlikeLetters.AsSeen(part)), new Argument("script", script), new Argument("of", of)));
            }

            if (IsHiding(part))
            {
                facts.Add(FactKind.Anomaly, "invisible-name", arguments: new ArgumentList(new Argument("name", HiddenCharacters.Escape(part)), new Argument("of", of)));
            }
        }
    }

    private static bool IsHiding(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (HiddenCharacters.ChangesDirection(rune.Value) || (HiddenCharacters.IsInvisible(rune.Value) && rune.Value is not (0x200C or 0x200D or 0xFE0E or 0xFE0F)))
            {
                return true;
            }
        }

        return false;
    }
}

using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.SystemFiles;

/// <summary>Reads shortcuts that are text: <c>.url</c>, <c>.website</c>, <c>.scf</c>, <c>.desktop</c>.</summary>
internal static class InternetShortcutReader
{
    public static void Read(string text, ProgramFacts programs)
    {
        var facts = programs.Facts;
        foreach (var line in SettingsReader.Read(text))
        {
            facts.Position = line.Position;
            // The section may be most of the file and is the same for all its lines: it is not copied for each.
            switch (line.Key.ToUpperInvariant())
            {
                // file://host/x starts a program or sends the account's hash to a host.
                case "URL" when IsSection(line, "InternetShortcut") && line.Value.StartsWith("file:", StringComparison.OrdinalIgnoreCase):
                    var path = line.Value[5..].TrimStart('/', '\\');
                    facts.AddPath(IsRemote(line.Value[5..]) ? "//" + path : path, "read");
                    facts.AddInclude(IsRemote(line.Value[5..]) ? "//" + path : path, "run");
                    break;
                case "ICONFILE" when (IsSection(line, "InternetShortcut") || IsSection(line, "Shell")) && line.Value.StartsWith(@"\\", StringComparison.Ordinal):
                    facts.AddPath(line.Value, "read");
                    break;
                case "EXEC" or "TRYEXEC" when IsSection(line, "Desktop Entry"):
                    programs.ReadShell?.Invoke(line.Value, 1);
                    break;
            }
        }
    }

    private static bool IsSection(in SettingsLine line, string name) => line.Section.Equals(name, StringComparison.OrdinalIgnoreCase);

    // file://host/x, file://///host/x; file:///C:/x is of this machine.
    private static bool IsRemote(string path)
    {
        var name = path.TrimStart('/', '\\');
        var slashes = path.Length - name.Length;
        return slashes is 2 or >= 4 && !(name.Length > 1 && name[1] is ':' or '|');
    }
}

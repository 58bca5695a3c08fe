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
            switch (line.Section.ToUpperInvariant(), line.Key.ToUpperInvariant())
            {
                // file://host/x starts a program or sends the account's hash to a host.
                case ("INTERNETSHORTCUT", "URL") when line.Value.StartsWith("file:", StringComparison.OrdinalIgnoreCase):
                    var path = line.Value[5..].TrimStart('/', '\\');
                    facts.AddPath(IsRemote(line.Value[5..]) ? "//" + path : path, "read");
                    facts.AddInclude(IsRemote(line.Value[5..]) ? "//" + path : path, "run");
                    break;
                case ("INTERNETSHORTCUT" or "SHELL", "ICONFILE") when line.Value.StartsWith(@"\\", StringComparison.Ordinal):
                    facts.AddPath(line.Value, "read");
                    break;
                case ("DESKTOP ENTRY", "EXEC" or "TRYEXEC"):
                    programs.ReadShell?.Invoke(line.Value, 1);
                    break;
            }
        }
    }

    // file://host/x, file://///host/x; file:///C:/x is of this machine.
    private static bool IsRemote(string path)
    {
        var name = path.TrimStart('/', '\\');
        var slashes = path.Length - name.Length;
        return slashes is 2 or >= 4 && !(name.Length > 1 && name[1] is ':' or '|');
    }
}

using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.SystemFiles;

/// <summary>Reads setup information (<c>.inf</c>): registry keys, programs that run before and after, controls that are registered.</summary>
/// <remarks>Windows documentation, "INF AddReg directive", "INF DelReg directive"; RunPreSetupCommands and RunPostSetupCommands are those of Advanced INF files.</remarks>
internal sealed class SetupInformationReader(string text, ProgramFacts programs)
{
    private readonly ScriptFacts _facts = programs.Facts;
    private readonly Dictionary<string, string> _roles = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _strings = new(StringComparer.OrdinalIgnoreCase);

    public void Read()
    {
        foreach (var line in SettingsReader.Read(text))
        {
            if (line.Section.Equals("Strings", StringComparison.OrdinalIgnoreCase))
            {
                _strings.TryAdd(line.Key, line.Value.Trim('"'));
            }

            if (line.Key.ToUpperInvariant() is "ADDREG" or "DELREG" or "RUNPRESETUPCOMMANDS" or "RUNPOSTSETUPCOMMANDS" or "UNREGISTEROCXS" or "REGISTEROCXS" && _roles.Count < 4096)
            {
                foreach (var section in line.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    _roles.TryAdd(section.Split(':')[0], line.Key.ToUpperInvariant());
                }
            }
        }

        foreach (var line in SettingsReader.Read(text))
        {
            if (!_facts.Budget.Spend(line.Section.Length + line.Value.Length + 1))
            {
                return;
            }

            _facts.Position = line.Position;
            var whole = line.Key.Length == 0 ? line.Value : $"{line.Key}={line.Value}";
            switch (_roles.GetValueOrDefault(line.Section))
            {
                case "ADDREG":
                    AddKey(Fields(whole), deletes: false);
                    break;
                case "DELREG":
                    AddKey(Fields(whole), deletes: true);
                    break;
                case "RUNPRESETUPCOMMANDS" or "RUNPOSTSETUPCOMMANDS":
                    programs.WriteLine(Substitute(whole), new ProgramStart());
                    break;

                // A remote scriptlet or library: scrobj.dll,NI,https://x
                case "UNREGISTEROCXS" or "REGISTEROCXS":
                    var fields = Fields(whole);
                    programs.Write("regsvr32", fields.FindAll(field => field.Length > 0), new ProgramStart());
                    break;
            }
        }
    }

    // HKLM,Subkey,Name,Flags,Value
    private void AddKey(List<string> fields, bool deletes)
    {
        if (fields.Count < 2 || RegistryPath.Hive(fields[0].Equals("HKR", StringComparison.OrdinalIgnoreCase) ? "HKLM" : fields[0]) is null)
        {
            return;
        }

        var name = fields.Count > 2 && fields[2].Length > 0 ? fields[2] : null;
        var data = fields.Count > 4 ? string.Join(',', fields.Skip(4)) : null;
        _facts.AddRegistry($"{fields[0].ToUpperInvariant()}\\{fields[1]}", deletes ? "delete" : name is null && data is null ? "create" : "write", name, data);
        if (data is not null && !deletes)
        {
            programs.ReadCode(data);
        }
    }

    private List<string> Fields(string line)
    {
        var fields = new List<string>();
        var from = 0;
        var quoted = false;
        for (var i = 0; i <= line.Length && fields.Count < 64; i++)
        {
            if (i == line.Length || (line[i] == ',' && !quoted))
            {
                fields.Add(Substitute(line[from..i].Trim().Trim('"')));
                from = i + 1;
            }
            else
            {
                quoted ^= line[i] == '"';
            }
        }

        return fields;
    }

    // %Name% of the section Strings
    private string Substitute(string value)
    {
        var start = value.IndexOf('%', StringComparison.Ordinal);
        var end = start < 0 ? -1 : value.IndexOf('%', start + 1);
        return end > start && _strings.TryGetValue(value[(start + 1)..end], out var text) && _facts.Budget.Spend(text.Length) ? value[..start] + text + value[(end + 1)..] : value;
    }
}

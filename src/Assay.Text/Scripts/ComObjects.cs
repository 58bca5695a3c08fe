using Assay.Model;

namespace Assay.Text.Scripts;

/// <summary>Writes <c>com</c> and <c>wmi</c> facts for objects that scripts of Windows create, and what calls of their members do.</summary>
internal sealed class ComObjects(ScriptFacts facts, ProgramFacts programs)
{
    /// <summary>Prefix of the id of a WMI class: <c>winmgmts:Win32_Process</c>.</summary>
    public const string Wmi = "winmgmts:";

    /// <summary>An object is created.</summary>
    public void AddCreation(string id, bool isFolded) => facts.Add(FactKind.Com, id.Trim(), null, isFolded ? Derivation.Folded : Derivation.Literal);

    /// <summary>The id of what a moniker names; null where it is none that matters.</summary>
    /// <remarks><c>winmgmts:{impersonationLevel=impersonate}!\\.\root\cimv2:Win32_Process</c>, <c>script:https://x</c>, <c>new:{CLSID}</c>.</remarks>
    public string? AddMoniker(string moniker)
    {
        if (moniker.StartsWith(Wmi, StringComparison.OrdinalIgnoreCase))
        {
            var name = moniker[(moniker.LastIndexOf(':') + 1)..];
            var end = name.AsSpan().IndexOfAny(".=@");
            name = (end < 0 ? name : name[..end]).Trim();
            if (name.AsSpan().IndexOfAny("\\!/}") < 0 && name.Length > 0)
            {
                facts.Add(FactKind.Wmi, name);
                return Wmi + name;
            }

            return Wmi;
        }

        if (moniker.StartsWith("script:", StringComparison.OrdinalIgnoreCase))
        {
            facts.Add(FactKind.Com, PartialText.Show(moniker));
            facts.AddUrls(moniker);
            return null;
        }

        if (moniker.StartsWith("new:", StringComparison.OrdinalIgnoreCase))
        {
            var id = moniker[4..].Trim();
            AddCreation(id, isFolded: false);
            return id;
        }

        return null;
    }

    /// <summary>A member of an object is called; texts that are not known are null.</summary>
    /// <returns>The id of the object that the member gives; null when it is not known.</returns>
    public string? AddCall(string id, string member, IReadOnlyList<string?> arguments)
    {
        if (id.StartsWith(Wmi, StringComparison.OrdinalIgnoreCase))
        {
            return AddWmiCall(id[Wmi.Length..], member, arguments);
        }

        var all = new List<Argument>(arguments.Count + 1);
        foreach (var argument in arguments)
        {
            all.Add(argument is null || argument == PartialText.UnknownText ? Argument.Unknown : new Argument(null, PartialText.Show(argument), PartialText.IsKnown(argument) ? Derivation.Literal : Derivation.Folded));
            facts.AddUrls(argument ?? "");
        }

        all.Add(new Argument("member", member));
        facts.Add(FactKind.Com, id, all);
        AddEffect(id.ToUpperInvariant(), member.ToUpperInvariant(), arguments);
        return (id.ToUpperInvariant(), member.ToUpperInvariant()) switch
        {
            ("WSCRIPT.SHELL", "CREATESHORTCUT") => "WshShortcut",
            ("SCRIPTING.FILESYSTEMOBJECT", "CREATETEXTFILE" or "OPENTEXTFILE") => "Scripting.TextStream",
            _ => null,
        };
    }

    private string? AddWmiCall(string name, string member, IReadOnlyList<string?> arguments)
    {
        var upper = member.ToUpperInvariant();
        if (name.Length == 0)
        {
            if (arguments is not [{ } text, ..])
            {
                return null;
            }

            if (upper is "EXECQUERY" or "EXECNOTIFICATIONQUERY" && ClassOfQuery(text) is { } queried)
            {
                facts.Add(FactKind.Wmi, PartialText.Show(queried), [new Argument("query", PartialText.Show(text))]);
            }
            else if (upper is "GET" or "INSTANCESOF" && PartialText.IsKnown(text))
            {
                facts.Add(FactKind.Wmi, text);
                return Wmi + text;
            }

            return null;
        }

        facts.Add(FactKind.Wmi, name, [new Argument("method", member)]);
        if (name.Equals("Win32_Process", StringComparison.OrdinalIgnoreCase) && upper == "CREATE" && arguments is [{ } line, ..])
        {
            programs.WriteLine(line, new ProgramStart());
        }

        return null;
    }

    private void AddEffect(string id, string member, IReadOnlyList<string?> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : null;
        switch (id, member)
        {
            // Run(line, window, wait): 0 is no window.
            case ("WSCRIPT.SHELL" or "WSCRIPT.SHELL.1", "RUN" or "EXEC") when first is not null:
                programs.WriteLine(first, new ProgramStart(IsHidden: member == "RUN" && arguments.Count > 1 && arguments[1] is "0" or "false" or "False"));
                break;

            // ShellExecute(file, arguments, folder, verb, window)
            case ("SHELL.APPLICATION" or "SHELL.APPLICATION.1", "SHELLEXECUTE") when first is not null:
                programs.WriteLine($"\"{first}\" {(arguments.Count > 1 ? arguments[1] : "")}", new ProgramStart(
                    IsHidden: arguments.Count > 4 && arguments[4] == "0", IsElevated: arguments.Count > 3 && "runas".Equals(arguments[3], StringComparison.OrdinalIgnoreCase)));
                break;
            case ("WSCRIPT.SHELL", "REGWRITE") when first is not null:
                AddValue(first, "write", arguments.Count > 1 ? arguments[1] : null);
                break;
            case ("WSCRIPT.SHELL", "REGREAD") when first is not null:
                AddValue(first, "read", null);
                break;
            case ("WSCRIPT.SHELL", "REGDELETE") when first is not null:
                AddValue(first, "delete", null);
                break;
            case ("WSCRIPT.SHELL", "CREATESHORTCUT") when first is not null:
                facts.AddPath(first, "write");
                break;
            case ("SCRIPTING.FILESYSTEMOBJECT", "DELETEFILE" or "DELETEFOLDER") when first is not null:
                facts.AddPath(first, "delete");
                break;
            case ("SCRIPTING.FILESYSTEMOBJECT", "CREATEFOLDER") when first is not null:
                facts.AddPath(first, "create");
                break;
            case ("SCRIPTING.FILESYSTEMOBJECT", "CREATETEXTFILE") when first is not null:
                facts.AddPath(first, "write");
                break;
            case ("SCRIPTING.FILESYSTEMOBJECT", "OPENTEXTFILE") when first is not null:
                facts.AddPath(first, arguments.Count > 1 && arguments[1] is "2" or "8" ? "write" : "read");
                break;
            case ("SCRIPTING.FILESYSTEMOBJECT", "COPYFILE" or "COPYFOLDER" or "MOVEFILE" or "MOVEFOLDER") when first is not null:
                facts.AddPath(first, member.StartsWith("MOVE", StringComparison.Ordinal) ? "delete" : "read");
                if (arguments.Count > 1 && arguments[1] is { } target)
                {
                    facts.AddPath(target, "write");
                }

                break;
            case ("ADODB.STREAM", "SAVETOFILE") when first is not null:
                facts.AddPath(first, "write");
                break;
            case ("ADODB.STREAM", "LOADFROMFILE") when first is not null:
                facts.AddPath(first, "read");
                break;
        }
    }

    // A path that ends in a backslash names the key, another one a value of the key before it.
    private void AddValue(string path, string access, string? data)
    {
        var end = path.LastIndexOf('\\');
        if (end < 0)
        {
            return;
        }

        var name = path[(end + 1)..];
        facts.AddRegistry(path[..end], access, name.Length == 0 ? null : name, data is null or PartialText.UnknownText ? null : data);
        if (data is not null && access == "write")
        {
            programs.ReadCode(data);
        }
    }

    private static string? ClassOfQuery(string query)
    {
        var from = query.IndexOf(" from ", StringComparison.OrdinalIgnoreCase);
        var rest = from < 0 ? "" : query[(from + 6)..].TrimStart();
        var end = rest.AsSpan().IndexOfAny(" \t\r\n");
        var name = (end < 0 ? rest : rest[..end]).Trim('"', '\'', ';', ')');
        return name.Length == 0 ? null : name;
    }
}

using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Writes <c>new</c> and <c>com</c> facts.</summary>
internal static class ObjectFacts
{
    /// <summary><c>New-Object Net.WebClient</c>, <c>New-Object -ComObject WScript.Shell</c>.</summary>
    public static void WriteNewObject(ScriptReading reading, CommandAst command, IReadOnlyList<BoundArgument> bound)
    {
        string? type = null;
        string? com = null;
        var derivation = Derivation.Literal;
        var arguments = new List<Argument>();
        foreach (var argument in bound)
        {
            switch (argument.Name)
            {
                case "TypeName":
                    type = TextOf(reading, argument, ref derivation);
                    break;
                case "ComObject":
                    com = TextOf(reading, argument, ref derivation);
                    break;
                case "ArgumentList" or null:
                    var before = arguments.Count;
                    ArgumentWriter.Add(arguments, reading, argument with { Name = null });
                    if (before == arguments.Count && argument.Value is not null)
                    {
                        arguments.Add(Argument.Unknown);
                    }

                    break;
            }
        }

        if (com is { Length: > 0 })
        {
            WriteCom(reading, com, null, arguments: null, command.Elements[0].Start, derivation);
        }
        else if (type is { Length: > 0 })
        {
            WriteNew(reading, reading.Definitions.Types.FullName(type), arguments, command.Elements[0].Start, derivation);
        }
    }

    /// <summary>A construction, with what its arguments say of paths and queries.</summary>
    public static void WriteNew(ScriptReading reading, string type, List<Argument> arguments, int position, Derivation derivation = Derivation.Literal)
    {
        reading.Add(FactKind.New, type, position, arguments, derivation);
        TypeFacts.Write(reading, type, position);
        if (type == "System.DateTime")
        {
            DateFacts.WriteNew(reading, arguments, position);
        }

        if (arguments is not [{ IsConstant: true, Value: { Length: > 0 } first }, ..])
        {
            return;
        }

        if (FilePath.IsUsedBy(type + "::.ctor"))
        {
            new ProviderFacts(reading).WritePath(first, FilePath.Access(type + "::.ctor"), position, arguments[0].Derivation);
        }
        else if (type is "System.Management.ManagementObjectSearcher" or "System.Management.ManagementClass" or "System.Management.ManagementObject")
        {
            var name = WmiFacts.ClassOfQuery(first) ?? WmiFacts.ClassOfPath(first);
            WmiFacts.Write(reading, name, null, first.Contains(' ', StringComparison.Ordinal) ? first : null, null, position, Folding.Techniques.None);
        }
    }

    /// <summary>A COM class, or a member of an object of it.</summary>
    public static void WriteCom(ScriptReading reading, string id, string? member, List<Argument>? arguments, int position, Derivation derivation)
    {
        List<Argument> all = [.. arguments ?? []];
        if (member is not null)
        {
            all.Add(new Argument("member", member));
        }

        reading.Add(FactKind.Com, id.Trim(), position, all, derivation);
    }

    private static string? TextOf(ScriptReading reading, in BoundArgument argument, ref Derivation derivation)
    {
        var value = argument.Value is { } node ? reading.ValueOf(Unwrap.Expression(node) ?? node) : argument.Known;
        if (value.IsConstant)
        {
            derivation = value.Derivation;
        }

        return value.Text;
    }
}

using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Writes <c>type</c> facts, each type once per place.</summary>
internal static class TypeFacts
{
    public static void Write(ScriptReading reading, TypeName type)
    {
        Write(reading, reading.Definitions.Types.FullName(type), type.Start);
        foreach (var argument in type.GenericArguments)
        {
            Write(reading, reading.Definitions.Types.FullName(argument), argument.Start);
        }
    }

    public static void Write(ScriptReading reading, string name, int position)
    {
        if (name.Length > 0 && reading.IsNewType(name))
        {
            reading.Add(FactKind.Type, name, position);
        }
    }
}

using System.Text;

namespace Assay.PowerShell;

/// <summary>A type as written: <c>Collections.Generic.List[string]</c>, <c>int[,]</c>.</summary>
public sealed class TypeName
{
    private string? _name;

    internal TypeName(int start, int end, string simpleName)
    {
        Start = start;
        End = end;
        SimpleName = simpleName;
    }

    /// <summary>First code unit.</summary>
    public int Start { get; }

    /// <summary>First code unit behind it, an array's brackets included; an assembly only where it directly follows a simple name.</summary>
    public int End { get; internal set; }

    /// <summary>The name alone: without generic arguments, array brackets and assembly.</summary>
    public string SimpleName { get; }

    /// <summary>Generic arguments.</summary>
    public IReadOnlyList<TypeName> GenericArguments { get; internal set; } = [];

    /// <summary>True for <c>T[]</c> and <c>T[,]</c>.</summary>
    public bool IsArray => Ranks.Length > 0;

    /// <summary>Assembly after the comma; null where none is written.</summary>
    public string? AssemblyName { get; internal set; }

    /// <summary>Name as written, with the generic arguments, brackets and assembly of the text; blanks around names dropped. Made on demand: names of nested arguments would be copied at each level.</summary>
    public string Name => _name ??= GenericArguments.Count == 0 && !IsArray && AssemblyName is null ? SimpleName : AppendTo(new StringBuilder()).ToString();

    /// <summary>Brackets of arrays, <c>[,][]</c>.</summary>
    internal string Ranks { get; set; } = "";

    // As deep as the parser allowed arguments to nest.
    private StringBuilder AppendTo(StringBuilder name)
    {
        name.Append(SimpleName);
        for (var i = 0; i < GenericArguments.Count; i++)
        {
            GenericArguments[i].AppendTo(name.Append(i == 0 ? '[' : ','));
        }

        name.Append(GenericArguments.Count > 0 ? "]" : "").Append(Ranks);
        return AssemblyName is null ? name : name.Append(',').Append(AssemblyName);
    }
}

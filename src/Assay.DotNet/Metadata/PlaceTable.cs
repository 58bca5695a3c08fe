using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.Model;

namespace Assay.DotNet.Metadata;

/// <summary>Gives methods and types their <see cref="Place"/>, each once and only when a fact needs it.</summary>
internal sealed class PlaceTable
{
    private readonly MetadataReader _metadata;
    private readonly TypeNames _types;
    private readonly MemberTable _members;
    private readonly FactWriter _facts;
    private readonly int[] _methods;
    private readonly int[] _typePlaces;

    public PlaceTable(MetadataReader metadata, TypeNames types, MemberTable members, FactWriter facts)
    {
        _metadata = metadata;
        _types = types;
        _members = members;
        _facts = facts;
        _methods = new int[metadata.GetTableRowCount(TableIndex.MethodDef) + 1];
        _typePlaces = new int[metadata.GetTableRowCount(TableIndex.TypeDef) + 1];
        Array.Fill(_methods, FactRecord.None);
        Array.Fill(_typePlaces, FactRecord.None);
    }

    /// <summary>Methods that the runtime calls when the module is loaded, by row: those with <c>ModuleInitializerAttribute</c>.</summary>
    public HashSet<int> ModuleInitializers { get; } = [];

    /// <summary>Row of the entry point method; 0 for libraries.</summary>
    public int EntryPoint { get; init; }

    public int Of(MethodDefinitionHandle handle)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        return _methods[row] != FactRecord.None ? _methods[row] : _methods[row] = _facts.AddPlace(Create(handle, row));
    }

    public int Of(TypeDefinitionHandle handle)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        if (_typePlaces[row] == FactRecord.None)
        {
            var (outer, inner, method) = SourceType(handle);
            _typePlaces[row] = _facts.AddPlace(new Place(outer, method, inner.Length != 0 || method is not null ? _types.Of(handle) : null));
        }

        return _typePlaces[row];
    }

    private Place Create(MethodDefinitionHandle handle, int row)
    {
        var method = _metadata.GetMethodDefinition(handle);
        var declaring = method.GetDeclaringType();
        var name = _members.Name(method.Name);
        var (outer, inner, typeMethod) = SourceType(declaring);
        var source = typeMethod ?? SourceNames.MethodBehind(name) ?? name;
        var shown = inner.Length == 0 ? source : inner + "." + source;
        var isBody = shown != name;
        return new Place(outer, shown, isBody ? _types.Of(declaring) + "::" + name : null) { Surface = SurfaceOf(row, name, outer) };
    }

    private Surface SurfaceOf(int row, string name, string outer)
    {
        var surface = row == EntryPoint && row != 0 ? Surface.Run : Surface.None;

        // ECMA-335 II.10.5.3: type initialisers; the one of <Module> runs when the module is loaded.
        return name == ".cctor"
            ? surface | (outer == "<Module>" ? Surface.Load : Surface.FirstUse)
            : surface | (ModuleInitializers.Contains(row) ? Surface.Load : Surface.None);
    }

    /// <summary>
    /// Splits a type into its outermost type, the nested path a person wrote, and the method a generated type belongs to.
    /// <code>N.Outer+Inner+&lt;Run&gt;d__1 => ("N.Outer", "Inner", "Run")</code>
    /// </summary>
    private (string Outer, string Inner, string? Method) SourceType(TypeDefinitionHandle handle)
    {
        string? method = null;
        var inner = "";
        for (var depth = 0; depth < 64; depth++)
        {
            var definition = _metadata.GetTypeDefinition(handle);
            var declaring = definition.GetDeclaringType();
            if (declaring.IsNil)
            {
                break;
            }

            var name = _members.Name(definition.Name);
            if (SourceNames.IsGeneratedType(name))
            {
                method ??= SourceNames.MethodBehind(name);
            }
            else
            {
                inner = inner.Length == 0 ? name : name + "." + inner;
            }

            handle = declaring;
        }

        return (_types.Of(handle), inner, method);
    }
}

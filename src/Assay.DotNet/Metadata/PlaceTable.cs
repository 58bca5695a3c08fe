using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.Model;

namespace Assay.DotNet.Metadata;

/// <summary>Gives methods and types their <see cref="Place"/>, each once and only when a fact needs it.</summary>
internal sealed class PlaceTable
{
    private const int MaximumNesting = 64;
    private readonly MetadataReader _metadata;
    private readonly TypeNames _types;
    private readonly MemberTable _members;
    private readonly Owners _owners;
    private readonly FactWriter _facts;
    private readonly int[] _methodPlaces;
    private readonly int[] _typePlaces;
    private readonly SourceType?[] _sourceTypes;

    public PlaceTable(MetadataReader metadata, TypeNames types, MemberTable members, Owners owners, FactWriter facts)
    {
        _metadata = metadata;
        _types = types;
        _members = members;
        _owners = owners;
        _facts = facts;
        _methodPlaces = new int[metadata.GetTableRowCount(TableIndex.MethodDef) + 1];
        _typePlaces = new int[metadata.GetTableRowCount(TableIndex.TypeDef) + 1];
        _sourceTypes = new SourceType?[_typePlaces.Length];
        Array.Fill(_methodPlaces, FactRecord.None);
        Array.Fill(_typePlaces, FactRecord.None);
    }

    /// <summary>Methods that the runtime calls when the module is loaded, by row: those with <c>ModuleInitializerAttribute</c>.</summary>
    public HashSet<int> ModuleInitializers { get; } = [];

    /// <summary>Row of the entry point method; 0 for libraries.</summary>
    public int EntryPoint { get; init; }

    /// <summary>The row of the method of each place; 0 for places of types.</summary>
    public int[] MethodRows()
    {
        var rows = new int[_facts.PlaceCount];
        for (var row = 1; row < _methodPlaces.Length; row++)
        {
            if (_methodPlaces[row] != FactRecord.None)
            {
                rows[_methodPlaces[row]] = row;
            }
        }

        return rows;
    }

    /// <summary>The place of a method that has one; <see cref="FactRecord.None"/> when no fact needed it.</summary>
    public int Find(int methodRow) => _methodPlaces[methodRow];

    /// <summary>The place of a type that has one; <see cref="FactRecord.None"/> when no fact needed it.</summary>
    public int Find(TypeDefinitionHandle handle) => _typePlaces[MetadataTokens.GetRowNumber(handle)];

    public int Of(MethodDefinitionHandle handle)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        return _methodPlaces[row] != FactRecord.None ? _methodPlaces[row] : _methodPlaces[row] = _facts.AddPlace(Create(handle, row));
    }

    public int Of(TypeDefinitionHandle handle)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        if (_typePlaces[row] == FactRecord.None)
        {
            var source = SourceOf(handle);
            var method = source.Method >= 0 ? source.Method : -1;
            var isNested = source.Inner.Length != 0 || method >= 0;
            _typePlaces[row] = _facts.AddPlace(new StoredPlace(source.Outer, method, isNested ? _facts.Intern(_types.Of(handle)) : -1, -1, -1, Surface.None));
        }

        return _typePlaces[row];
    }

    private StoredPlace Create(MethodDefinitionHandle handle, int row)
    {
        var declaring = _owners.OfMethod(row);
        var name = _members.NameOfMethod(row);
        var source = SourceOf(declaring);

        // Most methods are their own source: no text is made for them.
        var shown = name.Text;
        if (source.Method >= 0)
        {
            shown = source.Method;
        }
        else if (name.Spelling == Spelling.Generated && SourceNames.MethodBehind(_facts.Text(name.Text)) is { } behind)
        {
            shown = _facts.Intern(behind);
        }

        if (source.Inner.Length != 0)
        {
            shown = _facts.Intern(source.Inner + "." + _facts.Text(shown));
        }

        var isBody = shown != name.Text;
        return new StoredPlace(source.Outer, shown, isBody ? _facts.Intern(_types.Of(declaring)) : -1, isBody ? name.Text : -1, -1, SurfaceOf(row, name.Spelling, source));
    }

    private Surface SurfaceOf(int row, Spelling name, SourceType source)
    {
        var surface = row == EntryPoint && row != 0 ? Surface.Run : Surface.None;

        // ECMA-335 II.10.5.3: type initialisers; the one of <Module> runs when the module is loaded.
        return name == Spelling.TypeInitialiser
            ? surface | (_facts.Text(source.Outer) == "<Module>" ? Surface.Load : Surface.FirstUse)
            : surface | (ModuleInitializers.Contains(row) ? Surface.Load : Surface.None);
    }

    private SourceType SourceOf(TypeDefinitionHandle handle)
    {
        ref var known = ref _sourceTypes[MetadataTokens.GetRowNumber(handle)];
        return known ??= Split(handle);
    }

    /// <summary>
    /// Splits a type into its outermost type, the nested path a person wrote, and the method a generated type belongs to.
    /// <code>N.Outer+Inner+&lt;Run&gt;d__1 => ("N.Outer", "Inner", "Run")</code>
    /// </summary>
    private SourceType Split(TypeDefinitionHandle handle)
    {
        string? method = null;
        var inner = "";
        for (var depth = 0; depth < MaximumNesting; depth++)
        {
            var definition = _metadata.GetTypeDefinition(handle);
            var declaring = definition.GetDeclaringType();
            if (declaring.IsNil)
            {
                break;
            }

            var name = _metadata.GetString(definition.Name);
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

        return new SourceType(_facts.Intern(_types.Of(handle)), inner, method is null ? -1 : _facts.Intern(method));
    }

    private sealed record SourceType(int Outer, string Inner, int Method);
}

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.Calls;

/// <summary>Makes links between places of the uses that were noted, and of what the runtime adds: static constructors, finalizers, state machines, virtual calls.</summary>
internal sealed class CodeLinkWriter
{
    private const int NotOwn = int.MinValue;
    private readonly MetadataReader _metadata;
    private readonly MemberTable _members;
    private readonly Owners _owners;
    private readonly PlaceTable _places;
    private readonly FactWriter _facts;
    private readonly OwnMembers _own;
    private readonly int _methods;
    private readonly int _references;

    // By row of the type: its static constructor; the methods that run when a type that the compiler made is used.
    private readonly int[] _initialisers;
    private readonly List<int>?[] _generated;

    // By row of the member reference: the method, or the type of the field as a negative number; 0 when it is not known yet.
    private readonly int[] _resolved;

    public CodeLinkWriter(MetadataReader metadata, TypeNames types, MemberTable members, Owners owners, PlaceTable places, FactWriter facts)
    {
        _metadata = metadata;
        _members = members;
        _owners = owners;
        _places = places;
        _facts = facts;
        _own = new OwnMembers(metadata, types, members);
        _methods = metadata.GetTableRowCount(TableIndex.MethodDef) + 1;
        _references = metadata.GetTableRowCount(TableIndex.MemberRef) + 1;
        var typeCount = metadata.GetTableRowCount(TableIndex.TypeDef) + 1;
        _initialisers = new int[typeCount];
        _generated = new List<int>?[typeCount];
        _resolved = new int[_references];
    }

    /// <summary>Writes all links; call it when every method was walked.</summary>
    /// <param name="uses">What the methods use.</param>
    /// <param name="delegateTypes">How many types of delegates there are.</param>
    /// <param name="failed">Told what is malformed.</param>
    /// <returns>False when the budget was used up.</returns>
    public bool Write(InternalUses uses, int delegateTypes, Action<string, Exception> failed)
    {
        foreach (var handle in _metadata.AssemblyReferences)
        {
            _facts.AddReference(_members.Name(_metadata.GetAssemblyReference(handle).Name));
        }

        var virtualMethods = new VirtualMethods(_metadata, _own, _members);
        var bodies = new List<VirtualBody>();
        foreach (var handle in _metadata.TypeDefinitions)
        {
            try
            {
                ReadType(handle);
                virtualMethods.Add(MetadataTokens.GetRowNumber(handle), bodies);
            }
            catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
            {
                failed($"type {MetadataTokens.GetRowNumber(handle)}", exception);
            }
        }

        WriteDispatches(bodies, failed);
        WriteUses(uses, failed);
        WriteDelegates(uses, delegateTypes, failed);
        return !_own.Exhausted;
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        var type = _metadata.GetTypeDefinition(handle);
        var isInitialisedEarly = (type.Attributes & TypeAttributes.BeforeFieldInit) != 0;
        var name = _members.Name(type.Name);

        // F# names closures after the place: `clo@12-1`.
        var isGenerated = SourceNames.IsGeneratedType(name) || name.Contains('@', StringComparison.Ordinal);
        var typePlace = _places.Find(handle);
        foreach (var methodHandle in type.GetMethods())
        {
            var method = _metadata.GetMethodDefinition(methodHandle);
            var isVirtual = (method.Attributes & MethodAttributes.Virtual) != 0;
            var isSpecial = (method.Attributes & MethodAttributes.RTSpecialName) != 0;
            if (!isVirtual && !isSpecial)
            {
                continue;
            }

            var methodRow = MetadataTokens.GetRowNumber(methodHandle);
            var methodName = _members.Name(method.Name);
            if (isSpecial && methodName == ".cctor")
            {
                _initialisers[row] = methodRow;
            }
            else if (isVirtual && isGenerated)
            {
                (_generated[row] ??= []).Add(methodRow);
            }
            else if (isVirtual && methodName == "Finalize")
            {
                Link(typePlace = _places.Of(handle), _places.Find(methodRow));
            }
        }

        WriteMembersOf(type, row, typePlace, isInitialisedEarly);
    }

    // ECMA-335 II.10.5.3.1: the static constructor runs before a static field is used, and unless the type is marked otherwise, before a static method or a constructor.
    private void WriteMembersOf(in TypeDefinition type, int row, int typePlace, bool isInitialisedEarly)
    {
        var initialiser = _initialisers[row] != 0 ? _places.Find(_initialisers[row]) : FactRecord.None;
        var generated = _generated[row];
        if (typePlace == FactRecord.None && generated is null && (initialiser == FactRecord.None || isInitialisedEarly))
        {
            return;
        }

        foreach (var handle in type.GetMethods())
        {
            var method = _metadata.GetMethodDefinition(handle);
            var isConstructor = (method.Attributes & (MethodAttributes.RTSpecialName | MethodAttributes.Static)) == MethodAttributes.RTSpecialName;
            var place = _places.Find(MetadataTokens.GetRowNumber(handle));
            if (place == FactRecord.None || (!isConstructor && (method.Attributes & MethodAttributes.Static) == 0))
            {
                continue;
            }

            if (isConstructor)
            {
                Link(place, typePlace);
                LinkGenerated(place, generated);
            }

            Link(place, isInitialisedEarly ? FactRecord.None : initialiser);
        }
    }

    private void WriteDispatches(List<VirtualBody> bodies, Action<string, Exception> failed)
    {
        foreach (var body in bodies)
        {
            // A body without facts does nothing that is known.
            if (_places.Find(body.Body) is not (var place and not FactRecord.None))
            {
                continue;
            }

            try
            {
                WriteDispatch(body, place);
            }
            catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
            {
                failed($"type {body.Type}", exception);
            }
        }
    }

    private void WriteDispatch(in VirtualBody body, int place)
    {
        var slot = _places.Of(MetadataTokens.MethodDefinitionHandle(body.Slot));
        var type = MetadataTokens.TypeDefinitionHandle(body.Type);
        if (IsValueType(type))
        {
            Link(slot, place);
        }
        else
        {
            _facts.AddDispatch(new Dispatch(slot, TypePlace(type), place));
        }
    }

    private int TypePlace(TypeDefinitionHandle handle)
    {
        if (_places.Find(handle) is var known and not FactRecord.None)
        {
            return known;
        }

        var place = _places.Of(handle);
        foreach (var method in _metadata.GetTypeDefinition(handle).GetMethods())
        {
            if ((_metadata.GetMethodDefinition(method).Attributes & (MethodAttributes.RTSpecialName | MethodAttributes.Static)) == MethodAttributes.RTSpecialName)
            {
                Link(_places.Find(MetadataTokens.GetRowNumber(method)), place);
            }
        }

        return place;
    }

    // Structs are made without a constructor.
    private bool IsValueType(TypeDefinitionHandle handle)
    {
        var baseType = _metadata.GetTypeDefinition(handle).BaseType;
        return baseType.Kind == HandleKind.TypeReference && !baseType.IsNil
            && _metadata.StringComparer.Equals(_metadata.GetTypeReference((TypeReferenceHandle)baseType).Name, "ValueType");
    }

    private void WriteUses(InternalUses uses, Action<string, Exception> failed)
    {
        // A method that only reads a field states no fact, yet it runs a static constructor: it gets a place before others are linked with it.
        foreach (var use in uses.All)
        {
            if (IsField((int)use, failed, out var type) && (_initialisers[type] != 0 || _generated[type] is not null) && _places.Find((int)(use >> 32)) == FactRecord.None)
            {
                _places.Of(MetadataTokens.MethodDefinitionHandle((int)(use >> 32)));
            }
        }

        foreach (var use in uses.All)
        {
            if (_places.Find((int)(use >> 32)) is var from and not FactRecord.None)
            {
                LinkMember(from, (int)use, failed);
            }
        }
    }

    private bool IsField(int member, Action<string, Exception> failed, out int type)
    {
        type = 0;
        if (member >= _methods + _references)
        {
            type = MetadataTokens.GetRowNumber(_owners.OfField(member - _methods - _references));
        }
        else if (member >= _methods && Resolve(member - _methods, failed) is var resolved and < 0 and not NotOwn)
        {
            type = -resolved;
        }

        return type != 0;
    }

    private void LinkMember(int from, int member, Action<string, Exception> failed)
    {
        if (member >= _methods + _references)
        {
            LinkField(from, member - _methods - _references);
        }
        else if (MethodOf(member, failed) is var method && method > 0)
        {
            Link(from, _places.Find(method));
        }
        else if (method != NotOwn)
        {
            LinkType(from, -method, isStatic: true);
        }
    }

    // What delegates of a type hold runs when two things come together: it was put there, and delegates of the type are run.
    private void WriteDelegates(InternalUses uses, int delegateTypes, Action<string, Exception> failed)
    {
        if (uses.Delegates.IsEmpty)
        {
            return;
        }

        var junctions = new int[delegateTypes];
        for (var i = 0; i < junctions.Length; i++)
        {
            junctions[i] = _facts.AddJunction();
            if (i != DelegateTypes.Any)
            {
                _facts.AddLink(junctions[DelegateTypes.Any], junctions[i]);
            }
        }

        foreach (var (method, type) in uses.Runs)
        {
            if (_places.Find(method) is var place and not FactRecord.None)
            {
                _facts.AddLink(place, junctions[type]);
            }
        }

        foreach (var made in uses.Delegates)
        {
            if (MethodOf(made.Function, failed) is var function and > 0 && _places.Find(function) is var body and not FactRecord.None && _places.Find(made.Method) is var maker and not FactRecord.None)
            {
                _facts.AddDispatch(new Dispatch(junctions[made.Type], maker, body));
            }
        }
    }

    private int MethodOf(int member, Action<string, Exception> failed) => member < _methods ? member : Resolve(member - _methods, failed);

    private int Resolve(int row, Action<string, Exception> failed)
    {
        ref var resolved = ref _resolved[row];
        if (resolved != 0)
        {
            return resolved;
        }

        resolved = NotOwn;
        try
        {
            var reference = _metadata.GetMemberReference(MetadataTokens.MemberReferenceHandle(row));
            var found = reference.GetKind() == MemberReferenceKind.Field ? -_own.TypeOf(reference.Parent) : _own.Method(reference);
            resolved = found == 0 || found >= _methods ? NotOwn : found;
        }
        catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
        {
            failed($"member reference {row}", exception);
        }

        return resolved;
    }

    private void LinkField(int from, int field) =>
        LinkType(from, MetadataTokens.GetRowNumber(_owners.OfField(field)), (_metadata.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(field)).Attributes & FieldAttributes.Static) != 0);

    // Static fields are what static constructors fill; the fields of a state machine are filled by the method that starts it.
    private void LinkType(int from, int type, bool isStatic)
    {
        if (isStatic && _initialisers[type] != 0)
        {
            Link(from, _places.Find(_initialisers[type]));
        }

        LinkGenerated(from, _generated[type]);
    }

    private void LinkGenerated(int from, List<int>? methods)
    {
        foreach (var method in methods ?? [])
        {
            Link(from, _places.Find(method));
        }
    }

    private void Link(int from, int to)
    {
        if (from != FactRecord.None && to != FactRecord.None && from != to)
        {
            _facts.AddLink(from, to);
        }
    }
}

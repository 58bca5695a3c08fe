using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.DotNet.Metadata;

/// <summary>What the walk needs to know of a called or used member.</summary>
/// <param name="Name">Index of <c>Namespace.Type::Member</c> (or <c>dll!function</c>) in the facts' string table.</param>
/// <param name="TypeName">Index of the declaring type's name, for constructors.</param>
/// <param name="ParameterCount">Parameters without the receiver.</param>
/// <param name="Flags">See <see cref="MemberFlags"/>.</param>
/// <param name="Special">What the analysis itself understands of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Member(int Name, int TypeName, int ParameterCount, MemberFlags Flags, SpecialMember Special)
{
    public bool Is(MemberFlags flag) => (Flags & flag) != 0;
}

/// <summary>Properties of a member.</summary>
[Flags]
internal enum MemberFlags : byte
{
    None = 0,
    /// <summary>The table entry is filled.</summary>
    Known = 1,
    /// <summary>Declared outside this assembly, or native.</summary>
    External = 2,
    /// <summary>Takes a receiver.</summary>
    HasThis = 4,
    /// <summary>Returns nothing.</summary>
    ReturnsVoid = 8,
    /// <summary>A P/Invoke.</summary>
    Native = 16,
    /// <summary>Returns a text or an array.</summary>
    ReturnsText = 32,
    /// <summary>Sets a property.</summary>
    Setter = 64,
}

/// <summary>What the spelling of a name says.</summary>
internal enum Spelling : byte
{
    /// <summary>Not looked at.</summary>
    None,
    Plain,
    /// <summary>Begins as the names do that compilers give: <c>&lt;Run&gt;b__0</c>, <c>VB$StateMachine_1_Run</c>.</summary>
    Generated,
    /// <summary><c>.ctor</c></summary>
    Constructor,
    /// <summary><c>.cctor</c></summary>
    TypeInitialiser,
    /// <summary>Begins with <c>set_</c>.</summary>
    Setter,
}

/// <summary>A name of the string heap.</summary>
/// <param name="Text">Its index in the facts' table of texts.</param>
/// <param name="Spelling">What its spelling says.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemberName(int Text, Spelling Spelling)
{
    public static MemberName None { get; } = new(-1, Spelling.None);
}

/// <summary>Resolves member tokens, each row once.</summary>
internal sealed class MemberTable
{
    private const int MaximumParameters = 1024;
    private const int SpellingShift = 28;
    private const int MaximumKeptName = (1 << SpellingShift) - 1;
    private readonly MetadataReader _metadata;
    private readonly TypeNames _types;
    private readonly FactWriter _facts;
    private readonly Member[] _definitions;
    private readonly Member[] _references;

    // Asked for by the place, the declaration, the calls and the slots of a method; zero is a name that nobody asked for yet.
    private readonly MemberName[] _methodNames;
    private readonly Member[] _specifications;
    private readonly Member[] _fields;
    private readonly Owners _owners;
    private readonly int[] _definedTypes;
    private readonly int[] _referredTypes;
    private readonly int[] _specifiedTypes;

    // By offset in the string heap: the index of the text plus one below, the spelling above. One look, where a table of hashes has three.
    private readonly int[] _names;
    private readonly int _namesLength;

    public MemberTable(MetadataReader metadata, TypeNames types, Owners owners, AssemblyBuffers buffers, FactWriter facts)
    {
        _namesLength = metadata.GetHeapSize(HeapIndex.String);
        _names = buffers.Rows(AssemblyBuffers.Names, _namesLength);
        _owners = owners;
        _metadata = metadata;
        _types = types;
        _facts = facts;
        _definitions = new Member[metadata.GetTableRowCount(TableIndex.MethodDef) + 1];
        _methodNames = new MemberName[_definitions.Length];
        _references = new Member[metadata.GetTableRowCount(TableIndex.MemberRef) + 1];
        _specifications = new Member[metadata.GetTableRowCount(TableIndex.MethodSpec) + 1];
        _fields = new Member[metadata.GetTableRowCount(TableIndex.Field) + 1];
        _definedTypes = new int[metadata.GetTableRowCount(TableIndex.TypeDef) + 1];
        _referredTypes = new int[metadata.GetTableRowCount(TableIndex.TypeRef) + 1];
        _specifiedTypes = new int[metadata.GetTableRowCount(TableIndex.TypeSpec) + 1];
    }

    /// <summary>Numbers all members in one row space, so that a caller can remember something per member.</summary>
    public int RowSpace => _definitions.Length + _references.Length + _fields.Length;

    /// <summary>Resolves a method or field token; an invalid one throws <see cref="InvalidDataException"/>.</summary>
    /// <param name="token">Operand of the instruction.</param>
    /// <param name="row">The member's number in <see cref="RowSpace"/>; generic instances count as their definition.</param>
    public ref readonly Member Resolve(int token, out int row)
    {
        var index = token & 0xFFFFFF;
        switch (token >> 24)
        {
            case 0x0A when (uint)index < (uint)_references.Length:
                row = _definitions.Length + index;
                return ref Reference(index);
            case 0x06 when (uint)index < (uint)_definitions.Length:
                row = index;
                return ref Definition(index);
            case 0x04 when (uint)index < (uint)_fields.Length:
                row = _definitions.Length + _references.Length + index;
                return ref Field(index);
            case 0x2B when (uint)index < (uint)_specifications.Length && index > 0:
                var method = MetadataTokens.GetToken(_metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(index)).Method);
                if (method >> 24 == 0x2B)
                {
                    break;
                }

                return ref Resolve(method, out row);
        }

        throw new InvalidDataException($"The token 0x{token:X8} names no member.");
    }

    /// <summary>The type that declares a field.</summary>
    public TypeDefinitionHandle OwnerOfField(int row) => _owners.OfField(row);

    /// <summary>The index of a name in the facts' table of texts.</summary>
    public int NameIndex(StringHandle handle) => NameOf(handle).Text;

    /// <summary>The index of a name, and what its spelling says. No text is made.</summary>
    public unsafe MemberName NameOf(StringHandle handle)
    {
        var offset = MetadataTokens.GetHeapOffset(handle);
        var isKept = (uint)offset < (uint)_namesLength;
        if (isKept && _names[offset] is not 0 and var kept)
        {
            return new MemberName((kept & MaximumKeptName) - 1, (Spelling)(kept >> SpellingShift));
        }

        var reader = _metadata.GetBlobReader(handle);
        var bytes = new ReadOnlySpan<byte>(reader.StartPointer, reader.Length);
        var name = new MemberName(_facts.Intern(bytes), SpellingOf(bytes));
        if (isKept && name.Text < MaximumKeptName)
        {
            _names[offset] = (name.Text + 1) | ((int)name.Spelling << SpellingShift);
        }

        return name;
    }

    /// <summary>The name of a method, by its row.</summary>
    public MemberName NameOfMethod(int row)
    {
        ref var name = ref _methodNames[row];
        if (name == default)
        {
            name = NameOf(_metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row)).Name);
        }

        return name;
    }

    /// <summary>The index of the name of a type that a TypeDefOrRef or TypeSpec handle stands for.</summary>
    public int TypeIndex(EntityHandle handle)
    {
        var rows = handle.Kind switch
        {
            HandleKind.TypeDefinition => _definedTypes,
            HandleKind.TypeReference => _referredTypes,
            HandleKind.TypeSpecification => _specifiedTypes,
            _ => [],
        };
        var row = MetadataTokens.GetRowNumber(handle);
        if ((uint)row >= (uint)rows.Length)
        {
            return _facts.Intern(_types.Of(handle));
        }

        // Indexes are kept plus one: zero is one that was not asked for yet.
        if (rows[row] == 0)
        {
            rows[row] = _facts.Intern(_types.Of(handle)) + 1;
        }

        return rows[row] - 1;
    }

    /// <summary>The text of a name, each once per assembly.</summary>
    public string Name(StringHandle handle) => _facts.Text(NameIndex(handle));

    private ref readonly Member Reference(int row)
    {
        ref var entry = ref _references[row];
        if (entry.Is(MemberFlags.Known))
        {
            return ref entry;
        }

        var reference = _metadata.GetMemberReference(MetadataTokens.MemberReferenceHandle(row));
        var parent = reference.Parent;
        var external = IsExternal(parent);
        var type = parent.Kind switch
        {
            HandleKind.MethodDefinition => TypeIndex(_owners.OfMethod(MetadataTokens.GetRowNumber(parent))),
            HandleKind.ModuleReference => _facts.Intern(_metadata.GetString(_metadata.GetModuleReference((ModuleReferenceHandle)parent).Name)),
            _ => TypeIndex(parent),
        };
        var isField = reference.GetKind() == MemberReferenceKind.Field;
        entry = Create(type, NameOf(reference.Name), isField ? default : reference.Signature, external ? MemberFlags.External : MemberFlags.None);
        return ref entry;
    }

    private ref readonly Member Definition(int row)
    {
        ref var entry = ref _definitions[row];
        if (entry.Is(MemberFlags.Known))
        {
            return ref entry;
        }

        var method = _metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row));
        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0 && NativeName(method) is { } native)
        {
            entry = Create(_facts.Intern(native), MemberName.None, method.Signature, MemberFlags.External | MemberFlags.Native);
            return ref entry;
        }

        entry = Create(TypeIndex(_owners.OfMethod(row)), NameOfMethod(row), method.Signature, MemberFlags.None);
        return ref entry;
    }

    private ref readonly Member Field(int row)
    {
        ref var entry = ref _fields[row];
        if (!entry.Is(MemberFlags.Known))
        {
            var field = _metadata.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(row));
            entry = Create(TypeIndex(_owners.OfField(row)), NameOf(field.Name), default, MemberFlags.None);
        }

        return ref entry;
    }

    /// <summary>The native function behind a P/Invoke; null when its import record is missing.</summary>
    public string? NativeName(MethodDefinition method)
    {
        var import = method.GetImport();
        if (import.Module.IsNil)
        {
            return null;
        }

        var library = _metadata.GetString(_metadata.GetModuleReference(import.Module).Name);
        var function = import.Name.IsNil ? _metadata.GetString(method.Name) : _metadata.GetString(import.Name);
        return NativeFunction.Normalize(library, function);
    }

    private bool IsExternal(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference or HandleKind.ModuleReference => true,
        HandleKind.TypeSpecification => _types.ElementOf((TypeSpecificationHandle)parent) is var element && element.Kind == HandleKind.TypeReference && !element.IsNil,
        _ => false,
    };

    // A native function has no type: its name stands for both.
    private Member Create(int type, MemberName member, BlobHandle signature, MemberFlags flags)
    {
        var parameters = 0;
        if (!signature.IsNil)
        {
            // ECMA-335 II.23.2.1, II.23.2.2: convention, generic count, parameter count, return type.
            var blob = _metadata.GetBlobReader(signature);
            var header = blob.ReadSignatureHeader();
            if (header.IsGeneric)
            {
                blob.ReadCompressedInteger();
            }

            parameters = blob.ReadCompressedInteger();

            // Each parameter takes at least a byte (II.23.2.1); no method of a person has a thousand.
            if (parameters > Math.Min(blob.RemainingBytes, MaximumParameters))
            {
                throw new InvalidDataException("The signature promises more parameters than it holds.");
            }

            flags |= header.IsInstance ? MemberFlags.HasThis : MemberFlags.None;
            flags |= Returns(ref blob);
        }

        if (member.Text < 0)
        {
            return new Member(type, -1, parameters, flags | MemberFlags.Known, SpecialMember.None);
        }

        var special = (flags & MemberFlags.External) != 0 ? SpecialMembers.Find(_facts.Text(type), member.Text, _facts) : SpecialMember.None;
        flags |= MemberFlags.Known | (member.Spelling == Spelling.Setter && (flags & MemberFlags.HasThis) != 0 ? MemberFlags.Setter : MemberFlags.None);

        // Constructed types are named by facts of their own kind.
        return new Member(_facts.InternMember(type, member.Text), member.Spelling == Spelling.Constructor ? type : -1, parameters, flags, special);
    }

    private static Spelling SpellingOf(ReadOnlySpan<byte> name) =>
        name.StartsWith("<"u8) || name.StartsWith("VB$"u8) ? Spelling.Generated
        : name.SequenceEqual(".ctor"u8) ? Spelling.Constructor
        : name.SequenceEqual(".cctor"u8) ? Spelling.TypeInitialiser
        : name.StartsWith("set_"u8) ? Spelling.Setter
        : Spelling.Plain;

    private static MemberFlags Returns(ref BlobReader blob)
    {
        // An init accessor returns `void modreq(IsExternalInit)`: modifiers stand before the type.
        while (true)
        {
            switch (blob.ReadSignatureTypeCode())
            {
                case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                    blob.ReadTypeHandle();
                    continue;
                case SignatureTypeCode.Void:
                    return MemberFlags.ReturnsVoid;
                case SignatureTypeCode.String or SignatureTypeCode.SZArray:
                    return MemberFlags.ReturnsText;
                default:
                    return MemberFlags.None;
            }
        }
    }
}

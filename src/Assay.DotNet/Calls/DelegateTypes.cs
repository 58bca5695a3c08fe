using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.Calls;

/// <summary>Knows the delegate types of an assembly: which constructors make them, and which members run what they hold.</summary>
/// <remarks>
/// Whoever makes a delegate does not run it. It runs where <c>Invoke</c> of its type is called, or where a member of another assembly takes a delegate of its type:
/// a delegate that a static constructor keeps in a field runs when somebody takes it out.
/// </remarks>
internal sealed class DelegateTypes
{
    /// <summary>Stands for a delegate of any type.</summary>
    public const int Any = 0;

    private static readonly int[] None = [];
    private static readonly int[] OfAny = [Any];
    private readonly MetadataReader _metadata;
    private readonly TypeNames _types;
    private readonly int _definitions;

    // By name, and by the tokens that name them.
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _byToken = [];

    // By member in the row space of the member table; own members are few.
    private readonly int[] _madeByReference;
    private readonly int[]?[] _runByReference;
    private readonly Dictionary<int, int> _madeByDefinition = [];
    private readonly Dictionary<int, int[]> _runByDefinition = [];

    public DelegateTypes(MetadataReader metadata, TypeNames types)
    {
        _metadata = metadata;
        _types = types;
        _definitions = metadata.GetTableRowCount(TableIndex.MethodDef) + 1;
        _madeByReference = new int[metadata.GetTableRowCount(TableIndex.MemberRef) + 1];
        _runByReference = new int[]?[_madeByReference.Length];
        _byName.Add("System.Delegate", Any);
        _byName.Add("System.MulticastDelegate", Any);
        ReadReferences();
        ReadDefinitions();
        Count = _byName.Values.DefaultIfEmpty(Any).Max() + 1;
    }

    /// <summary>Numbers of delegate types; 0 is any.</summary>
    public int Count { get; }

    /// <summary>The delegate type that a constructor makes; 0 when it makes another type.</summary>
    public int MadeBy(int member) => member >= _definitions ? member - _definitions < _madeByReference.Length ? _madeByReference[member - _definitions] : 0
        : _madeByDefinition.Count > 0 ? _madeByDefinition.GetValueOrDefault(member) : 0;

    /// <summary>The delegate types of which a member may run what it gets, each as often as its signature names it.</summary>
    public int[] RunBy(int member)
    {
        if (member < _definitions)
        {
            return _runByDefinition.Count > 0 ? _runByDefinition.GetValueOrDefault(member, None) : None;
        }

        member -= _definitions;
        return member < _runByReference.Length ? _runByReference[member] ??= Count == 1 ? None : ReadRun(member) : None;
    }

    // ECMA-335 II.14.6: the constructor of every delegate takes an object and a native integer.
    private void ReadReferences()
    {
        ReadOnlySpan<byte> shape = [0x20, 0x02, 0x01, 0x1C, 0x18];
        foreach (var handle in _metadata.MemberReferences)
        {
            var reference = _metadata.GetMemberReference(handle);
            if (IsShape(reference.Signature, shape) && _metadata.StringComparer.Equals(reference.Name, ".ctor"))
            {
                _madeByReference[MetadataTokens.GetRowNumber(handle)] = Add(reference.Parent);
            }
        }
    }

    private void ReadDefinitions()
    {
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var type = _metadata.GetTypeDefinition(handle);
            if (type.BaseType.IsNil || type.BaseType.Kind != HandleKind.TypeReference || _types.Of(type.BaseType) != "System.MulticastDelegate")
            {
                continue;
            }

            var number = Add(handle);
            foreach (var method in type.GetMethods())
            {
                var name = _metadata.GetMethodDefinition(method).Name;
                if (_metadata.StringComparer.Equals(name, ".ctor"))
                {
                    _madeByDefinition[MetadataTokens.GetRowNumber(method)] = number;
                }
                else if (_metadata.StringComparer.Equals(name, "Invoke") || _metadata.StringComparer.Equals(name, "BeginInvoke"))
                {
                    _runByDefinition[MetadataTokens.GetRowNumber(method)] = [number];
                }
            }
        }
    }

    private unsafe bool IsShape(BlobHandle signature, ReadOnlySpan<byte> shape)
    {
        var blob = _metadata.GetBlobReader(signature);
        return new ReadOnlySpan<byte>(blob.StartPointer, blob.Length).SequenceEqual(shape);
    }

    private int Add(EntityHandle type)
    {
        type = Definition(type);
        if (type.IsNil)
        {
            return 0;
        }

        var name = _types.Of(type);
        if (!_byName.TryGetValue(name, out var number))
        {
            // The two that stand for any share a number.
            number = _byName.Count - 1;
            _byName.Add(name, number);
        }

        return number;
    }

    private EntityHandle Definition(EntityHandle type) =>
        type.Kind == HandleKind.TypeSpecification && !type.IsNil ? _types.ElementOf((TypeSpecificationHandle)type) : type.Kind is HandleKind.TypeReference or HandleKind.TypeDefinition ? type : default;

    private int[] ReadRun(int row)
    {
        try
        {
            var reference = _metadata.GetMemberReference(MetadataTokens.MemberReferenceHandle(row));
            if (reference.GetKind() != MemberReferenceKind.Method || Definition(reference.Parent) is not { IsNil: false } parent)
            {
                return None;
            }

            var type = _types.Of(parent);
            switch (type)
            {
                // These keep what they get until somebody asks for the value.
                case "System.Lazy`1" or "System.Threading.ThreadLocal`1":
                    return _metadata.StringComparer.Equals(reference.Name, "get_Value") && _byName.TryGetValue("System.Func`1", out var factory) ? [factory] : None;

                // Combining and comparing runs nothing.
                case "System.Delegate" or "System.MulticastDelegate":
                    return _metadata.StringComparer.Equals(reference.Name, "DynamicInvoke") ? OfAny : None;
            }

            if (_byName.TryGetValue(type, out var own))
            {
                return _metadata.StringComparer.Equals(reference.Name, "Invoke") || _metadata.StringComparer.Equals(reference.Name, "BeginInvoke") ? [own] : None;
            }

            return Mentioned(reference.Signature);
        }
        catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
        {
            return OfAny;
        }
    }

    // ECMA-335 II.23.2.12: types follow each other in prefix notation, so that one pass meets every token; shapes of arrays and function pointers may name one too many.
    private int[] Mentioned(BlobHandle signature)
    {
        var blob = _metadata.GetBlobReader(signature);
        if (blob.ReadSignatureHeader().IsGeneric)
        {
            blob.ReadCompressedInteger();
        }

        blob.ReadCompressedInteger();
        List<int>? found = null;
        while (blob.RemainingBytes > 0)
        {
            switch (blob.ReadSignatureTypeCode())
            {
                case SignatureTypeCode.TypeHandle:
                    if (NumberOf(blob.ReadTypeHandle()) is var number and >= 0)
                    {
                        (found ??= []).Add(number);
                    }

                    break;
                case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                    blob.ReadTypeHandle();
                    break;
                case SignatureTypeCode.GenericTypeParameter or SignatureTypeCode.GenericMethodParameter:
                    blob.ReadCompressedInteger();
                    break;
                case SignatureTypeCode.GenericTypeInstance:
                    if (blob.ReadSignatureTypeCode() == SignatureTypeCode.TypeHandle && NumberOf(blob.ReadTypeHandle()) is var generic and >= 0)
                    {
                        (found ??= []).Add(generic);
                    }

                    blob.ReadCompressedInteger();
                    break;

                // What is no number is not read over either.
                case SignatureTypeCode.Invalid:
                    throw new InvalidDataException("The signature names no type.");
            }
        }

        return found is null ? None : [.. found];
    }

    // -1: no delegate.
    private int NumberOf(EntityHandle type)
    {
        if (type.IsNil || type.Kind is not (HandleKind.TypeReference or HandleKind.TypeDefinition))
        {
            return -1;
        }

        var token = MetadataTokens.GetToken(type);
        if (!_byToken.TryGetValue(token, out var number))
        {
            number = _byName.TryGetValue(_types.Of(type), out var known) ? known : -1;
            _byToken.Add(token, number);
        }

        return number;
    }
}

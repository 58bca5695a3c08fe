using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>What locals and fields hold.</summary>
internal sealed partial class MethodWalker
{
    // Per local: how many of its writes were walked, where the last was, and whether all gave the same.
    private readonly LocalStores[] _localStores = new LocalStores[Labels.TrackedLocals];
    private readonly Value[] _fieldConstants;
    private readonly int[] _lastWriter;
    private readonly FieldKind[] _fieldKinds;
    private Value _awaited;

    /// <summary>Fields that something other than a constructor writes, by row.</summary>
    public Recovery.WrittenFields WrittenFields { get; }

    /// <summary>True while constructors are walked: what they give to fields that nothing else may write is kept.</summary>
    public bool ReadsConstructors { get; set; }

    private void LoadLocal(int local, int offset) => _stack.Push(IsKnown(local) ? _locals[local] : Value.Unknown, offset);

    // A local is known while one place writes it; otherwise in the straight line behind a write, and where all writes gave the same.
    private bool IsKnown(int local)
    {
        if (_labels.IsWrittenOnce(local))
        {
            return true;
        }

        if ((uint)local >= Labels.TrackedLocals)
        {
            return false;
        }

        ref readonly var stores = ref _localStores[local];
        return stores.Count > 0 && (stores.Offset >= _lastJoin || (stores.Count == _labels.Stores(local) && !stores.Differ && !_labels.IsAddressTaken(local)));
    }

    private void StoreLocal(int local, int offset)
    {
        var value = _stack.Pop();
        if ((uint)local < Labels.TrackedLocals)
        {
            SetLocal(local, value, offset, true);
        }
    }

    private void SetLocal(int local, in Value value, int offset, bool counts)
    {
        _usedLocals = Math.Max(_usedLocals, local + 1);
        ref var stores = ref _localStores[local];
        stores.Differ |= stores.Count > 0 && _locals[local] != value;
        stores.Count += counts || stores.Count == 0 ? 1 : 0;
        stores.Offset = offset;
        _locals[local] = value;
    }

    // A structure that is made in place, and what is handed back through an address.
    private void FillLocals(in Member member, int value, int count, bool hasReceiver)
    {
        for (var i = 0; i < count; i++)
        {
            if (_stack.Peek(count - 1 - i) is not { Kind: ValueKind.LocalAddress, Number: >= 0 and < Labels.TrackedLocals } address)
            {
                continue;
            }

            var isMade = i == 0 && hasReceiver && member.TypeName >= 0;
            if (isMade || i > 0 || !hasReceiver)
            {
                SetLocal((int)address.Number, Value.Result(isMade ? member.TypeName : value), _lastJoin, false);
            }
        }
    }

    // What comes out of an array comes from where the array came from.
    private void LoadElement(int offset)
    {
        var index = _stack.Pop();
        var array = _stack.Pop();
        _stack.Push(array.Kind is ValueKind.Result or ValueKind.Parameter or ValueKind.NamedParameter ? array
            : array.Kind == ValueKind.Array && index.IsNumber && (ulong)index.Number < (ulong)ArrayOf(array).Length ? ArrayOf(array)[index.Number]
            : Value.Unknown, offset);
    }

    // The receiver of a structure's member is its address.
    private (int Index, Derivation Derivation) StoreBehind(int local)
    {
        var stored = (uint)local < Labels.TrackedLocals && IsKnown(local) && _locals[local].Kind != ValueKind.LocalAddress ? Store(_locals[local], false) : new StoredArgument(-1, -1, Derivation.Unknown);
        return (stored.Value, stored.Derivation);
    }

    private (int Index, Derivation Derivation) OriginOf(Value[] items)
    {
        foreach (var item in items)
        {
            if (item.Kind is ValueKind.Result or ValueKind.Parameter or ValueKind.NamedParameter)
            {
                var stored = Store(item, false);
                return (stored.Value, stored.Derivation);
            }
        }

        return (-1, Derivation.Unknown);
    }

    // Where a field is read, its value comes from where the value that was written came from. Of static fields numbers say that something was done.
    private static bool CarriesOrigin(in Value value, bool isStatic) =>
        value.Kind is ValueKind.Result or ValueKind.Parameter or ValueKind.NamedParameter or ValueKind.Text || (isStatic && value.IsNumber);

    private int WriteArguments(in Value value)
    {
        if (_accessName < 0)
        {
            (_accessName, _writeName, _valueName) = (_facts.Intern("access"), _facts.Intern("write"), _facts.Intern("value"));
        }

        var stored = Store(value, false);
        if (stored.Value < 0)
        {
            return AccessArguments("write", ref _accessWrite);
        }

        ReadOnlySpan<StoredArgument> arguments = [new StoredArgument(_accessName, _writeName, Derivation.Literal), stored with { Name = _valueName }];
        return _facts.Intern(arguments);
    }

    private void NoteFieldWrite(int token, in Value value)
    {
        if (token >> 24 != 0x04)
        {
            return;
        }

        var row = token & 0xFFFFFF;
        switch (KindOf(row))
        {
            case FieldKind.Closure:
                // What a closure or state machine is given is what its body finds; a second, different value makes it unknown.
                _handsOn |= value.Kind == ValueKind.Parameter;
                var kept = value.Kind == ValueKind.Parameter ? ParameterName(value.Number) is >= 0 and var name ? Value.NamedParameter(name) : Value.Unknown
                    : value.Kind is ValueKind.Text or ValueKind.Number or ValueKind.Result or ValueKind.NamedParameter ? value
                    : Value.Unknown;
                KeepFieldConstant(row, kept);
                break;
            case FieldKind.ReadOnly when ReadsConstructors:
                var constant = value.IsText || value.IsNumber ? value with { Derivation = Max(value.Derivation, Derivation.Folded) } : Value.Unknown;
                KeepFieldConstant(row, constant);
                break;
            case FieldKind.Plain or FieldKind.ReadOnly when !ReadsConstructors:
                WrittenFields.Add(row);
                break;
        }
    }

    // Kind comes first: a row that lies in the table, and a value that something wrote.
    private void KeepFieldConstant(int row, in Value value)
    {
        ref var kind = ref _fieldKinds[row];
        ref var constant = ref _fieldConstants[row];
        constant = (kind & FieldKind.Written) != 0 && constant != value ? Value.Unknown : value;
        kind |= FieldKind.Written;
    }

    private Value FieldConstant(int token) => token >> 24 == 0x04 && (uint)(token & 0xFFFFFF) < (uint)_fieldKinds.Length ? _fieldConstants[token & 0xFFFFFF] : Value.Unknown;

    private FieldKind KindOf(int row)
    {
        if ((uint)row >= (uint)_fieldKinds.Length)
        {
            return FieldKind.Plain;
        }

        ref var kind = ref _fieldKinds[row];
        if (kind == FieldKind.NotRead)
        {
            var field = _metadata.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(row));
            kind = SourceNames.IsGeneratedType(_members.Name(_metadata.GetTypeDefinition(_members.OwnerOfField(row)).Name)) ? FieldKind.Closure
                : (field.Attributes & FieldAttributes.InitOnly) != 0 ? FieldKind.ReadOnly : FieldKind.Plain;
        }

        return kind & ~FieldKind.Written;
    }

    private static Derivation Max(Derivation first, Derivation second) => first > second ? first : second;

    [Flags]
    private enum FieldKind : byte
    {
        NotRead = 0,
        Plain = 1,
        ReadOnly = 2,
        Closure = 4,
        /// <summary>A constant was kept of it.</summary>
        Written = 8,
    }

    private struct LocalStores
    {
        public int Count;
        public int Offset;
        public bool Differ;
    }
}

using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Arrays, boxes, tokens and sums.</summary>
internal sealed partial class MethodWalker
{
    private void NewArray(int offset)
    {
        var length = _stack.Pop();
        // One whose length is not known, or long, is a buffer: whoever fills it gives it its origin.
        _stack.Push(Value.Array(Track(length is { IsNumber: true, Number: >= 0 and <= MaximumArrayLength } ? new Value[length.Number] : new Value[] { Value.Ambiguous })), offset);
    }

    private void StoreElement()
    {
        var item = _stack.Pop();
        var index = _stack.Pop();
        if (_stack.Pop() is not { Kind: ValueKind.Array } tracked)
        {
            return;
        }

        var items = ArrayOf(tracked);
        if (!index.IsNumber)
        {
            Array.Fill(items, Value.Ambiguous);
        }
        else if ((ulong)index.Number < (ulong)items.Length)
        {
            // Written twice, perhaps on different ways: not known which of them holds.
            items[index.Number] = items[index.Number] == default ? item : Value.Ambiguous;
        }
    }

    // Arrays and process starts of the method at hand; values hold their number.
    private int Track(object tracked)
    {
        _objects.Add(tracked);
        return _objects.Count - 1;
    }

    private Value[] ArrayOf(in Value value) => (Value[])_objects[(int)value.Number];

    // A boxed character, boolean or enum member reads otherwise than its number: only integers stay known.
    private void Box(int token, int offset)
    {
        var value = _stack.Pop();
        var handle = MetadataTokens.Handle(token);
        var isInteger = !value.IsNumber || (handle.Kind is HandleKind.TypeReference
            && _types.Of((EntityHandle)handle) is "System.Int32" or "System.Int64" or "System.Int16" or "System.UInt32" or "System.UInt64" or "System.UInt16" or "System.Byte" or "System.SByte");
        _stack.Push(isInteger ? value : Value.Unknown, offset);
    }

    private void LoadToken(int token, int offset)
    {
        var handle = MetadataTokens.Handle(token);
        _stack.Push(handle.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification
            ? Value.Text(_facts.Intern(_types.Of((EntityHandle)handle)), Derivation.Literal)
            : Value.Unknown, offset);
    }

    private void Arithmetic(ILOpCode operation, int offset)
    {
        var right = _stack.Pop();
        var left = _stack.Pop();
        var known = left.IsNumber && right.IsNumber;
        _stack.Push(!known ? Value.Unknown
            : Value.Integer(operation == ILOpCode.Or ? left.Number | right.Number : left.Number + right.Number, Derivation.Folded), offset);
    }
}

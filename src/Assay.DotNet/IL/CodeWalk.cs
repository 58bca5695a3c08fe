using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.Metadata;
using Assay.DotNet.Recovery;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Walks bodies within a budget of code bytes and keeps which of them may compute constants.</summary>
internal sealed class CodeWalk(ReadOnlyMemory<byte> image, int fields, SectionMap sections, MethodWalker walker, Suspects suspects, long budget)
{
    private long _left = budget;

    /// <summary>Reads one method; false when the budget is used up. Malformed code throws.</summary>
    public bool Read(MethodDefinitionHandle handle, in MethodDefinition method, FactWriter facts)
    {
        // II.23.1.11: native and runtime-provided bodies are no IL.
        if (method.RelativeVirtualAddress == 0 || (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.IL)
        {
            return true;
        }

        if (!MethodBody.TryRead(image.Span, sections.Offset(method.RelativeVirtualAddress), out var body))
        {
            throw new InvalidDataException("The method body does not lie in the file.");
        }

        _left -= body.Code.Length;
        if (_left < 0)
        {
            return false;
        }

        // What reads a field of its own object has nothing to tell, and an assembly has thousands of them.
        if ((method.Attributes & MethodAttributes.SpecialName) != 0 && IsFieldGetter(body))
        {
            return true;
        }

        var first = facts.Count;
        walker.Walk(handle, (method.Attributes & MethodAttributes.Static) != 0, body);
        suspects.Add(MetadataTokens.GetRowNumber(handle), walker.Shape, walker.Decoders, first, facts.Count - first);
        return true;
    }

    // ldarg.0, ldfld of the field table, ret.
    private bool IsFieldGetter(in MethodBody body) =>
        body.Code is [0x02, 0x7B, var low, var middle, var high, 0x04, 0x2A] && body.ClauseCount == 0 && (low | (middle << 8) | (high << 16)) is var row && row > 0 && row <= fields;
}

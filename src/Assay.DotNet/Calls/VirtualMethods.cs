using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.InteropServices;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.Calls;

/// <summary>A body that a call of a virtual method may run, by rows.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VirtualBody(int Slot, int Type, int Body);

/// <summary>Finds overrides and implementations of interfaces within the assembly (ECMA-335 II.10.3, II.12.2).</summary>
/// <remarks>
/// An override belongs to the nearest base that has the method: whoever makes an object runs the constructors of its bases, so that the whole chain is found step by step.
/// What overrides a method of another assembly is not found here: everything overrides <c>ToString</c>.
/// </remarks>
internal sealed class VirtualMethods(MetadataReader metadata, OwnMembers own, MemberTable members)
{
    /// <summary>Adds the bodies that a type has for methods of its bases and interfaces.</summary>
    public void Add(int type, List<VirtualBody> bodies)
    {
        var definition = metadata.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(type));
        AddExplicit(type, definition, bodies);
        if (own.TypeOf(definition.BaseType) is var baseType and not 0)
        {
            AddOverrides(type, baseType, definition, bodies);
        }

        foreach (var handle in definition.GetInterfaceImplementations())
        {
            if (own.TypeOf(metadata.GetInterfaceImplementation(handle).Interface) is var contract and not 0 && contract != type)
            {
                AddImplementations(type, contract, bodies);
            }
        }
    }

    // ECMA-335 II.22.27: a body that says itself which method it implements.
    private void AddExplicit(int type, in TypeDefinition definition, List<VirtualBody> bodies)
    {
        foreach (var handle in definition.GetMethodImplementations())
        {
            var implementation = metadata.GetMethodImplementation(handle);
            var body = RowOf(implementation.MethodBody);
            var slot = RowOf(implementation.MethodDeclaration);
            if (body != 0 && slot != 0 && own.Spend(1))
            {
                bodies.Add(new VirtualBody(slot, type, body));
            }
        }
    }

    private void AddOverrides(int type, int baseType, in TypeDefinition definition, List<VirtualBody> bodies)
    {
        foreach (var handle in definition.GetMethods())
        {
            var method = metadata.GetMethodDefinition(handle);
            if ((method.Attributes & (MethodAttributes.Virtual | MethodAttributes.VtableLayoutMask)) == MethodAttributes.Virtual
                && own.Find(baseType, members.NameOfMethod(MetadataTokens.GetRowNumber(handle)).Text, method.Signature, isVirtual: true) is var slot and not 0)
            {
                bodies.Add(new VirtualBody(slot, type, MetadataTokens.GetRowNumber(handle)));
            }
        }
    }

    private void AddImplementations(int type, int contract, List<VirtualBody> bodies)
    {
        foreach (var handle in metadata.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(contract)).GetMethods())
        {
            if (!own.Spend(1))
            {
                return;
            }

            var method = metadata.GetMethodDefinition(handle);
            if (own.Find(type, members.NameOfMethod(MetadataTokens.GetRowNumber(handle)).Text, method.Signature, isVirtual: true) is var body and not 0)
            {
                bodies.Add(new VirtualBody(MetadataTokens.GetRowNumber(handle), type, body));
            }
        }
    }

    private int RowOf(EntityHandle method) => method.Kind switch
    {
        HandleKind.MethodDefinition when MetadataTokens.GetRowNumber(method) is var row && row <= metadata.GetTableRowCount(TableIndex.MethodDef) => row,
        HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)method) is var reference && own.TypeOf(reference.Parent) != 0 => own.Method(reference),
        _ => 0,
    };
}

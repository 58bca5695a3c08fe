using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Assay.DotNet.Calls;
using Assay.DotNet.IL;
using Assay.DotNet.Metadata;
using Assay.DotNet.Obfuscation;
using Assay.DotNet.Recovery;
using Assay.DotNet.Resources;
using Assay.DotNet.Symbols;
using Assay.Model;

namespace Assay.DotNet;

/// <summary>Reads a managed assembly: declarations, calls, constants and resources, without loading it.</summary>
public static class AssemblyAnalyzer
{
    /// <summary>Names the state of this analyser: facts of another version are read again.</summary>
    public const string Version = "2";

    private const int MaximumProblems = 20;

    /// <summary>Writes the facts of an assembly and hands back embedded resources that can hold code.</summary>
    /// <returns>Resources to be read as artifacts of their own. What cannot be read becomes a problem of <paramref name="facts"/>; nothing is thrown.</returns>
    public static unsafe IReadOnlyList<DerivedArtifact> Analyze(ReadOnlyMemory<byte> image, FactWriter facts)
    {
        using var stage = facts.Stages.Measure(Stage.AssemblyMetadata);
        using var pin = image.Pin();
        try
        {
            using var pe = new PEReader((byte*)pin.Pointer, image.Length);
            if (pe.PEHeaders.CorHeader is not { } header || !pe.HasMetadata)
            {
                facts.AddProblem(ProblemId.MetadataUnreadable, "The headers claim .NET metadata that does not lie in the file.");
                return [];
            }

            // Strings are decoded with replacement characters: a broken name must not hide a method.
            return Read(pe, pe.GetMetadataReader(MetadataReaderOptions.None), header, image, facts, stage);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            facts.AddProblem(ProblemId.MetadataUnreadable, $"The .NET metadata cannot be read: {exception.Message}");
            return [];
        }
    }

    // S.R.Metadata throws these for malformed input; OverflowException for absurd stream counts.
    internal static bool IsMalformed(Exception exception) => exception is BadImageFormatException or OverflowException or ArgumentException or InvalidOperationException
        or IndexOutOfRangeException or NotSupportedException or InvalidCastException or IOException or FormatException or InvalidDataException;

    private static IReadOnlyList<DerivedArtifact> Read(PEReader pe, MetadataReader metadata, CorHeader header, ReadOnlyMemory<byte> image, FactWriter facts, StageScope stage)
    {
        var buffers = AssemblyBuffers.Rent();
        try
        {
            return Read(pe, metadata, header, image, buffers, facts, stage);
        }
        finally
        {
            buffers.Return();
        }
    }

    private static IReadOnlyList<DerivedArtifact> Read(PEReader pe, MetadataReader metadata, CorHeader header, ReadOnlyMemory<byte> image, AssemblyBuffers buffers, FactWriter facts, StageScope stage)
    {
        var memberRows = metadata.GetTableRowCount(TableIndex.MethodDef) + metadata.GetTableRowCount(TableIndex.Field) + metadata.GetTableRowCount(TableIndex.MemberRef);
        facts.Reserve(names: metadata.GetTableRowCount(TableIndex.TypeDef) + metadata.GetTableRowCount(TableIndex.TypeRef) + (memberRows / 2), members: memberRows / 2);
        var types = new TypeNames(metadata);
        var owners = new Owners(metadata);
        var members = new MemberTable(metadata, types, owners, buffers, facts);
        var entryPoint = (header.Flags & CorFlags.NativeEntryPoint) == 0 && header.EntryPointTokenOrRelativeVirtualAddress >> 24 == 0x06 ? header.EntryPointTokenOrRelativeVirtualAddress & 0xFFFFFF : 0;
        var places = new PlaceTable(metadata, types, members, owners, facts) { EntryPoint = entryPoint };
        var failures = new Failures(facts);

        WriteIdentity(metadata, header, facts);
        var declarations = new DeclarationFacts(metadata, types, members, places, facts);
        try
        {
            declarations.WriteUsedTypes();
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            failures.Add("table of type references", exception);
        }

        WriteAttributes(metadata, new AttributeFacts(metadata, members, types, places, facts), failures);
        var uses = new InternalUses(buffers);
        var delegates = new DelegateTypes(metadata, types);
        var walker = new MethodWalker(metadata, types, members, places, delegates, uses, buffers, facts);
        var sections = new SectionMap(pe);
        var directory = header.ResourcesDirectory;
        var bodies = new MethodBodies(metadata, image, sections);
        var suspects = new Suspects(metadata.GetTableRowCount(TableIndex.MethodDef));
        stage.Next(Stage.AssemblyCode);
        WriteMethods(metadata, image, sections, declarations, walker, suspects, facts, failures);
        IReadOnlyList<DerivedArtifact> derived = [];
        stage.Next(Stage.AssemblyRecovery);
        try
        {
            var resources = new ResourceContent(metadata, image, directory.Size > 0 ? sections.Offset(directory.RelativeVirtualAddress) : -1, directory.Size);
            new ConstantRecovery(metadata, bodies, walker, places, new Interpreter(metadata, members, types, owners, facts, bodies, walker.WrittenFields, resources), facts).Run(suspects);
            FieldPrograms.Find(metadata, bodies, owners, places, walker.Derived);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            failures.Add("data of code", exception);
        }

        stage.Next(Stage.AssemblyShapes);
        walker.Dispatchers.Write(facts);
        WriteShapes(pe, metadata, members, places, uses, facts, failures);
        stage.Next(Stage.AssemblyLinks);
        WriteLinks(new CodeLinkWriter(metadata, types, members, owners, places, facts), uses, delegates.Count, facts, failures);
        stage.Next(Stage.AssemblyResources);
        facts.Symbols = SymbolKeeper.OfAssembly(pe, image.Span, places);
        SymbolPath.Write(pe, facts);
        if (directory.Size > 0)
        {
            try
            {
                derived = ManifestResources.Read(metadata, image, sections.Offset(directory.RelativeVirtualAddress), directory.Size, facts);
            }
            catch (Exception exception) when (IsMalformed(exception))
            {
                failures.Add("table of resources", exception);
            }
        }

        return walker.Derived.Artifacts is { Count: > 0 } found ? [.. derived, .. found] : derived;
    }

    private static void WriteShapes(PEReader pe, MetadataReader metadata, MemberTable members, PlaceTable places, InternalUses uses, FactWriter facts, Failures failures)
    {
        try
        {
            new NameShapes(metadata, places, facts).Write();
            new StringDecoders(metadata, members, facts).Write(uses);
            MetadataStreams.Write(pe, metadata, facts);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            failures.Add("table of names", exception);
        }
    }

    private static void WriteLinks(CodeLinkWriter links, InternalUses uses, int delegateTypes, FactWriter facts, Failures failures)
    {
        try
        {
            if (!links.Write(uses, delegateTypes, failures.Add))
            {
                facts.AddProblem(ProblemId.LimitSteps, "The types have so many methods of equal names that not all calls between them were followed.");
            }
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            failures.Add("table of references", exception);
        }
    }

    private static void WriteIdentity(MetadataReader metadata, CorHeader header, FactWriter facts)
    {
        facts.Add(FactKind.Metadata, "assembly.kind", arguments: new ArgumentList(new Argument("value", AssemblyKinds.Of(metadata, header))));
        if (metadata.IsAssembly)
        {
            var definition = metadata.GetAssemblyDefinition();
            facts.Add(FactKind.Metadata, "assembly.name", arguments: new ArgumentList(new Argument("value", metadata.GetString(definition.Name))));
            facts.Add(FactKind.Metadata, "assembly.version", arguments: new ArgumentList(new Argument("value", definition.Version.ToString())));
            if (!definition.PublicKey.IsNil)
            {
                facts.Add(FactKind.Metadata, "assembly.public-key-token", arguments: new ArgumentList(new Argument("value", PublicKeyToken(metadata.GetBlobBytes(definition.PublicKey)))));
            }
        }
    }

    // ECMA-335 II.6.3: the last eight bytes of the SHA-1 digest, from the last one on.
    private static string PublicKeyToken(byte[] key)
    {
        var token = CryptographicOperations.HashData(HashAlgorithmName.SHA1, key).AsSpan()[^8..];
        token.Reverse();
        return Convert.ToHexStringLower(token);
    }

    private static void WriteAttributes(MetadataReader metadata, AttributeFacts attributes, Failures failures)
    {
        foreach (var handle in metadata.CustomAttributes)
        {
            try
            {
                attributes.Write(handle);
            }
            catch (Exception exception) when (IsMalformed(exception))
            {
                failures.Add($"custom attribute {MetadataTokens.GetRowNumber(handle)}", exception);
            }
        }
    }

    private static void WriteMethods(MetadataReader metadata, ReadOnlyMemory<byte> image, SectionMap sections, DeclarationFacts declarations, MethodWalker walker, Suspects suspects, FactWriter facts, Failures failures)
    {
        var walk = new CodeWalk(image, metadata.GetTableRowCount(TableIndex.Field), sections, walker, suspects, image.Length * facts.Limits[Limit.CodeRatio]);

        // Constructors first: what they give to fields that nothing else may write is known in all other code.
        walker.ReadsConstructors = true;
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.RTSpecialName) != 0)
            {
                if (!Walk(walk, handle, method, facts, failures))
                {
                    return;
                }

                WriteMethod(declarations, walker, handle, method, failures);
            }
        }

        walker.ReadsConstructors = false;
        foreach (var typeHandle in metadata.TypeDefinitions)
        {
            MethodDefinitionHandleCollection methods;
            try
            {
                declarations.WriteBases(typeHandle);
                methods = metadata.GetTypeDefinition(typeHandle).GetMethods();
            }
            catch (Exception exception) when (IsMalformed(exception))
            {
                failures.Add($"type {MetadataTokens.GetRowNumber(typeHandle)}", exception);
                continue;
            }

            foreach (var handle in methods)
            {
                var method = metadata.GetMethodDefinition(handle);
                if ((method.Attributes & MethodAttributes.RTSpecialName) != 0)
                {
                    continue;
                }

                if (!Walk(walk, handle, method, facts, failures))
                {
                    return;
                }

                WriteMethod(declarations, walker, handle, method, failures);
            }
        }
    }

    private static void WriteMethod(DeclarationFacts declarations, MethodWalker walker, MethodDefinitionHandle handle, in MethodDefinition method, Failures failures)
    {
        try
        {
            // Where there is no body nothing was walked.
            var isWalked = walker.Last == handle;
            declarations.WriteMethod(handle, method, isWalked ? walker.Returned : [], isWalked && walker.HandsOn, isWalked ? walker.LastParameters : []);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            failures.Add($"method 0x{MetadataTokens.GetToken(handle):X8}", exception);
        }
    }

    // False when the budget is used up.
    private static bool Walk(CodeWalk walk, MethodDefinitionHandle handle, in MethodDefinition method, FactWriter facts, Failures failures)
    {
        try
        {
            if (!walk.Read(handle, method, facts))
            {
                facts.AddLimit(Limit.CodeRatio, "Method bodies share so many bytes that not all were read.");
                return false;
            }
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            failures.Add($"method 0x{MetadataTokens.GetToken(handle):X8}", exception);
        }

        return true;
    }

    /// <summary>Counts malformed rows: the first are named, all are counted.</summary>
    private sealed class Failures(FactWriter facts)
    {
        private int _count;

        public void Add(string what, Exception exception)
        {
            if (++_count <= MaximumProblems)
            {
                facts.AddProblem(ProblemId.MetadataInvalid, $"The {what} is malformed and was left out: {exception.Message}", what);
            }
        }
    }
}

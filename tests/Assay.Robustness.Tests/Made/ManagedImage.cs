using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Assay.Robustness.Tests.Made;

/// <summary>Writes assemblies row by row, without the checks of a compiler. Each has a method, <c>Sample.Run</c>, that starts a process: whatever is wrong beside it, it has to be seen.</summary>
internal sealed class ManagedImage
{
    private const MethodAttributes Static = MethodAttributes.Public | MethodAttributes.Static;

    private static readonly byte[] VoidOfNothing = [0, 0, 1];

    private readonly BlobBuilder _code = new();
    private readonly BlobBuilder _resources = new();
    private readonly BlobBuilder _fieldData = new();
    private readonly MemberReferenceHandle _start;
    private int _methods;

    private ManagedImage()
    {
        Metadata.AddModule(0, Metadata.GetOrAddString("Sample.dll"), Metadata.GetOrAddGuid(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), default, default);
        Metadata.AddAssembly(Metadata.GetOrAddString("Sample"), new Version(1, 0, 0, 0), default, default, default, default);
        Runtime = Metadata.AddAssemblyReference(Metadata.GetOrAddString("System.Runtime"), new Version(10, 0, 0, 0), default, default, default, default);
        Object = Reference("System", "Object");
        var process = Metadata.AddTypeReference(Metadata.AddAssemblyReference(Metadata.GetOrAddString("System.Diagnostics.Process"), new Version(10, 0, 0, 0), default, default, default, default), Metadata.GetOrAddString("System.Diagnostics"), Metadata.GetOrAddString("Process"));
        _start = Metadata.AddMemberReference(process, Metadata.GetOrAddString("Start"), Blob([0, 1, 0x12, .. Compressed(CodedIndex.TypeDefOrRefOrSpec(process)), 0x0E]));
        Metadata.AddTypeDefinition(default, default, Metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        Type("Sample", Object);
        Method("Run", TinyBody([0x72, .. Token(MetadataTokens.GetToken(Metadata.GetOrAddUserString("calc.exe"))), 0x28, .. Token(MetadataTokens.GetToken(_start)), 0x26, 0x2A]));
    }

    public MetadataBuilder Metadata { get; } = new();

    public AssemblyReferenceHandle Runtime { get; }

    public EntityHandle Object { get; }

    /// <summary>Writes an image with what <paramref name="write"/> adds.</summary>
    public static byte[] Build(Action<ManagedImage> write)
    {
        var image = new ManagedImage();
        write(image);
        var builder = new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.ExecutableImage | Characteristics.Dll), new MetadataRootBuilder(image.Metadata, suppressValidation: true), image._code,
            mappedFieldData: image._fieldData, managedResources: image._resources, deterministicIdProvider: static _ => new BlobContentId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 1));
        var output = new BlobBuilder();
        builder.Serialize(output);
        return output.ToArray();
    }

    public TypeReferenceHandle Reference(string space, string name) => Metadata.AddTypeReference(Runtime, Metadata.GetOrAddString(space), Metadata.GetOrAddString(name));

    /// <summary>Starts a type; methods that follow are its own.</summary>
    public TypeDefinitionHandle Type(string name, EntityHandle parent) =>
        Metadata.AddTypeDefinition(TypeAttributes.Public, default, Metadata.GetOrAddString(name), parent, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(_methods + 1));

    /// <summary>Adds a method with a body of any bytes, header included; null for none.</summary>
    public MethodDefinitionHandle Method(string name, byte[]? body, byte[]? signature = null, int? offset = null)
    {
        _methods++;
        return Metadata.AddMethodDefinition(Static, MethodImplAttributes.IL, Metadata.GetOrAddString(name), Blob(signature ?? VoidOfNothing), offset ?? (body is null ? -1 : Body(body)), MetadataTokens.ParameterHandle(1));
    }

    /// <summary>Adds a resource; its length lies when set.</summary>
    public void Resource(string name, byte[] content, uint? length = null, uint? offset = null)
    {
        _resources.Align(8);
        Metadata.AddManifestResource(ManifestResourceAttributes.Public, Metadata.GetOrAddString(name), default, offset ?? (uint)_resources.Count);
        _resources.WriteUInt32(length ?? (uint)content.Length);
        _resources.WriteBytes(content);
    }

    public BlobHandle Blob(byte[] bytes) => Metadata.GetOrAddBlob(bytes);

    /// <summary>A body with the short header (ECMA-335 II.25.4.2).</summary>
    public static byte[] TinyBody(byte[] code) => [(byte)((code.Length << 2) | 2), .. code];

    /// <summary>A body with the long header (ECMA-335 II.25.4.3); every field may lie.</summary>
    public static byte[] FatBody(byte[] code, uint? size = null, uint locals = 0, int flags = 0x3003, byte[]? sections = null)
    {
        var body = new BlobBuilder();
        body.WriteUInt16((ushort)(sections is null ? flags : flags | 8));
        body.WriteUInt16(8);
        body.WriteUInt32(size ?? (uint)code.Length);
        body.WriteUInt32(locals);
        body.WriteBytes(code);
        body.Align(4);
        body.WriteBytes(sections ?? []);
        return body.ToArray();
    }

    /// <summary>A number as it stands in instructions.</summary>
    public static byte[] Token(int token) => BitConverter.GetBytes(token);

    /// <summary>A number as it stands in blobs (ECMA-335 II.23.2).</summary>
    public static byte[] Compressed(int value)
    {
        var blob = new BlobBuilder();
        blob.WriteCompressedInteger(value);
        return blob.ToArray();
    }

    private int Body(byte[] body)
    {
        _code.Align(4);
        var offset = _code.Count;
        _code.WriteBytes(body);
        return offset;
    }
}

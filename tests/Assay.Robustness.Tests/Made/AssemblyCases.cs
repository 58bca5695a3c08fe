using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Made;

/// <summary>.NET metadata, signatures and code (ECMA-335 II.22 to II.25).</summary>
internal static class AssemblyCases
{
    private const string Seen = "starts-process";

    public static IEnumerable<MadeCase> All =>
    [
        Case("nothing-wrong", _ => { }).Finds(Seen).AndNothingElse(),
        Case("type-specification-of-itself", image =>
        {
            var self = MetadataTokens.TypeSpecificationHandle(1);
            image.Metadata.AddTypeSpecification(image.Blob([0x15, 0x12, .. ManagedImage.Compressed(CodedIndex.TypeDefOrRefOrSpec(self)), 1, 0x12, .. ManagedImage.Compressed(CodedIndex.TypeDefOrRefOrSpec(self))]));
            image.Type("Own", self);
            image.Method("Make", Call(0x73, MetadataTokens.GetToken(image.Metadata.AddMemberReference(self, image.Metadata.GetOrAddString(".ctor"), image.Blob([0x20, 0, 1])))));
        }).Finds(Seen),
        Case("type-specifications-of-each-other", image =>
        {
            for (var i = 1; i <= 2; i++)
            {
                image.Metadata.AddTypeSpecification(image.Blob([0x1D, 0x12, .. ManagedImage.Compressed(CodedIndex.TypeDefOrRefOrSpec(MetadataTokens.TypeSpecificationHandle(3 - i)))]));
            }

            image.Method("Make", Call(0x74, MetadataTokens.GetToken(MetadataTokens.TypeSpecificationHandle(1))));
        }).Finds(Seen),
        Case("signature-of-arrays-of-arrays", image => image.Method("Deep", ManagedImage.TinyBody([0x2A]), [0, 1, 1, .. Enumerable.Repeat((byte)0x1D, 200_000), 8])).Finds(Seen),
        Case("signature-of-pointers-without-end", image => image.Method("Deep", ManagedImage.TinyBody([0x2A]), [0, 1, 1, .. Enumerable.Repeat((byte)0x0F, 200_000)])).Finds(Seen),
        Case("signature-of-function-pointers", image => image.Method("Deep", ManagedImage.TinyBody([0x2A]), [0, 1, 1, .. Enumerable.Repeat<byte[]>([0x1B, 0, 0], 50_000).SelectMany(level => level), 1])).Finds(Seen),
        Case("signature-of-modifiers", image => image.Method("Deep", ManagedImage.TinyBody([0x2A]), [0, 1, 1, .. Enumerable.Repeat<byte[]>([0x20, 5], 50_000).SelectMany(level => level), 8])).Finds(Seen),
        Case("signature-of-generics-of-generics", image => image.Method("Deep", ManagedImage.TinyBody([0x2A]), [0, 1, 1, .. Enumerable.Repeat<byte[]>([0x15, 0x12, 5, 1], 50_000).SelectMany(level => level), 8])).Finds(Seen),
        Case("signature-of-a-billion-parameters", image => image.Method("Wide", ManagedImage.TinyBody([0x2A]), [0, 0xDF, 0xFF, 0xFF, 0xFF, 1, 8])).Finds(Seen),
        Case("signature-of-array-with-a-billion-sizes", image => image.Method("Wide", ManagedImage.TinyBody([0x2A]), [0, 1, 1, 0x14, 8, 3, 0xDF, 0xFF, 0xFF, 0xFF, 1])).Finds(Seen),
        Case("signature-empty", image => image.Method("Nothing", ManagedImage.TinyBody([0x2A]), [])).Finds(Seen),
        Case("signature-of-a-field", image => image.Method("Other", ManagedImage.TinyBody([0x2A]), [6, 8])).Finds(Seen),
        Case("called-signature-deep", image => image.Method("Call", Call(0x28, MetadataTokens.GetToken(image.Metadata.AddMemberReference(image.Object, image.Metadata.GetOrAddString("Deep"), image.Blob([0, 1, 1, .. Enumerable.Repeat((byte)0x1D, 100_000), 8])))))).Finds(Seen),
        Case("base-types-in-a-circle", image =>
        {
            image.Type("A", MetadataTokens.TypeDefinitionHandle(4));
            image.Type("B", MetadataTokens.TypeDefinitionHandle(3));
        }).Finds(Seen).AndNothingElse(),
        Case("nested-types-in-a-circle", image =>
        {
            var a = image.Type("A", image.Object);
            var b = image.Type("B", image.Object);
            image.Method("In", ManagedImage.TinyBody([0x2A]));
            image.Metadata.AddNestedType(a, b);
            image.Metadata.AddNestedType(b, a);
        }).Finds(Seen),
        Case("nested-types-ten-thousand-deep", image =>
        {
            var types = Enumerable.Range(0, 10_000).Select(i => image.Type($"T{i}", image.Object)).ToArray();
            for (var i = 1; i < types.Length; i++)
            {
                image.Metadata.AddNestedType(types[i], types[i - 1]);
            }

            image.Method("In", ManagedImage.TinyBody([0x2A]));
        }).Finds(Seen),
        Case("reference-in-itself", image =>
        {
            var scope = MetadataTokens.TypeReferenceHandle(image.Metadata.GetRowCount(TableIndex.TypeRef) + 1);
            var type = image.Metadata.AddTypeReference(scope, default, image.Metadata.GetOrAddString("Inner"));
            image.Method("Make", Call(0x73, MetadataTokens.GetToken(image.Metadata.AddMemberReference(type, image.Metadata.GetOrAddString(".ctor"), image.Blob([0x20, 0, 1])))));
        }).Finds(Seen),
        Case("methods-of-a-type-run-backwards", image =>
        {
            image.Metadata.AddTypeDefinition(default, default, image.Metadata.GetOrAddString("A"), image.Object, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(0x7FFF));
            image.Metadata.AddTypeDefinition(default, default, image.Metadata.GetOrAddString("B"), image.Object, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        }).Says(ProblemId.MetadataUnreadable),
        Case("fields-behind-the-table", image => image.Metadata.AddTypeDefinition(default, default, image.Metadata.GetOrAddString("A"), image.Object, MetadataTokens.FieldDefinitionHandle(60_000), MetadataTokens.MethodDefinitionHandle(2))).Finds(Seen),
        Case("name-of-a-megabyte", image => image.Method(new string('n', 1_000_000), ManagedImage.TinyBody([0x2A]))).Finds(Seen),
        Case("name-with-controls", image => image.Method("a\u001b[2J\u202E\r\nRESULT", Call(0x28, 0x06000001))).Finds(Seen).AndNothingElse(),
        Case("attribute-of-other-bytes", image => Attribute(image, [2, 0, 0, 0, 0xFF])).Finds(Seen),
        Case("attribute-of-a-text-beyond-its-end", image => Attribute(image, [1, 0, 0xDF, 0xFF, 0xFF, 0xFF, 65], [0x20, 1, 1, 0x0E])).Finds(Seen),
        Case("attribute-of-a-billion-values", image => Attribute(image, [1, 0, 0xFE, 0xFF, 0xFF, 0x7F], [0x20, 1, 1, 0x1D, 0x0E])).Finds(Seen),
        Case("attribute-of-boxed-arrays", image => Attribute(image, [1, 0, .. Enumerable.Repeat<byte[]>([0x1D, 0x51, 1, 0, 0, 0], 20_000).SelectMany(level => level)], [0x20, 1, 1, 0x1C])).Finds(Seen),
        Case("attribute-of-many-named-values", image => Attribute(image, [1, 0, 0xFF, 0xFF, .. new byte[1000]])).Finds(Seen),
        Case("constant-cut", image => image.Metadata.AddConstant(image.Metadata.AddFieldDefinition(FieldAttributes.Literal | FieldAttributes.Static, image.Metadata.GetOrAddString("C"), image.Blob([6, 8])), 5)).Finds(Seen).AndNothingElse(),
        Case("imported-method-of-no-library", image => image.Metadata.AddMethodImport(image.Method("Native", null), MethodImportAttributes.None, image.Metadata.GetOrAddString("CreateRemoteThread"), MetadataTokens.ModuleReferenceHandle(77))).Finds(Seen),
        Case("code-of-no-rows", image => image.Method("Broken", Call(0x28, 0x0AFFFFFF))).Says(ProblemId.MetadataInvalid).Finds(Seen),
        Case("code-of-no-text", image => image.Method("Broken", Call(0x72, 0x70FFFFFF))).Says(ProblemId.MetadataInvalid).Finds(Seen),
        Case("code-of-no-table", image => image.Method("Broken", Call(0x28, 0x3F000001))).Says(ProblemId.MetadataInvalid).Finds(Seen),
        Case("code-cut-within-an-instruction", image => image.Method("Broken", ManagedImage.TinyBody([0x28, 1, 0]))).Says(ProblemId.MetadataInvalid).Finds(Seen),
        Case("code-of-a-billion-bytes", image => image.Method("Broken", ManagedImage.FatBody([0x2A], size: 0x7FFFFFFF))).Says(ProblemId.MetadataInvalid).Finds(Seen),
        Case("code-of-negative-size", image => image.Method("Broken", ManagedImage.FatBody([0x2A], size: 0xFFFFFFF0))).Says(ProblemId.MetadataInvalid).Finds(Seen),
        Case("code-without-header", image => image.Method("Broken", [0, 0, 0, 0])).Says(ProblemId.MetadataInvalid).Finds(Seen),
        Case("code-that-jumps-out", image => image.Method("Broken", ManagedImage.TinyBody([0x38, 0xFF, 0xFF, 0xFF, 0x7F, 0x2A]))).Finds(Seen),
        Case("code-that-jumps-on-itself", image => image.Method("Broken", ManagedImage.TinyBody([0x2B, 0xFE, 0x2A]))).Finds(Seen).AndNothingElse(),
        Case("switch-of-a-billion", image => image.Method("Broken", ManagedImage.TinyBody([0x16, 0x45, 0xFF, 0xFF, 0xFF, 0x3F, 0x2A]))).Says(ProblemId.MetadataInvalid).Finds(Seen),
        Case("switch-of-negative-size", image => image.Method("Broken", ManagedImage.TinyBody([0x16, 0x45, 0xFF, 0xFF, 0xFF, 0xFF, 0x2A]))).Says(ProblemId.MetadataInvalid).Finds(Seen),
        Case("instruction-unknown", image => image.Method("Broken", ManagedImage.TinyBody([0xFE, 0xFF, 0x2A]))).Finds(Seen),
        Case("guards-beyond-the-code", image => image.Method("Broken", ManagedImage.FatBody([0x2A], sections: [0x41, 28, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x70, 0, 0, 0, 0x70, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0x70, 0, 0, 0, 0]))).Finds(Seen),
        Case("guards-without-end", image => image.Method("Broken", ManagedImage.FatBody([0x2A], sections: [0xC1, 0xFF, 0xFF, 0xFF]))).Finds(Seen),
        Case("locals-of-no-signature", image => image.Method("Broken", ManagedImage.FatBody([0x06, 0x26, 0x2A], locals: 0x11FFFFFF))).Finds(Seen),
        Case("locals-of-a-billion", image => image.Method("Broken", ManagedImage.FatBody([0x06, 0x26, 0x2A], locals: (uint)MetadataTokens.GetToken(image.Metadata.AddStandaloneSignature(image.Blob([7, 0xDF, 0xFF, 0xFF, 0xFF, 8])))))).Finds(Seen),
        Case("one-body-of-twenty-thousand-methods", image =>
        {
            var body = ManagedImage.FatBody([.. Enumerable.Repeat((byte)0, 5000), 0x2A]);
            image.Method("M", body);
            for (var i = 0; i < 20_000; i++)
            {
                image.Method("M", null, offset: 16);
            }
        }).Says(ProblemId.LimitSteps).Finds(Seen),
        Case("stack-of-a-million-values", image => image.Method("Broken", ManagedImage.FatBody([.. Enumerable.Repeat((byte)0x16, 1_000_000), 0x2A]))).Finds(Seen).AndNothingElse(),
        Case("text-concatenated-without-end", image =>
        {
            var concat = MetadataTokens.GetToken(image.Metadata.AddMemberReference(image.Reference("System", "String"), image.Metadata.GetOrAddString("Concat"), image.Blob([0, 2, 0x0E, 0x0E, 0x0E])));
            var text = MetadataTokens.GetToken(image.Metadata.GetOrAddUserString(new string('x', 1000)));
            image.Method("Double", ManagedImage.FatBody([0x72, .. ManagedImage.Token(text), .. Enumerable.Repeat<byte[]>([0x25, 0x28, .. ManagedImage.Token(concat)], 60).SelectMany(step => step), 0x26, 0x2A]));
        }).Finds(Seen),
        Case("field-data-outside", image => image.Metadata.AddFieldRelativeVirtualAddress(image.Metadata.AddFieldDefinition(FieldAttributes.Static | FieldAttributes.HasFieldRVA, image.Metadata.GetOrAddString("D"), image.Blob([6, 8])), 0x7FFFFFF0)).Finds(Seen),
        Compiled("heap-of-texts-cut", (image, metadata) => image.U32(StreamHeader(image, metadata, "#Strings") + 4, 40)).Says(ProblemId.MetadataInvalid),
        Compiled("heap-of-blobs-beyond", (image, metadata) => image.U32(StreamHeader(image, metadata, "#Blob"), 0x00FFFFFF)).Says(ProblemId.MetadataUnreadable),
        Compiled("heap-of-blobs-negative", (image, metadata) => image.U32(StreamHeader(image, metadata, "#Blob"), 0xFFFFFFF0)).Says(ProblemId.MetadataUnreadable),
        Compiled("streams-twice", (image, metadata) => image.With(StreamHeader(image, metadata, "#GUID") + 8, "#US\0\0"u8)).Says(ProblemId.MetadataUnreadable),
        Compiled("tables-uncompressed", (image, metadata) => image.With(StreamHeader(image, metadata, "#~") + 8, "#-"u8)).Finds(Seen),
        Compiled("tables-of-a-future-version", (image, metadata) => image.With(metadata + TablesOffset(image, metadata) + 4, [9])),
        Compiled("metadata-of-no-signature", (image, metadata) => image.With(metadata, "XXXX"u8)).Says(ProblemId.MetadataUnreadable),
        Compiled("metadata-of-no-streams", (image, metadata) => image.U16(metadata + 16 + BitConverter.ToInt32(image, metadata + 12) + 2, 0)).Says(ProblemId.MetadataUnreadable),
        Compiled("metadata-cut-in-half", (image, metadata) => image[..(metadata + 100)]).Says(ProblemId.MetadataUnreadable),
    ];

    private static MadeCase Case(string id, Action<ManagedImage> write) => new("assembly/" + id, "made.dll", () => ManagedImage.Build(write));

    private static MadeCase Compiled(string id, Func<byte[], int, byte[]> change) => new("assembly/" + id, "made.dll", () =>
    {
        var image = ManagedImage.Build(static _ => { });
        return change(image, image.First("BSJB"u8));
    });

    private static byte[] Call(byte instruction, int token) => ManagedImage.TinyBody([instruction, .. ManagedImage.Token(token), 0x2A]);

    private static void Attribute(ManagedImage image, byte[] value, byte[]? signature = null) =>
        image.Metadata.AddCustomAttribute(EntityHandle.ModuleDefinition, image.Metadata.AddMemberReference(image.Reference("System", "ObsoleteAttribute"), image.Metadata.GetOrAddString(".ctor"), image.Blob(signature ?? [0x20, 0, 1])), image.Blob(value));

    // ECMA-335 II.24.2.2: offset, size, name.
    private static int StreamHeader(byte[] image, int metadata, string name) => metadata + image.AsSpan(metadata, 256).IndexOf(System.Text.Encoding.ASCII.GetBytes(name + "\0")) - 8;

    private static int TablesOffset(byte[] image, int metadata) => BitConverter.ToInt32(image, StreamHeader(image, metadata, "#~"));
}

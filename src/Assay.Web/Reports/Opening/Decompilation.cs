using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.OutputVisitor;
using ICSharpCode.Decompiler.Disassembler;
using ICSharpCode.Decompiler.IL;
using ICSharpCode.Decompiler.Metadata;
using SequencePoint = ICSharpCode.Decompiler.DebugInfo.SequencePoint;

namespace Assay.Web.Reports.Opening;

/// <summary>Turns a method or type of an assembly into text. For child processes only: decompilers take long over some input, and fail on other.</summary>
internal static class Decompilation
{
    private const int LongestText = 512 * 1024;

    /// <summary>Shows a place: as C#, or as instructions where that fails.</summary>
    public static ShownCode Show(byte[] image, string name, CodePlace place) => Show(image, name, place, CSharp);

    /// <summary>The same with another decompiler.</summary>
    internal static ShownCode Show(byte[] image, string name, CodePlace place, Func<PEFile, IReadOnlyList<EntityHandle>, CodePlace, TypeDefinitionHandle, ShownCode> decompile)
    {
        using var file = new PEFile(name, new MemoryStream(image), PEStreamOptions.PrefetchEntireImage, MetadataReaderOptions.None);
        var metadata = file.Metadata;
        var type = CodeSearch.Type(metadata, place.Type);
        if (type.IsNil)
        {
            return new ShownCode(CodeForm.None, "", []);
        }

        IReadOnlyList<MethodDefinitionHandle> methods = place.Method is { } method ? CodeSearch.Methods(metadata, type, method) : [];

        // Some generated code belongs to no method of the source.
        if (methods.Count == 0 && place.Body is { } body && CodeSearch.Body(metadata, type, body) is { IsNil: false } generated)
        {
            methods = [generated];
        }

        if (methods.Count == 0 && place.Method is not null)
        {
            return new ShownCode(CodeForm.None, "", []);
        }

        try
        {
            IReadOnlyList<EntityHandle> entities = methods.Count == 0 ? [type] : [.. methods.Select(handle => CodeSearch.Declaration(metadata, handle)).Distinct()];
            return decompile(file, entities, place, type);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            return Instructions(file, type, methods);
        }
    }

    private static ShownCode CSharp(PEFile file, IReadOnlyList<EntityHandle> entities, CodePlace place, TypeDefinitionHandle type)
    {
        var settings = new DecompilerSettings(LanguageVersion.Latest) { ThrowOnAssemblyResolveErrors = false, UseDebugSymbols = false, ShowXmlDocumentation = false, LoadInMemory = true };
        var decompiler = new CSharpDecompiler(file, new FrameworkAssemblies(), settings);
        var tree = decompiler.Decompile(entities);
        var output = new StringWriter { NewLine = "\n" };
        tree.AcceptVisitor(new CSharpOutputVisitor(TokenWriter.WrapInWriterThatSetsLocationsInAST(new TextWriterTokenWriter(output)), settings.CSharpFormattingOptions));
        var text = Cut(output.ToString());
        var lines = text.Split('\n');

        // What a state machine does between its statements is counted to the brace at their end: that says nothing.
        return new ShownCode(CodeForm.CSharp, text, place.Offset is { } offset ? [.. Lines(decompiler.CreateSequencePoints(tree), file.Metadata, place, type, offset).Where(line => line <= lines.Length && lines[line - 1].Any(char.IsLetter))] : []);
    }

    // A statement covers the instructions from its offset on. Overloads have offsets of their own: only one of them can be meant, and none is guessed.
    private static IReadOnlyList<int> Lines(Dictionary<ILFunction, List<SequencePoint>> points, MetadataReader metadata, CodePlace place, TypeDefinitionHandle type, int offset)
    {
        var wanted = place.Body is { } body ? CodeSearch.Body(metadata, type, body) : CodeSearch.Methods(metadata, type, place.Method ?? "") is [var only] ? only : default;
        if (wanted.IsNil)
        {
            return [];
        }

        return
        [
            .. points.Where(entry => (entry.Key.MoveNextMethod ?? entry.Key.Method)?.MetadataToken == wanted)
                .SelectMany(entry => entry.Value).Where(point => !point.IsHidden && point.Offset <= offset && offset < point.EndOffset)
                .SelectMany(point => Enumerable.Range(point.StartLine, Math.Clamp(point.EndLine - point.StartLine + 1, 1, 20))).Distinct().Order(),
        ];
    }

    private static ShownCode Instructions(PEFile file, TypeDefinitionHandle type, IReadOnlyList<MethodDefinitionHandle> methods)
    {
        var output = new PlainTextOutput();
        var disassembler = new ReflectionDisassembler(output, CancellationToken.None);
        if (methods.Count == 0)
        {
            disassembler.DisassembleType(file, type);
        }

        foreach (var method in methods)
        {
            disassembler.DisassembleMethod(file, method);
            output.WriteLine();
        }

        return new ShownCode(CodeForm.Il, Cut(output.ToString().ReplaceLineEndings("\n")), []);
    }

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] : text;

    /// <summary>Finds assemblies of the framework that this program runs on; nothing else is ever looked for, least of all by a path.</summary>
    private sealed class FrameworkAssemblies : IAssemblyResolver
    {
        private static readonly string Folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        private readonly Dictionary<string, MetadataFile?> _files = new(StringComparer.OrdinalIgnoreCase);

        public MetadataFile? Resolve(IAssemblyReference reference)
        {
            if (!_files.TryGetValue(reference.Name, out var file))
            {
                _files.Add(reference.Name, file = Open(reference.Name));
            }

            return file;
        }

        public IDisposable? BeginSnapshot() => null;

        public MetadataFile? ResolveModule(MetadataFile mainModule, string moduleName) => null;

        public Task<MetadataFile?> ResolveAsync(IAssemblyReference reference) => Task.FromResult(Resolve(reference));

        public Task<MetadataFile?> ResolveModuleAsync(MetadataFile mainModule, string moduleName) => Task.FromResult<MetadataFile?>(null);

        private static PEFile? Open(string name)
        {
            var path = Path.Combine(Folder, name + ".dll");
            return name.All(character => char.IsAsciiLetterOrDigit(character) || character == '.') && File.Exists(path) ? new PEFile(path, new MemoryStream(File.ReadAllBytes(path)), PEStreamOptions.PrefetchEntireImage, MetadataReaderOptions.None) : null;
        }
    }
}

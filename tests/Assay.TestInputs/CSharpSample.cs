using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace Assay.TestInputs;

/// <summary>Compiles C# text into an assembly in memory. Nothing compiled here is ever loaded.</summary>
public static class CSharpSample
{
    private static readonly Lazy<MetadataReference[]> Framework = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Win32", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>The framework that samples are compiled against.</summary>
    public static IReadOnlyList<MetadataReference> FrameworkReferences => Framework.Value;

    /// <summary>Compiles a whole file; throws with the compiler's messages when it does not compile.</summary>
    public static byte[] Compile(string source, string assemblyName = "Sample", OptimizationLevel optimization = OptimizationLevel.Release, OutputKind kind = OutputKind.DynamicallyLinkedLibrary,
        IEnumerable<ResourceDescription>? resources = null, IEnumerable<MetadataReference>? references = null)
    {
        var options = new CSharpCompilationOptions(kind, optimizationLevel: optimization, allowUnsafe: true, deterministic: true, nullableContextOptions: NullableContextOptions.Disable);
        var compilation = CSharpCompilation.Create(assemblyName, [CSharpSyntaxTree.ParseText(source)], references ?? Framework.Value, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image, manifestResources: resources);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)) + "\n" + source);
        }

        return image.ToArray();
    }

    /// <summary>Compiles a file of this path with portable symbols: embedded, or handed back beside the image.</summary>
    public static (byte[] Image, byte[]? Symbols) CompileWithSymbols(string source, string path, bool embedded)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true);
        var compilation = CSharpCompilation.Create("Sample", [CSharpSyntaxTree.ParseText(source, path: path, encoding: Encoding.UTF8)], Framework.Value, options);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(image, embedded ? null : symbols, options: new EmitOptions(debugInformationFormat: embedded ? DebugInformationFormat.Embedded : DebugInformationFormat.PortablePdb, pdbFilePath: "Sample.pdb"));
        return result.Success ? (image.ToArray(), embedded ? null : symbols.ToArray()) : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private const string Usings = """
        using System; using System.Collections.Generic; using System.Diagnostics; using System.IO; using System.IO.Compression; using System.Linq; using System.Net; using System.Net.Http;
        using System.Net.NetworkInformation; using System.Net.Sockets; using System.Reflection; using System.Runtime.InteropServices; using System.Security.Cryptography;
        using System.Security.Principal; using System.Text; using System.Threading; using System.Threading.Tasks; using Microsoft.Win32;

        """;

    /// <summary>Compiles statements as the body of <c>Sample.Run</c>, with the usings most examples need.</summary>
    /// <remarks>Stubs that lie in a namespace stand for a library: they become an assembly of their own, as calls within an assembly are other facts than calls that leave it.</remarks>
    public static byte[] CompileStatements(string statements, string stubs = "")
    {
        var root = CSharpSyntaxTree.ParseText(Usings + stubs).GetCompilationUnitRoot();

        // What a native function is called is only told where it is declared.
        var library = root.Members.OfType<BaseNamespaceDeclarationSyntax>().Where(space => !space.DescendantTokens().Any(token => token.IsKind(SyntaxKind.ExternKeyword))).ToArray();
        if (library.Length == 0)
        {
            return Compile(Wrap(statements, stubs));
        }

        var declarations = Usings + "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Sample\")]\n" + string.Concat(library.Select(space => space.ToFullString()));
        var own = root.RemoveNodes(library, SyntaxRemoveOptions.KeepNoTrivia)!;
        return Compile(Wrap(statements, string.Concat(own.Usings.Skip(root.Usings.Count(directive => Usings.Contains(directive.ToString(), StringComparison.Ordinal))).Select(directive => directive.ToFullString())) + string.Concat(own.Members.Select(member => member.ToFullString()))),
            references: Beside(MetadataReference.CreateFromImage(Compile(declarations, "Library"))));
    }

    // What a stub stands for may be there after all: the stub is meant.
    private static IEnumerable<MetadataReference> Beside(MetadataReference library)
    {
        var compilation = CSharpCompilation.Create("Names", [], [.. Framework.Value, library]);
        var names = TypesOf(((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(library)!).GlobalNamespace).Select(type => type.ToDisplayString()).ToArray();
        return [library, .. Framework.Value.Where(reference => compilation.GetAssemblyOrModuleSymbol(reference) is not IAssemblySymbol assembly || !Array.Exists(names, name => assembly.GetTypeByMetadataName(name) is { DeclaredAccessibility: Accessibility.Public }))];
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceSymbol space) => [.. space.GetTypeMembers(), .. space.GetNamespaceMembers().SelectMany(TypesOf)];

    /// <summary>Puts statements into <c>Sample.Run</c>: the source that <see cref="CompileStatements"/> compiles.</summary>
    public static string Wrap(string statements, string stubs = "") => $$"""
        {{Usings}}
        {{stubs}}
        public static class Sample
        {
            public static async Task Run(string input, byte[] data, Stream stream)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """;
}

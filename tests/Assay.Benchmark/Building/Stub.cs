using Assay.TestInputs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Assay.Benchmark.Building;

/// <summary>A reference assembly with the declarations that a replica needs of a library that is not here: name, types and members are those of the library.</summary>
internal sealed class Stub
{
    private readonly Lazy<MetadataReference> _reference;

    private Stub(string assembly, string source) => _reference = new(() => Compile(assembly, source));

    private Stub(Type known) => _reference = new(() => MetadataReference.CreateFromFile(known.Assembly.Location));

    public MetadataReference Reference => _reference.Value;

    /// <summary>Screen and pictures.</summary>
    public static Stub Drawing { get; } = new("System.Drawing.Common", """
        namespace System.Drawing
        {
            public abstract class Image : IDisposable { public void Save(System.IO.Stream stream, Imaging.ImageFormat format) => throw null; public void Save(string name) => throw null; public void Dispose() { } }
            public sealed class Bitmap : Image { public Bitmap(int width, int height) { } public Bitmap(string name) { } }
            public sealed class Graphics : IDisposable
            {
                public static Graphics FromImage(Image image) => throw null;
                public static Graphics FromHwnd(IntPtr window) => throw null;
                public void CopyFromScreen(int x, int y, int left, int top, System.Drawing.Size size) => throw null;
                public void CopyFromScreen(System.Drawing.Point from, System.Drawing.Point to, System.Drawing.Size size) => throw null;
                public void DrawImage(Image image, int x, int y) => throw null;
                public void Dispose() { }
            }
        }
        namespace System.Drawing.Imaging { public sealed class ImageFormat { public static ImageFormat Png => throw null; public static ImageFormat Jpeg => throw null; } }
        """);

    /// <summary>Clipboard and screens.</summary>
    public static Stub Forms { get; } = new("System.Windows.Forms", """
        namespace System.Windows.Forms
        {
            public static class Clipboard { public static string GetText() => throw null; public static void SetText(string text) => throw null; }
            public sealed class Screen { public static Screen PrimaryScreen => throw null; public System.Drawing.Rectangle Bounds => throw null; }
        }
        """);

    /// <summary>Tasks of build files.</summary>
    public static Stub BuildFramework { get; } = new("Microsoft.Build.Framework", """
        namespace Microsoft.Build.Framework
        {
            public interface ITask { bool Execute(); }
            public sealed class RequiredAttribute : System.Attribute { }
            public interface ITaskItem { string ItemSpec { get; set; } }
            public enum MessageImportance { High, Normal, Low }
        }
        """);

    /// <summary>The base class of tasks.</summary>
    public static Stub BuildUtilities { get; } = new("Microsoft.Build.Utilities.Core", """
        namespace Microsoft.Build.Utilities
        {
            public class TaskLoggingHelper { public void LogMessage(string text, params object[] values) => throw null; public void LogError(string text, params object[] values) => throw null; }
            public abstract class Task { public TaskLoggingHelper Log => throw null; public abstract bool Execute(); }
        }
        """);

    /// <summary>An editor of assemblies.</summary>
    public static Stub Cecil { get; } = new("Mono.Cecil", """
        namespace Mono.Cecil
        {
            public sealed class ModuleDefinition : System.IDisposable
            {
                public static ModuleDefinition ReadModule(string file) => throw null;
                public System.Collections.Generic.IEnumerable<TypeDefinition> Types => throw null;
                public void Write(string file) => throw null;
                public void Dispose() { }
            }
            public sealed class TypeDefinition { public string Name { get; set; } public System.Collections.Generic.IEnumerable<MethodDefinition> Methods => throw null; }
            public sealed class MethodDefinition { public string Name { get; set; } public bool HasBody => throw null; }
        }
        """);

    /// <summary>The compiler's own interfaces for analyzers.</summary>
    public static Stub CodeAnalysis { get; } = new(typeof(Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer));

    /// <summary>The compiler's own interfaces for C#.</summary>
    public static Stub CodeAnalysisCSharp { get; } = new(typeof(CSharpCompilation));

    private static PortableExecutableReference Compile(string assembly, string source)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true);
        var compilation = CSharpCompilation.Create(assembly, [CSharpSyntaxTree.ParseText("using System;\n" + source)], CSharpSample.FrameworkReferences, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new EmitOptions(metadataOnly: true));
        return result.Success ? MetadataReference.CreateFromImage(image.ToArray()) : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}

using Assay.Model;

namespace Assay.Linking;

/// <summary>The places of an assembly from which its code starts without being called by the consumer.</summary>
/// <remarks>Initialisers and the entry point say so themselves; what the compiler and MSBuild call is known by the bases and attributes of its type.</remarks>
internal static class StartPlaces
{
    private static readonly HashSet<string> CompilerTypes = new(StringComparer.Ordinal)
    {
        "Microsoft.CodeAnalysis.ISourceGenerator", "Microsoft.CodeAnalysis.IIncrementalGenerator", "Microsoft.CodeAnalysis.GeneratorAttribute",
        "Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer", "Microsoft.CodeAnalysis.Diagnostics.DiagnosticSuppressor", "Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerAttribute",
        "Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider", "Microsoft.CodeAnalysis.CodeFixes.ExportCodeFixProviderAttribute",
        "Microsoft.CodeAnalysis.CodeRefactorings.CodeRefactoringProvider", "Microsoft.CodeAnalysis.CodeRefactorings.ExportCodeRefactoringProviderAttribute",
    };

    private static readonly HashSet<string> CompilerMethods = new(StringComparer.Ordinal)
    {
        ".ctor", "Initialize", "Execute", "get_SupportedDiagnostics", "get_SupportedSuppressions", "ReportSuppressions",
        "get_FixableDiagnosticIds", "GetFixAllProvider", "RegisterCodeFixesAsync", "ComputeRefactoringsAsync",
    };

    private static readonly HashSet<string> TaskTypes = new(StringComparer.Ordinal)
    {
        "Microsoft.Build.Framework.ITask", "Microsoft.Build.Utilities.Task", "Microsoft.Build.Utilities.AppDomainIsolatedTask", "Microsoft.Build.Utilities.ToolTask",
        "Microsoft.Build.Utilities.MuxLogger", "Microsoft.Build.Framework.ILogger", "Microsoft.Build.Utilities.Logger",
    };

    private static readonly HashSet<string> TaskMethods = new(StringComparer.Ordinal)
    {
        ".ctor", "Execute", "Cancel", "Initialize", "ExecuteTool", "GenerateFullPathToTool", "GenerateCommandLineCommands", "GenerateResponseFileCommands",
    };

    /// <summary>Adds the start places of a file to the graph.</summary>
    /// <param name="graph">Takes the starts.</param>
    /// <param name="index">Number of the file.</param>
    /// <param name="file">The file with the surfaces that its folder gives it.</param>
    public static void Add(ReachGraph graph, int index, LinkedFile file)
    {
        var facts = file.Facts;
        for (var i = 0; i < facts.Places.Count; i++)
        {
            var start = Own(file.Surfaces, facts.PlaceSurface(i)) | (file.SurfacesOf(i) & Surface.Import);
            if (start != Surface.None)
            {
                graph.Start(index, i, start);
            }
        }

        if ((file.Surfaces & Surface.Compile) != 0)
        {
            AddTypes(graph, index, facts, CompilerTypes, CompilerMethods, Surface.Compile);
        }

        if ((file.Surfaces & Surface.Build) != 0)
        {
            AddTypes(graph, index, facts, TaskTypes, TaskMethods, Surface.Build);
        }
    }

    // What a place tells of itself, where its file is loaded at all; static constructors tell something only where nothing else runs the file.
    private static Surface Own(Surface file, Surface place)
    {
        if (place == Surface.None || file is Surface.Shipped or Surface.None)
        {
            return Surface.None;
        }

        var own = place & Surface.Load;
        own |= file == Surface.Call ? place & Surface.FirstUse : Surface.None;
        return own | (place & file & Surface.Run);
    }

    private static void AddTypes(ReachGraph graph, int index, FileFacts facts, HashSet<string> types, HashSet<string> methods, Surface surface)
    {
        var starting = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var record in facts.Records)
        {
            if (record.Kind is FactKind.Base or FactKind.Attribute && record.Place >= 0 && types.Contains(facts.Strings[record.Value])
                && MethodIndex.TypeOfPlace(facts, record.Place) is { } type)
            {
                starting.Add(type);
            }
        }

        if (starting.Count == 0)
        {
            return;
        }

        var own = new MethodIndex(facts, StringComparer.Ordinal);
        foreach (var type in starting)
        {
            foreach (var (place, name) in own.MethodsOf(type))
            {
                // MSBuild fills the properties of a task before it runs it.
                if (methods.Contains(name) || (surface == Surface.Build && name.StartsWith("set_", StringComparison.Ordinal)))
                {
                    graph.Start(index, place, surface);
                }
            }
        }
    }
}

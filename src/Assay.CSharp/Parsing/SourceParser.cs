using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Assay.CSharp.Parsing;

/// <summary>Parses a file, or a piece of one: members without a type, statements without a method.</summary>
internal static class SourceParser
{
    private const string InsufficientStack = "CS8078";
    private static readonly CSharpParseOptions File = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Regular);
    private static readonly CSharpParseOptions Piece = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Gives the tree that explains the text best: what is wrong as a file may be right as a piece, such as the members of an <c>Add-Type</c>.</summary>
    /// <returns>Null when the parser gave up on something that nests too deep for it.</returns>
    /// <exception cref="ParserSpentException">The source is broken so that the parser copies again and again what it skipped.</exception>
    public static CompilationUnitSyntax? Parse(MeteredText source)
    {
        var file = source.Read(static metered => Parse(metered, File));
        var errors = CountErrors(file);
        if (errors == 0)
        {
            return file.GetCompilationUnitRoot();
        }

        var piece = source.Read(static metered => Parse(metered, Piece));
        var better = CountErrors(piece) < errors ? piece : file;
        return better.GetDiagnostics().Any(diagnostic => diagnostic.Id == InsufficientStack) ? null : better.GetCompilationUnitRoot();
    }

    private static SyntaxTree Parse(SourceText source, CSharpParseOptions options)
    {
        // A parser that may be cancelled reads no token before it needs it: what it allocates is measured while it reads.
        using var cancellation = new CancellationTokenSource();
        return CSharpSyntaxTree.ParseText(source, options, cancellationToken: cancellation.Token);
    }

    private static int CountErrors(SyntaxTree tree) => tree.GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}

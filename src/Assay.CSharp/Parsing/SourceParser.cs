using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Parsing;

/// <summary>Parses a file, or a piece of one: members without a type, statements without a method.</summary>
internal static class SourceParser
{
    private static readonly CSharpParseOptions File = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Regular);
    private static readonly CSharpParseOptions Piece = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Gives the tree that explains the text best: what is wrong as a file may be right as a piece, such as the members of an <c>Add-Type</c>.</summary>
    public static CompilationUnitSyntax Parse(string text)
    {
        var file = CSharpSyntaxTree.ParseText(text, File);
        var errors = CountErrors(file);
        if (errors == 0)
        {
            return file.GetCompilationUnitRoot();
        }

        var piece = CSharpSyntaxTree.ParseText(text, Piece);
        return CountErrors(piece) < errors ? piece.GetCompilationUnitRoot() : file.GetCompilationUnitRoot();
    }

    private static int CountErrors(SyntaxTree tree) => tree.GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}

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
        var errors = ErrorsOf(file);
        if (errors is { Length: 0 })
        {
            return file.GetCompilationUnitRoot();
        }

        var piece = source.Read(static metered => Parse(metered, Piece));
        var errorsOfPiece = ErrorsOf(piece);
        var (better, its) = Count(errorsOfPiece) < Count(errors) ? (piece, errorsOfPiece) : (file, errors);
        return its?.Any(error => error.Id == InsufficientStack) == true ? null : better.GetCompilationUnitRoot();
    }

    private static SyntaxTree Parse(SourceText source, CSharpParseOptions options)
    {
        // A parser that may be cancelled reads no token before it needs it: what it allocates is measured while it reads.
        using var cancellation = new CancellationTokenSource();
        return CSharpSyntaxTree.ParseText(source, options, cancellationToken: cancellation.Token);
    }

    private static int Count(Diagnostic[]? errors) => errors?.Length ?? int.MaxValue;

    private static Diagnostic[]? ErrorsOf(SyntaxTree tree)
    {
        try
        {
            return [.. tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        }
        catch (ArgumentOutOfRangeException)
        {
            // The compiler looks for the place of an error behind the end of the text; the tree is as good as any.
            return null;
        }
    }
}

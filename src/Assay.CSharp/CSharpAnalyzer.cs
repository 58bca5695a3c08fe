using Assay.CSharp.Names;
using Assay.CSharp.Parsing;
using Assay.CSharp.Walking;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp;

/// <summary>Reads C# source and states what its compiled form would state, without compiling it.</summary>
public static class CSharpAnalyzer
{
    // Characters of the first piece of a source that is parsed alone; each next one is twice as long.
    private const int ShortestPiece = 2_048;

    /// <summary>Names the state of this analyser: facts of another version are read again.</summary>
    public const string Version = "2";

    /// <summary>Writes the facts of a file or of a piece of one: members without a type, statements without a method.</summary>
    /// <returns>Artifacts found inside; C# holds none. What cannot be read becomes a problem of <paramref name="facts"/>; nothing is thrown.</returns>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlyMemory<byte> content, FactWriter facts) => Analyze(content, facts, out _);

    /// <summary>Writes the facts of a file or of a piece of one, and gives its comments: they are no code, but tell addresses. Null when the source could not be parsed.</summary>
    /// <returns>Artifacts found inside; C# holds none.</returns>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlyMemory<byte> content, FactWriter facts, out IReadOnlyList<SourceComment>? comments)
    {
        comments = null;
        var text = SourceDecoding.Decode(content.Span, facts);
        if (facts.Limits[Limit.CsharpCharacters] is var limit && text.Length > limit)
        {
            facts.AddLimit(Limit.CsharpCharacters, $"The source has {text.Length} characters; more than {limit} are not analysed.");
            return [];
        }

        var scanner = new SourceScanner(text);
        scanner.Scan();
        if (!scanner.IsBalanced)
        {
            facts.AddProblem(ProblemId.LimitSteps, $"The source has more than {SourceLimits.StrayBrackets} brackets that close nothing and was not analysed.");
            return [];
        }

        if (!scanner.IsCheap)
        {
            facts.AddProblem(ProblemId.LimitSteps, "The source has so many strings in holes of interpolated strings that its parser would copy them again and again; it was not analysed.");
            return [];
        }

        if (!scanner.IsShallow)
        {
            Say(TokenShape.TooDeep, facts);
            return [];
        }

        comments = DeepStack.Run(() => ParseAndWalk(scanner.Text, facts), facts.Stages);
        return [];
    }

    private static List<SourceComment>? ParseAndWalk(string text, FactWriter facts)
    {
        // The lexer may take all of a source at once, and its meter is not asked before it is read: what costs the square of its length shows in a piece of it.
        var shape = TokenShape.Bounded;
        CompilationUnitSyntax? unit = null;
        for (var length = ShortestPiece; length < text.Length && shape == TokenShape.Bounded; length *= 2)
        {
            shape = Parse(text[..length], out _);
        }

        shape = shape == TokenShape.Bounded ? Parse(text, out unit) : shape;
        if (unit is null)
        {
            Say(shape, facts);
            return null;
        }

        var comments = CommentsOf(unit);
        Walk(unit, facts);
        return comments;
    }

    private static TokenShape Parse(string text, out CompilationUnitSyntax? unit)
    {
        unit = null;
        var source = new MeteredText(text);
        var shape = TokenNesting.Of(source);
        try
        {
            unit = shape == TokenShape.Bounded ? SourceParser.Parse(source) : null;
        }
        catch (ParserSpentException)
        {
            return TokenShape.Broken;
        }

        return unit is null && shape == TokenShape.Bounded ? TokenShape.TooDeep : shape;
    }

    private static void Say(TokenShape shape, FactWriter facts) => facts.AddProblem(ProblemId.LimitSteps, shape switch
    {
        TokenShape.Broken => "The source has so much that is no C# in a row that its parser would copy it again and again; it was not analysed.",
        TokenShape.Ambiguous => "The source has so many places that may mean two things inside of each other that its parser would read it again and again; it was not analysed.",
        _ => $"The source nests deeper than {SourceScanner.MaximumDepth} levels, or holes of strings deeper than {SourceLimits.Holes}, and was not analysed.",
    });

    private static List<SourceComment> CommentsOf(CompilationUnitSyntax unit)
    {
        var comments = new List<SourceComment>();
        foreach (var trivia in unit.DescendantTrivia().Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia))
        {
            var start = trivia.GetLocation().GetLineSpan().StartLinePosition;
            comments.Add(new SourceComment(trivia.ToString(), start.Line + 1, start.Character + 1));
        }

        return comments;
    }

    private static void Walk(CompilationUnitSyntax unit, FactWriter facts)
    {
        var source = new SourceTypes(unit);
        var emit = new FactEmitter(facts, unit.SyntaxTree.GetText());
        var code = new CodeWalker(source, FrameworkTable.Default, emit, facts.Limits[Limit.CsharpSteps]);
        new DeclarationWalker(source, code, emit).Walk(unit);
        if (code.IsExhausted)
        {
            facts.AddLimit(Limit.CsharpSteps, "The source is larger than what is analysed of one file; the rest was left out.");
        }
        else if (code.IsTooDeep)
        {
            facts.AddProblem(ProblemId.LimitSteps, "The source nests deeper than is followed; what lies deeper was left out.");
        }
    }
}

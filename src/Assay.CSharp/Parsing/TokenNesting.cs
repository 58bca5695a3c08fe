using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.CSharp.Parsing;

/// <summary>Bounds how deep the compiler's parser has to go, by the tokens that the same compiler reads.</summary>
internal static class TokenNesting
{
    // Documentation is a language of its own, whose reader goes down once for each element.
    private static readonly CSharpParseOptions WithoutDocumentation = new(LanguageVersion.Preview, DocumentationMode.None);

    // Twice what a source may nest, so that only what the scanner before read otherwise meets this limit.
    private const int MaximumBrackets = 2 * SourceScanner.MaximumDepth;

    // Operators in a row: each is a level of the tree, for which 290 bytes of the stack were measured.
    private const int LongestChain = 250_000;
    private const int MaximumAngles = 2_000;

    /// <summary>False when brackets nest, or operators follow each other, deeper than a person writes.</summary>
    public static bool IsBounded(string text)
    {
        int brackets = 0, chain = 0, angles = 0;
        foreach (var token in SyntaxFactory.ParseTokens(text, options: WithoutDocumentation))
        {
            chain++;
            switch (token.Kind())
            {
                case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken:
                    brackets++;
                    break;
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken:
                    brackets = Math.Max(0, brackets - 1);
                    break;
                case SyntaxKind.OpenBraceToken:
                    brackets++;
                    chain = angles = 0;
                    break;
                case SyntaxKind.CloseBraceToken:
                    brackets = Math.Max(0, brackets - 1);
                    chain = angles = 0;
                    break;
                case SyntaxKind.SemicolonToken:
                    chain = angles = 0;
                    break;
                case SyntaxKind.CommaToken:
                    chain = 0;
                    break;
                case SyntaxKind.LessThanToken:
                    angles++;
                    break;
                case SyntaxKind.GreaterThanToken:
                    angles = Math.Max(0, angles - 1);
                    break;
            }

            if (brackets > MaximumBrackets || chain > LongestChain || angles > MaximumAngles)
            {
                return false;
            }
        }

        return true;
    }
}

using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.CSharp.Parsing;

/// <summary>What the tokens of a source say about the work that they make for the compiler's parser.</summary>
internal enum TokenShape
{
    /// <summary>It is in proportion to the source.</summary>
    Bounded,
    /// <summary>The parser would go deeper than its stack allows.</summary>
    TooDeep,
    /// <summary>The parser would skip one token after the other, and copy for each of them those before.</summary>
    Broken,
    /// <summary>The parser would read the same tokens again and again, since they may mean two things inside of what may mean two things.</summary>
    Ambiguous,
}

/// <summary>Bounds how deep the compiler's parser has to go, and how much it has to skip, by the tokens that the same compiler reads.</summary>
internal static class TokenNesting
{
    // Documentation is a language of its own, whose reader goes down once for each element.
    private static readonly CSharpParseOptions WithoutDocumentation = new(LanguageVersion.Preview, DocumentationMode.None);

    /// <summary>Says whether brackets nest, operators follow each other, or signs stand in a row, more than a person writes.</summary>
    /// <remarks>The lexer goes down for what is in the holes of strings: this belongs on a <see cref="DeepStack"/>.</remarks>
    public static TokenShape Of(MeteredText text)
    {
        try
        {
            return text.Read(Measure);
        }
        catch (TokenTooDeepException)
        {
            return TokenShape.TooDeep;
        }
        catch (ParserSpentException)
        {
            return TokenShape.Broken;
        }
    }

    private static TokenShape Measure(MeteredText text)
    {
        text.EndToken(0);

        // Marked as an experiment; the one way to read tokens of a text that is not a string, which tells how much of it was read.
#pragma warning disable RSEXPERIMENTAL003
        using var lexer = SyntaxFactory.CreateTokenParser(text, WithoutDocumentation);
#pragma warning restore RSEXPERIMENTAL003
        int brackets = 0, squares = 0, chain = 0, angles = 0, run = 0, runInNamespace = 0;
        var attempts = new ParserAttempts();
        var blocks = new Stack<bool>();
        var isHead = false;
        var isFileOfNamespace = false;
        var strayMembers = 0;
        var isKnownMember = false;
        var before = SyntaxKind.None;
        for (var kind = SyntaxKind.None; kind != SyntaxKind.EndOfFileToken;)
        {
            var token = lexer.ParseNextToken().Token;
            kind = token.Kind();
            text.EndToken(token.FullSpan.End);
            chain++;
            var isWord = kind == SyntaxKind.IdentifierToken || SyntaxFacts.IsKeywordKind(kind) && kind is not (SyntaxKind.TrueKeyword or SyntaxKind.FalseKeyword or SyntaxKind.NullKeyword);
            var opens = kind is SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken;
            run = isWord || opens || !SyntaxFacts.IsPunctuation(kind) ? 0 : run + 1;
            // An attribute before the first type of a file may hold a table.
            runInNamespace = isWord || !(blocks.TryPeek(out var isNamespace) ? isNamespace : isFileOfNamespace && squares == 0) ? 0 : runInNamespace + 1;
            if (run > SourceLimits.SignsInRow || runInNamespace > SourceLimits.SignsInNamespace)
            {
                return TokenShape.Broken;
            }

            isKnownMember |= kind is SyntaxKind.UsingKeyword or SyntaxKind.NamespaceKeyword or SyntaxKind.ExternKeyword or SyntaxKind.DelegateKeyword or SyntaxKind.ClassKeyword or SyntaxKind.StructKeyword or SyntaxKind.InterfaceKeyword or SyntaxKind.EnumKeyword
                || kind == SyntaxKind.IdentifierToken && token.ValueText is "record" or "union" or "extension";
            if (kind == SyntaxKind.SemicolonToken && !isKnownMember && (blocks.TryPeek(out var holder) ? holder : isFileOfNamespace) && ++strayMembers > SourceLimits.StrayMembers)
            {
                return TokenShape.Broken;
            }

            isKnownMember &= kind is not (SyntaxKind.SemicolonToken or SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken);
            Count(attempts, kind, before);
            var isFirst = before is SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.SemicolonToken;
            before = kind;
            switch (kind)
            {
                case SyntaxKind.NamespaceKeyword:
                    isHead = true;
                    break;
                case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken:
                    brackets++;
                    squares += kind == SyntaxKind.OpenBracketToken ? 1 : 0;
                    break;
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken:
                    brackets = Math.Max(0, brackets - 1);
                    squares = Math.Max(0, squares - (kind == SyntaxKind.CloseBracketToken ? 1 : 0));
                    break;
                case SyntaxKind.OpenBraceToken:
                    brackets++;
                    chain = angles = 0;
                    // A block that nothing is the head of is none of a namespace: what is in it is skipped as well.
                    blocks.Push(isHead || isFirst && (blocks.TryPeek(out var around) ? around : isFileOfNamespace));
                    isHead = false;
                    break;
                case SyntaxKind.CloseBraceToken:
                    blocks.TryPop(out _);
                    brackets = Math.Max(0, brackets - 1);
                    chain = angles = 0;
                    break;
                case SyntaxKind.SemicolonToken:
                    chain = angles = 0;
                    // namespace A; holds all that follows.
                    isFileOfNamespace |= isHead;
                    isHead = false;
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

            if (kind == SyntaxKind.InterpolatedStringToken && ShapeOf(token.Text, attempts) is var shape and not TokenShape.Bounded)
            {
                return shape;
            }

            if (brackets > SourceLimits.Brackets || squares > SourceLimits.SquareBrackets || chain > SourceLimits.ExpressionTokens || angles > SourceLimits.AngleBrackets)
            {
                return TokenShape.TooDeep;
            }
        }

        return attempts.IsCheap ? TokenShape.Bounded : TokenShape.Ambiguous;
    }

    private static void Count(ParserAttempts attempts, SyntaxKind kind, SyntaxKind before)
    {
        attempts.Token(kind == SyntaxKind.IdentifierToken);
        switch (kind)
        {
            case SyntaxKind.OpenParenToken:
                attempts.Open('(', false, false);
                break;
            case SyntaxKind.OpenBracketToken:
                attempts.Open('[', before is SyntaxKind.IdentifierToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken or SyntaxKind.GreaterThanToken || SyntaxFacts.IsPredefinedType(before) || SyntaxFacts.IsLiteralExpression(SyntaxFacts.GetLiteralExpression(before)), before == SyntaxKind.QuestionToken);
                break;
            case SyntaxKind.OpenBraceToken:
                attempts.Open('{', false, false);
                break;
            case SyntaxKind.CloseParenToken:
                attempts.Close(')');
                break;
            case SyntaxKind.CloseBracketToken:
                attempts.Close(']');
                break;
            case SyntaxKind.CloseBraceToken:
                attempts.Close('}');
                break;
            case SyntaxKind.EqualsToken:
                attempts.Assign();
                break;
            case SyntaxKind.SemicolonToken:
                attempts.EndStatement();
                break;
            case SyntaxKind.CommaToken or SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword:
                attempts.EndExpression();
                break;
        }
    }

    // The scanner of characters may have read what is before the string otherwise than the compiler; from its beginning both read the same.
    private static TokenShape ShapeOf(string interpolated, ParserAttempts attempts)
    {
        var depth = attempts.Depth;
        var scanner = new SourceScanner(interpolated, attempts);
        scanner.Scan();
        attempts.CloseTo(depth);
        return !scanner.IsShallow ? TokenShape.TooDeep : scanner.IsCheap ? TokenShape.Bounded : TokenShape.Broken;
    }
}

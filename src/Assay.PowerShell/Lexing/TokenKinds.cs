namespace Assay.PowerShell;

/// <summary>What kinds of tokens are to the parser.</summary>
internal static class TokenKinds
{
    /// <summary>How strongly a binary operator binds; 0 for other kinds (about_Operator_Precedence).</summary>
    public static int BinaryPrecedence(this TokenKind kind) => kind switch
    {
        TokenKind.And or TokenKind.Or or TokenKind.Xor => 1,
        TokenKind.Band or TokenKind.Bor or TokenKind.Bxor => 2,
        >= TokenKind.Ieq and <= TokenKind.Cnotin or TokenKind.Join or TokenKind.Csplit or TokenKind.Isplit or TokenKind.Is or TokenKind.IsNot or TokenKind.As or TokenKind.Shl or TokenKind.Shr => 3,
        TokenKind.QuestionQuestion => 4,
        TokenKind.Plus or TokenKind.Minus => 5,
        TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem => 6,
        TokenKind.Format => 7,
        TokenKind.DotDot => 8,
        _ => 0,
    };

    /// <summary>True for operators before their operand, the unary comma included.</summary>
    public static bool IsUnaryOperator(this TokenKind kind) => kind is TokenKind.Comma or TokenKind.MinusMinus or TokenKind.PlusPlus or TokenKind.Exclaim or TokenKind.Plus or TokenKind.Minus
        or TokenKind.Not or TokenKind.Bnot or TokenKind.Join or TokenKind.Isplit or TokenKind.Csplit;

    /// <summary>True for <c>=</c> and the compound forms.</summary>
    public static bool IsAssignment(this TokenKind kind) => kind is (>= TokenKind.Equals and <= TokenKind.RemainderEquals) or TokenKind.QuestionQuestionEquals;

    /// <summary>True where every mode of the lexer gives the same token.</summary>
    public static bool IsSameInEveryMode(this TokenKind kind) => kind is TokenKind.EndOfInput or TokenKind.NewLine or (>= TokenKind.StringLiteral and <= TokenKind.RCurly) or TokenKind.RBracket
        or (>= TokenKind.AtParen and <= TokenKind.Comma) or TokenKind.RedirectInStd;

    /// <summary>True for keywords.</summary>
    public static bool IsKeyword(this TokenKind kind) => kind >= TokenKind.Begin;

    /// <summary>True for <c>begin</c>, <c>process</c>, <c>end</c>, <c>clean</c>, <c>dynamicparam</c>.</summary>
    public static bool IsBlockName(this TokenKind kind) => kind is TokenKind.Begin or TokenKind.Process or TokenKind.End or TokenKind.Clean or TokenKind.Dynamicparam;
}

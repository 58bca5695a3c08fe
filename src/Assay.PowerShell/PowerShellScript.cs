using Assay.Model;
using Assay.PowerShell.Parsing;

namespace Assay.PowerShell;

/// <summary>A parsed text: tree, tokens and errors. Parsing never fails; what cannot be understood is an error and the rest is read.</summary>
public sealed class PowerShellScript
{
    private LineMap? _lines;

    internal PowerShellScript(string text, ScriptBlockAst root, IReadOnlyList<Token> tokens, IReadOnlyDictionary<int, IReadOnlyList<Token>> nested, IReadOnlyList<ParseError> errors)
    {
        NestedTokens = nested;
        Text = text;
        Root = root;
        Tokens = tokens;
        Errors = errors;
    }

    /// <summary>The text without its byte order mark; all positions count in it.</summary>
    public string Text { get; }

    /// <summary>The whole script.</summary>
    public ScriptBlockAst Root { get; }

    /// <summary>Tokens in order, comments and line ends included; those inside strings are left out.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>Tokens inside strings, by the start of the string's token.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Token>> NestedTokens { get; }

    /// <summary>Errors in the order of their start.</summary>
    public IReadOnlyList<ParseError> Errors { get; }

    /// <summary>Parses a text as the union of Windows PowerShell 5.1 and PowerShell 7.</summary>
    public static PowerShellScript Parse(string text) => Parse(text, ParseBudget.Default);

    /// <summary>Parses a text within a budget.</summary>
    public static PowerShellScript Parse(string text, ParseBudget budget) => new Parser(text, budget).Parse();

    /// <summary>Line and column, both from 1, of a position.</summary>
    public (int Line, int Column) Locate(int position) => (_lines ??= new LineMap(Text)).Locate(position);

    /// <summary>The text of a node.</summary>
    public ReadOnlySpan<char> TextOf(Ast node) => Text.AsSpan(node.Start, node.End - node.Start);
}

/// <summary>Limits of parsing.</summary>
/// <param name="Depth">Nested constructs; deeper ones are skipped to their end and are an error <c>NestingTooDeep</c>.</param>
/// <param name="Errors">Errors that are kept.</param>
public sealed record ParseBudget(int Depth, int Errors)
{
    /// <summary>200 levels (real scripts reach 71), 1,000 errors.</summary>
    public static ParseBudget Default { get; } = new(FixedLimits.PowerShellDepth, 1_000);
}

using System.Text;

namespace Assay.PowerShell.Parsing;

/// <summary>Names of types: <c>Dictionary[string, int[]]</c>, <c>Foo, Bar</c>, <c>int[,]</c>.</summary>
internal sealed partial class Parser
{
    private const int MaximumDimensions = 32;

    private TypeName? ParseTypeName(bool allowsAssembly)
    {
        var mode = Enter(LexerMode.TypeName);
        var name = Next();
        TypeName? type = null;
        if (name.Kind == TokenKind.Identifier)
        {
            type = FinishTypeName(name, allowsAssembly);
        }
        else
        {
            GiveBack(name);
        }

        SetMode(mode);
        return type;
    }

    private TypeName FinishTypeName(in Token name, bool allowsAssembly)
    {
        // In an expandable string a backtick is written twice.
        var type = new TypeName(name.Start, name.End, NameOf(name).Replace("``", "`", StringComparison.Ordinal));
        var ranks = new StringBuilder();
        while (PeekKind() == TokenKind.LBracket)
        {
            var open = Next();
            SkipNewLines();
            var token = Next();
            switch (token.Kind)
            {
                case TokenKind.RBracket:
                    ranks.Append("[]");
                    type.End = token.End;
                    continue;
                case TokenKind.Comma:
                    ParseDimensions(type, ranks, token);
                    continue;
                case TokenKind.LBracket or TokenKind.Identifier when ranks.Length == 0 && type.GenericArguments.Count == 0:
                    ParseGenericArguments(type, token);
                    continue;
                case TokenKind.EndOfInput:
                    GiveBack(token);
                    ReportAfter("MissingTypename", open.End);
                    type.Ranks = ranks.ToString();
                    return type;
                default:
                    Report("UnexpectedToken", token);
                    GiveBack(token);
                    Synchronise(consume: true, TokenKind.RBracket);
                    type.Ranks = ranks.ToString();
                    return type;
            }
        }

        type.Ranks = ranks.ToString();
        if (allowsAssembly && PeekKind() == TokenKind.Comma)
        {
            ParseAssemblyName(type, Next());
        }

        return type;
    }

    private void ParseAssemblyName(TypeName type, in Token comma)
    {
        var assembly = _lexer.ReadAssemblyName();
        if (assembly.Length == 0)
        {
            ReportAfter("MissingAssemblyNameSpecification", comma.End);
            return;
        }

        // The engine leaves the assembly out where arguments or ranks stand before it.
        type.AssemblyName = assembly;
        type.End = type.IsArray || type.GenericArguments.Count > 0 ? type.End : _lexer.Position;
    }

    // Behind the first comma of [,].
    private void ParseDimensions(TypeName type, StringBuilder ranks, in Token comma)
    {
        var dimensions = 1;
        var token = comma;
        var last = comma;
        while (token.Kind == TokenKind.Comma)
        {
            dimensions++;
            last = token;
            token = Next();
        }

        type.End = token.End;
        if (token.Kind != TokenKind.RBracket)
        {
            GiveBack(token);
            ReportAfter("EndSquareBracketExpectedAtEndOfAttribute", last.End);
            type.End = last.End;
        }
        else if (dimensions > MaximumDimensions)
        {
            Report("ArrayHasTooManyDimensions", comma.Start, last.End);
        }

        ranks.Append('[').Append(',', Math.Min(dimensions, MaximumDimensions) - 1).Append(']');
    }

    // Behind the first token of [a, b] or [[a], [b]].
    private void ParseGenericArguments(TypeName type, in Token first)
    {
        var arguments = new List<TypeName>();
        var token = first;
        while (true)
        {
            arguments.Add(ParseGenericArgument(token));
            SkipNewLines();
            token = Next();
            if (token.Kind != TokenKind.Comma)
            {
                break;
            }

            SkipNewLines();
            var comma = token;
            token = Next();
            if (token.Kind is not (TokenKind.Identifier or TokenKind.LBracket))
            {
                GiveBack(token);
                ReportAfter("MissingTypename", comma.End);
                token = Next();
                break;
            }
        }

        var end = token.End;
        if (token.Kind != TokenKind.RBracket)
        {
            GiveBack(token);
            end = arguments[^1].End;
            ReportAfter("EndSquareBracketExpectedAtEndOfAttribute", Math.Max(0, token.Start - 1));
        }

        type.End = end;
        type.GenericArguments = arguments;
    }

    private TypeName ParseGenericArgument(in Token first)
    {
        if (!TryDescend())
        {
            var skipped = PassOver();
            return new TypeName(first.Start, Math.Max(first.End, skipped.End), "");
        }

        var type = first.Kind == TokenKind.Identifier ? FinishTypeName(first, allowsAssembly: false) : ParseBracketedArgument(first);
        _depth--;
        return type;
    }

    private TypeName ParseBracketedArgument(in Token open)
    {
        var name = Next();
        if (name.Kind != TokenKind.Identifier)
        {
            GiveBack(name);
            ReportAfter("MissingTypename", open.End);
            return new TypeName(open.Start, open.End, "");
        }

        var type = FinishTypeName(name, allowsAssembly: true);
        var close = Next();
        if (close.Kind != TokenKind.RBracket)
        {
            GiveBack(close);
            ReportAfter("EndSquareBracketExpectedAtEndOfType", Math.Max(0, close.Start - 1));
            return type;
        }

        return type;
    }
}

using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Names;

/// <summary>Reads names from syntax.</summary>
internal static class SyntaxNames
{
    /// <summary>Writes <c>A.B.C</c> without type arguments; null when the syntax is no such name.</summary>
    public static string? Dotted(TypeSyntax name)
    {
        var parts = new List<string>();
        var current = name;
        while (current is QualifiedNameSyntax qualified)
        {
            parts.Add(qualified.Right.Identifier.ValueText);
            current = qualified.Left;
        }

        switch (current)
        {
            case SimpleNameSyntax simple:
                parts.Add(simple.Identifier.ValueText);
                break;
            case AliasQualifiedNameSyntax aliased:
                parts.Add(aliased.Name.Identifier.ValueText);
                break;
            default:
                return null;
        }

        parts.Reverse();
        return string.Join('.', parts);
    }

    /// <summary>The name with its arity: <c>List&lt;int&gt;</c> => <c>List`1</c>.</summary>
    public static string WithArity(SimpleNameSyntax name) => name is GenericNameSyntax generic
        ? name.Identifier.ValueText + "`" + generic.TypeArgumentList.Arguments.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : name.Identifier.ValueText;

    /// <summary>The name of a method as IL has it: an explicit implementation carries its interface.</summary>
    public static string Method(ExplicitInterfaceSpecifierSyntax? explicitly, string name) =>
        explicitly is not null && Dotted(explicitly.Name) is { } prefix ? prefix + "." + name : name;

    /// <summary>The name IL gives to an operator: <c>+</c> => <c>op_Addition</c>.</summary>
    public static string Operator(SyntaxKind token, int operands) => token switch
    {
        SyntaxKind.PlusToken => operands == 1 ? "op_UnaryPlus" : "op_Addition",
        SyntaxKind.MinusToken => operands == 1 ? "op_UnaryNegation" : "op_Subtraction",
        SyntaxKind.AsteriskToken => "op_Multiply",
        SyntaxKind.SlashToken => "op_Division",
        SyntaxKind.PercentToken => "op_Modulus",
        SyntaxKind.AmpersandToken => "op_BitwiseAnd",
        SyntaxKind.BarToken => "op_BitwiseOr",
        SyntaxKind.CaretToken => "op_ExclusiveOr",
        SyntaxKind.EqualsEqualsToken => "op_Equality",
        SyntaxKind.ExclamationEqualsToken => "op_Inequality",
        SyntaxKind.LessThanToken => "op_LessThan",
        SyntaxKind.LessThanEqualsToken => "op_LessThanOrEqual",
        SyntaxKind.GreaterThanToken => "op_GreaterThan",
        SyntaxKind.GreaterThanEqualsToken => "op_GreaterThanOrEqual",
        SyntaxKind.LessThanLessThanToken => "op_LeftShift",
        SyntaxKind.GreaterThanGreaterThanToken => "op_RightShift",
        SyntaxKind.ExclamationToken => "op_LogicalNot",
        SyntaxKind.TildeToken => "op_OnesComplement",
        _ => "op_Explicit",
    };

    /// <summary>Joins a namespace and a name.</summary>
    public static string Join(string @namespace, string name) => @namespace.Length == 0 ? name : new StringBuilder(@namespace).Append('.').Append(name).ToString();
}

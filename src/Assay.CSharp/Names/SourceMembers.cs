using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Names;

/// <summary>Reads the members of a type declaration.</summary>
internal static class SourceMembers
{
    public static void Add(SourceType type, MemberDeclarationSyntax member, Dictionary<string, List<SourceMember>> extensions)
    {
        var isStatic = member.Modifiers.Any(SyntaxKind.StaticKeyword);
        switch (member)
        {
            case MethodDeclarationSyntax method:
                var name = SyntaxNames.Method(method.ExplicitInterfaceSpecifier, method.Identifier.ValueText);
                var import = NativeImports.Find(method.AttributeLists);
                var declared = new SourceMember(type, name, import is null ? SourceMemberKind.Method : SourceMemberKind.Native, isStatic, method.ReturnType)
                {
                    Parameters = method.ParameterList,
                    Import = import,
                    IsExtension = method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true,
                };
                type.Add(declared);
                if (declared.IsExtension)
                {
                    if (!extensions.TryGetValue(name, out var named))
                    {
                        extensions.Add(name, named = []);
                    }

                    named.Add(declared);
                }

                break;
            case PropertyDeclarationSyntax property:
                type.Add(new SourceMember(type, property.Identifier.ValueText, SourceMemberKind.Property, isStatic, property.Type));
                break;
            case IndexerDeclarationSyntax indexer:
                type.Add(new SourceMember(type, "Item", SourceMemberKind.Property, false, indexer.Type) { Parameters = indexer.ParameterList });
                break;
            case EventFieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                {
                    type.Add(new SourceMember(type, variable.Identifier.ValueText, SourceMemberKind.Event, isStatic, field.Declaration.Type));
                }

                break;
            case EventDeclarationSyntax declaredEvent:
                type.Add(new SourceMember(type, declaredEvent.Identifier.ValueText, SourceMemberKind.Event, isStatic, declaredEvent.Type));
                break;
            case FieldDeclarationSyntax field:
                var isConstant = field.Modifiers.Any(SyntaxKind.ConstKeyword);
                foreach (var variable in field.Declaration.Variables)
                {
                    type.Add(new SourceMember(type, variable.Identifier.ValueText, isConstant ? SourceMemberKind.Constant : SourceMemberKind.Field, isStatic || isConstant, field.Declaration.Type)
                    {
                        Value = isConstant ? variable.Initializer?.Value : null,
                    });
                }

                break;
            case GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function }:
                var native = NativeImports.Find(function.AttributeLists);
                type.Add(new SourceMember(type, function.Identifier.ValueText, native is null ? SourceMemberKind.Method : SourceMemberKind.Native, true, function.ReturnType)
                {
                    Parameters = function.ParameterList,
                    Import = native,
                });
                break;
        }
    }
}

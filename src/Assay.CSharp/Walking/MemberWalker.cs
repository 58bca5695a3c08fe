using Assay.CSharp.Names;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Has the bodies of one member walked, each at the place that IL gives it.</summary>
internal sealed class MemberWalker(SourceType type, CodeWalker code, FactEmitter emit, DeclarationWalker declarations)
{
    public void Walk(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case MethodDeclarationSyntax method:
                WalkMethod(method);
                break;
            case ConstructorDeclarationSyntax constructor:
                WalkConstructor(constructor);
                break;
            case DestructorDeclarationSyntax destructor:
                Body("Finalize", false, destructor.ParameterList, Either(destructor.Body, destructor.ExpressionBody));
                break;
            case OperatorDeclarationSyntax declared:
                Body(SyntaxNames.Operator(declared.OperatorToken.Kind(), declared.ParameterList.Parameters.Count), true, declared.ParameterList, Either(declared.Body, declared.ExpressionBody));
                break;
            case ConversionOperatorDeclarationSyntax conversion:
                Body(conversion.ImplicitOrExplicitKeyword.IsKind(SyntaxKind.ImplicitKeyword) ? "op_Implicit" : "op_Explicit", true, conversion.ParameterList, Either(conversion.Body, conversion.ExpressionBody));
                break;
            case PropertyDeclarationSyntax property:
                WalkProperty(property, property.Identifier.ValueText, null, property.ExpressionBody);
                Body(IsStatic(property) ? ".cctor" : ".ctor", IsStatic(property), null, property.Initializer?.Value);
                break;
            case IndexerDeclarationSyntax indexer:
                WalkProperty(indexer, "Item", indexer.ParameterList, indexer.ExpressionBody);
                break;
            case EventDeclarationSyntax declared:
                WalkProperty(declared, declared.Identifier.ValueText, null, null);
                break;
            case BaseFieldDeclarationSyntax field:
                WalkField(field);
                break;
        }
    }

    private void WalkMethod(MethodDeclarationSyntax method)
    {
        var name = SyntaxNames.Method(method.ExplicitInterfaceSpecifier, method.Identifier.ValueText);
        var isStatic = IsStatic(method);
        var surface = isStatic && name == "Main" ? Surface.Run
            : method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => AttributeFacts.Name(attribute, type, code) == "System.Runtime.CompilerServices.ModuleInitializerAttribute") ? Surface.Load : Surface.None;
        var place = DeclarationWalker.MethodPlace(type, name, surface);
        declarations.WriteAttributes(method.AttributeLists, type, emit.IndexOf(place));
        if (NativeImports.Find(method.AttributeLists) is not null)
        {
            if (type.Members.GetValueOrDefault(name)?.Find(member => member.Import is not null) is { } native && code.NativeOf(native) is { } function)
            {
                emit.Declaration(FactKind.PInvoke, function, method, declarations.PlaceOf(type));
            }

            return;
        }

        foreach (var parameter in method.ParameterList.Parameters)
        {
            declarations.WriteAttributes(parameter.AttributeLists, type, FactRecord.None);
        }

        var hasBody = Either(method.Body, method.ExpressionBody) is not null;
        if (Either(method.Body, method.ExpressionBody) is { } body)
        {
            code.NoteType(code.Resolve(method.ReturnType, type));
            code.Walk(type, type.Scope, isStatic, place, method.ParameterList, method.TypeParameterList, body, method.ReturnType);
        }

        declarations.WriteMethod(name, NamesOf(method.ParameterList), hasBody ? code.Returned : [], method, place);
    }

    private void WalkConstructor(ConstructorDeclarationSyntax constructor)
    {
        var isStatic = IsStatic(constructor);
        declarations.WriteAttributes(constructor.AttributeLists, type, FactRecord.None);
        Body(isStatic ? ".cctor" : ".ctor", isStatic, constructor.ParameterList, constructor.Initializer);
        Body(isStatic ? ".cctor" : ".ctor", isStatic, constructor.ParameterList, Either(constructor.Body, constructor.ExpressionBody));
        if (!isStatic && code.HandsOn && Either(constructor.Body, constructor.ExpressionBody) is not null)
        {
            declarations.WriteMethod(".ctor", NamesOf(constructor.ParameterList), [], constructor, Place(".ctor"));
        }
    }

    private void WalkProperty(BasePropertyDeclarationSyntax property, string name, BaseParameterListSyntax? parameters, ArrowExpressionClauseSyntax? expression)
    {
        var isStatic = IsStatic(property);
        declarations.WriteAttributes(property.AttributeLists, type, FactRecord.None);
        Body("get_" + name, isStatic, parameters, expression, property.Type);
        foreach (var accessor in property.AccessorList?.Accessors ?? default)
        {
            var prefix = accessor.Keyword.ValueText == "init" ? "set" : accessor.Keyword.ValueText;
            var body = Either(accessor.Body, accessor.ExpressionBody);
            code.ValueName = prefix == "set" ? name : null;
            Body(prefix + "_" + name, isStatic, prefix == "get" ? parameters : WithValue(parameters, property.Type), body, prefix == "get" ? property.Type : null);
            code.ValueName = null;
            if (prefix == "set" && body is not null && code.HandsOn)
            {
                declarations.WriteMethod("set_" + name, [.. NamesOf(parameters), name], [], accessor, Place("set_" + name));
            }
        }
    }

    private static ParameterListSyntax WithValue(BaseParameterListSyntax? parameters, TypeSyntax valueType) =>
        SyntaxFactory.ParameterList(SyntaxFactory.SeparatedList((parameters?.Parameters ?? default).Append(SyntaxFactory.Parameter(SyntaxFactory.Identifier("value")).WithType(valueType))));

    private void WalkField(BaseFieldDeclarationSyntax field)
    {
        declarations.WriteAttributes(field.AttributeLists, type, FactRecord.None);
        if (field.Modifiers.Any(SyntaxKind.ConstKeyword))
        {
            return;
        }

        var isStatic = IsStatic(field);
        foreach (var variable in field.Declaration.Variables.Where(variable => variable.Initializer is not null))
        {
            code.WalkInitializer(type, isStatic, Place(isStatic ? ".cctor" : ".ctor"), field.Declaration.Type, variable.Identifier.ValueText, variable.Initializer!.Value);
        }

        code.NoteType(code.Resolve(field.Declaration.Type, type));
    }

    private void Body(string name, bool isStatic, BaseParameterListSyntax? parameters, SyntaxNode? body, TypeSyntax? returns = null)
    {
        if (body is not null)
        {
            code.Walk(type, type.Scope, isStatic, Place(name), parameters, null, body, returns);
        }
    }

    private Place Place(string method) => DeclarationWalker.MethodPlace(type, method, method == ".cctor" ? Surface.FirstUse : Surface.None);

    private static SyntaxNode? Either(BlockSyntax? block, ArrowExpressionClauseSyntax? expression) => (SyntaxNode?)block ?? expression;

    private static IEnumerable<string> NamesOf(BaseParameterListSyntax? parameters) => (parameters?.Parameters ?? default).Select(parameter => parameter.Identifier.ValueText);

    private static bool IsStatic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.StaticKeyword);
}

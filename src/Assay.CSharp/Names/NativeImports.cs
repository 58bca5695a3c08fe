using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Names;

/// <summary>Finds the native function behind a P/Invoke declaration.</summary>
internal static class NativeImports
{
    /// <summary>The <c>DllImport</c> or <c>LibraryImport</c> among the attributes of a method.</summary>
    public static AttributeSyntax? Find(SyntaxList<AttributeListSyntax> attributes) => attributes.SelectMany(list => list.Attributes).FirstOrDefault(attribute =>
        SyntaxNames.Dotted(attribute.Name) is { } name && name[(name.LastIndexOf('.') + 1)..] is "DllImport" or "DllImportAttribute" or "LibraryImport" or "LibraryImportAttribute");

    /// <summary>
    /// Gives <c>dll!function</c>; null when the library is not known.
    /// <code>[DllImport("ADVAPI32.dll", EntryPoint = "GetUserNameW")] static extern bool User(...) => advapi32!GetUserName</code>
    /// </summary>
    /// <param name="import">The attribute.</param>
    /// <param name="method">Name of the method.</param>
    /// <param name="constant">Gives the text of a constant expression; null when it is none.</param>
    public static string? Name(AttributeSyntax import, string method, Func<ExpressionSyntax, string?> constant)
    {
        var arguments = import.ArgumentList?.Arguments ?? default;
        if (arguments.Count == 0 || constant(arguments[0].Expression) is not { Length: > 0 } library)
        {
            return null;
        }

        var entry = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "EntryPoint")?.Expression;
        return NativeFunction.Normalize(library, entry is not null && constant(entry) is { Length: > 0 } function ? function : method);
    }
}

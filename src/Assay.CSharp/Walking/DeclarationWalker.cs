using Assay.CSharp.Names;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Writes what a file declares, and has the bodies walked.</summary>
internal sealed class DeclarationWalker(SourceTypes source, CodeWalker code, FactEmitter emit)
{
    private const int MaximumNesting = 64;
    private const int MaximumParameters = 64;

    // Every type has one of these; stating them would say nothing.
    private static readonly HashSet<string> PlainBases = new(StringComparer.Ordinal) { "System.Object", "System.ValueType", "System.Enum", "System.MulticastDelegate", "System.Attribute" };

    /// <summary>Goes through a file.</summary>
    public void Walk(CompilationUnitSyntax unit)
    {
        WriteAttributes(unit.AttributeLists, source.Top, FactRecord.None);
        Walk(unit.Members, source.Top, 0);
        var statements = unit.Members.OfType<GlobalStatementSyntax>().ToArray();
        if (statements.Length > 0)
        {
            // Statements of a file are one method, which runs when the program starts.
            code.WalkStatements(source.Top, new Place("Program", "Main") { Surface = Surface.Run }, statements);
        }
    }

    private void Walk(SyntaxList<MemberDeclarationSyntax> members, SourceType type, int nesting)
    {
        if (nesting > MaximumNesting)
        {
            return;
        }

        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax declared:
                    Walk(declared.Members, source.Top, nesting + 1);
                    break;
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax when source.Of(member) is { } declared:
                    WalkType(member, declared, nesting);
                    break;
                case GlobalStatementSyntax or IncompleteMemberSyntax:
                    break;
                default:
                    new MemberWalker(type, code, emit, this).Walk(member);
                    break;
            }
        }
    }

    private void WalkType(MemberDeclarationSyntax member, SourceType type, int nesting)
    {
        var place = PlaceOf(type);
        WriteAttributes(member.AttributeLists, type, place);
        if (member is not BaseTypeDeclarationSyntax declared)
        {
            return;
        }

        foreach (var written in declared.BaseList?.Types ?? default)
        {
            if (!type.IsEnumeration && code.Resolve(written.Type, type) is { } spelled && TypeSpelling.Definition(spelled) is var name && !PlainBases.Contains(name))
            {
                code.NoteType(spelled);
                emit.Declaration(FactKind.Base, name, written, place);
            }
        }

        if (declared is TypeDeclarationSyntax withMembers)
        {
            if (withMembers.BaseList?.Types.FirstOrDefault() is PrimaryConstructorBaseTypeSyntax primary)
            {
                code.Walk(type, type.Scope, false, MethodPlace(type, ".ctor", Surface.None), null, null, primary);
            }

            Walk(withMembers.Members, type, nesting + 1);
        }
    }

    /// <summary>The place of a type.</summary>
    public int PlaceOf(SourceType type) => emit.IndexOf(new Place(type.Outermost.FullName, null, type.Outer is null ? null : type.FullName));

    /// <summary>The place of a method; of a nested type's method the path from the outermost type, and the body that IL would name.</summary>
    public static Place MethodPlace(SourceType type, string method, Surface surface) => type.Outer is null
        ? new Place(type.FullName, method) { Surface = surface }
        : new Place(type.Outermost.FullName, type.InnerPath + "." + method, type.FullName + "::" + method) { Surface = surface };

    /// <summary>Writes the attributes that a person wrote and the compiler keeps.</summary>
    public void WriteAttributes(SyntaxList<AttributeListSyntax> lists, SourceType within, int place)
    {
        foreach (var attribute in lists.SelectMany(list => list.Attributes))
        {
            AttributeFacts.Write(attribute, within, place, code, emit);
        }
    }

    /// <summary>Writes a method with the names of its parameters.</summary>
    /// <param name="name">The name.</param>
    /// <param name="parameters">The names of its parameters.</param>
    /// <param name="returned">What its code returns.</param>
    /// <param name="node">Where it is declared.</param>
    /// <param name="place">Its place.</param>
    public void WriteMethod(string name, IEnumerable<string> parameters, IEnumerable<Argument> returned, SyntaxNode node, Place place)
    {
        Argument[] names = [.. parameters.Take(MaximumParameters).Select(parameter => new Argument(null, parameter)), .. returned];
        emit.Declaration(FactKind.Method, name, node, emit.IndexOf(place), names.Length == 0 ? null : new ArgumentList(names));
    }
}

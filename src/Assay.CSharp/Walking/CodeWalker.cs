using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Walks the bodies of methods in order and writes what they call, construct, use and hold as constants, as IL would say it.</summary>
internal sealed partial class CodeWalker
{
    private const int MaximumDepth = FixedLimits.CsharpExpressionDepth;
    private readonly SourceTypes _source;
    private readonly FrameworkTable _framework;
    private readonly TypeResolver _types;
    private readonly MemberLookup _members;
    private readonly FactEmitter _emit;
    private readonly Dictionary<SourceMember, string?> _natives = [];
    private MethodContext _method;
    private long _steps;
    private int _depth;

    public CodeWalker(SourceTypes source, FrameworkTable framework, FactEmitter emit, long steps)
    {
        _source = source;
        _framework = framework;
        _types = new TypeResolver(source, framework);
        _members = new MemberLookup(source, framework, _types);
        _emit = emit;
        _steps = steps;
        _method = new MethodContext(source.Top, source.File, true);
    }

    /// <summary>True when the steps did not suffice.</summary>
    public bool IsExhausted => _steps <= 0;

    /// <summary>True when something was nested deeper than is followed.</summary>
    public bool IsTooDeep { get; private set; }

    /// <summary>The name of the property whose setter is walked: that of the value it takes.</summary>
    public string? ValueName { get; set; }

    /// <summary>True when the last body gave a parameter to another.</summary>
    public bool HandsOn => _method.HandsOn;

    /// <summary>The results and parameters that the last body returned, as arguments named <c>returns</c>.</summary>
    public IEnumerable<Argument> Returned => _method.Results.Select(result => Shown("returns", result)).Distinct();

    /// <summary>Walks one body.</summary>
    public void Walk(SourceType type, NameScope scope, bool isStatic, Place place, BaseParameterListSyntax? parameters, TypeParameterListSyntax? typeParameters, SyntaxNode body, TypeSyntax? returns = null)
    {
        _method = new MethodContext(type, scope, isStatic);
        _emit.Enter(place);
        _method.CountWrites(body);
        _method.TypeParameters.UnionWith(typeParameters?.Parameters.Select(parameter => parameter.Identifier.ValueText) ?? []);
        for (var around = type; around is not null; around = around.Outer)
        {
            DeclareParameters(around.PrimaryParameters);
        }

        DeclareParameters(parameters);
        _method.ReturnType = ResolveHere(returns);
        WalkBody(body);
        WriteProcesses();
    }

    /// <summary>Walks the statements that stand outside of any type.</summary>
    public void WalkStatements(SourceType type, Place place, IReadOnlyList<GlobalStatementSyntax> statements)
    {
        _method = new MethodContext(type, type.Scope, true);
        _emit.Enter(place);
        foreach (var statement in statements)
        {
            _method.CountWrites(statement);
            if (statement.Statement is LocalFunctionStatementSyntax function)
            {
                _method.Functions[function.Identifier.ValueText] = function;
            }
        }

        _method.Declare("args", Value.OfType("System.String[]"));
        foreach (var statement in statements)
        {
            Walk(statement.Statement);
        }

        WriteProcesses();
    }

    /// <summary>Walks the initial value of a field, which the constructor stores.</summary>
    public void WalkInitializer(SourceType type, bool isStatic, Place place, TypeSyntax fieldType, string field, ExpressionSyntax value)
    {
        _method = new MethodContext(type, type.Scope, isStatic);
        _emit.Enter(place);
        _method.CountWrites(value);
        DeclareParameters(type.PrimaryParameters);
        var initial = Consume(value, ResolveHere(fieldType));
        MarkStarted(initial);
        if (type.Members.TryGetValue(field, out var members) && members[0].Kind == SourceMemberKind.Field)
        {
            WriteUse(FactKind.Field, $"{type.FullName}::{field}", false, value, Written(initial, isStatic));
        }

        WriteProcesses();
    }

    /// <summary>Finds a type by a name as seen from a type; null when none is known.</summary>
    public string? FindType(string name, SourceType within)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? _types.FindSimple(name, within.Scope, within) : _types.FindQualified(name[..dot], name[(dot + 1)..], within.Scope);
    }

    /// <summary>Gives the text of a constant expression within a type, and writes nothing; null when it is none.</summary>
    public string? ConstantText(SourceType type, ExpressionSyntax expression) => Silently(type, () => Evaluate(expression)) is { IsConstant: true } value ? TextOf(value) : null;

    /// <summary>Gives the value of an expression within a type, and writes nothing.</summary>
    public Value ConstantOf(SourceType type, ExpressionSyntax expression) => Silently(type, () => Evaluate(expression));

    /// <summary>Spells a type as seen from a type.</summary>
    public string? Resolve(TypeSyntax? type, SourceType within) => _types.Resolve(type, within.Scope, within);

    /// <summary>Writes a type that the file uses and does not declare.</summary>
    public void NoteType(string? type)
    {
        // Signatures have the built-in types by a code and not by name (ECMA-335 II.23.1.16).
        if (type is not null && !TypeSpelling.IsBuiltIn(TypeSpelling.Definition(type)))
        {
            NoteOwner(type);
        }
    }

    private void NoteOwner(string type)
    {
        if (_source.Find(TypeSpelling.Definition(type)) is null)
        {
            _emit.Type(type);
        }
    }

    /// <summary>The native function behind a P/Invoke of the file.</summary>
    public string? NativeOf(SourceMember member)
    {
        if (!_natives.TryGetValue(member, out var name))
        {
            _natives.Add(member, null);
            name = _natives[member] = NativeImports.Name(member.Import!, member.Name, expression => ConstantText(member.Owner, expression));
        }

        return name;
    }

    private void WalkBody(SyntaxNode body)
    {
        switch (body)
        {
            case StatementSyntax statement:
                Walk(statement);
                break;
            case ArrowExpressionClauseSyntax arrow:
                var given = Consume(arrow.Expression, _method.ReturnType);
                MarkStarted(given);
                NoteReturn(given);
                break;
            case ExpressionSyntax expression:
                MarkStarted(Consume(expression));
                break;
            case ConstructorInitializerSyntax initializer:
                Initialize(initializer.ThisOrBaseKeyword.IsKind(SyntaxKind.BaseKeyword) ? BaseOf(_method.Type) : _method.Type.FullName, initializer.ArgumentList, initializer);
                break;
            case PrimaryConstructorBaseTypeSyntax primary:
                Initialize(BaseOf(_method.Type), primary.ArgumentList, primary);
                break;
        }
    }

    private void DeclareParameters(BaseParameterListSyntax? parameters)
    {
        foreach (var parameter in parameters?.Parameters ?? default)
        {
            var type = ResolveHere(parameter.Type);
            NoteType(type);
            var name = parameter.Identifier.ValueText;
            _method.DeclareParameter(name, type, name == "value" ? ValueName : null);
        }
    }

    private Value Silently(SourceType type, Func<Value> evaluate)
    {
        var (method, silent) = (_method, _emit.IsSilent);
        _method = new MethodContext(type, type.Scope, true);
        _emit.IsSilent = true;
        try
        {
            return evaluate();
        }
        finally
        {
            _method = method;
            _emit.IsSilent = silent;
        }
    }

    private string? ResolveHere(TypeSyntax? type) => type switch
    {
        null => null,
        IdentifierNameSyntax name when _method.TypeParameters.Contains(name.Identifier.ValueText) => null,
        _ => _types.Resolve(type, _method.Scope, _method.Type),
    };

    private bool IsInternal(string type) => _source.Find(TypeSpelling.Definition(type)) is not null;
}

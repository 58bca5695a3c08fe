using Assay.Framework;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Finds the .NET types of expressions, and with them the members that are used.</summary>
/// <remarks>COM objects have the type <c>com:ProgID</c>, WMI classes and objects <c>wmi:Class</c>.</remarks>
internal sealed class ValueTypes(ScriptReading reading)
{
    public const string Com = "com:";
    public const string Wmi = "wmi:";
    private const string ComType = "com-type:";
    private const int MaximumDepth = 48;

    private readonly Dictionary<MemberExpressionAst, ResolvedMember?> _members = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(int Scope, string Name), string?> _variables = [];
    private readonly Stack<MemberExpressionAst> _chain = new();
    private int _depth;

    /// <summary>The member that an expression names; null when its name is not known.</summary>
    public ResolvedMember? MemberOf(MemberExpressionAst member)
    {
        if (_members.TryGetValue(member, out var known))
        {
            return known;
        }

        // a.b().c(): from the inside out and without recursion, as chains may be thousands of members long.
        var first = _chain.Count;
        for (Ast node = member; node is MemberExpressionAst next && !_members.ContainsKey(next); node = Unwrap.Brackets(next.Expression))
        {
            _chain.Push(next);
        }

        while (_chain.Count > first)
        {
            var next = _chain.Pop();
            _members[next] = Resolve(next);
        }

        return _members[member];
    }

    /// <summary>The spelled type of an expression or statement; null where it is not known.</summary>
    public string? Of(Ast node)
    {
        if (_depth >= MaximumDepth)
        {
            return null;
        }

        _depth++;
        var type = Find(Unwrap.Brackets(node));
        _depth--;
        return type;
    }

    private string? Find(Ast node) => node switch
    {
        ConvertExpressionAst cast => OfCast(cast),
        StringConstantExpressionAst or ExpandableStringExpressionAst => "System.String",
        TypeExpressionAst => "System.Type",
        MemberExpressionAst member => MemberOf(member)?.Type,
        VariableExpressionAst variable => OfVariable(variable),
        CommandAst command => CommandTypes.Of(reading, command),
        PipelineAst { Elements: [.., var last] } => Of(last),
        IndexExpressionAst index => ElementOf(Of(index.Target)),
        AssignmentStatementAst { Operator: TokenKind.Equals } assignment => Of(assignment.Right),
        BinaryExpressionAst { Operator: TokenKind.As, Right: TypeExpressionAst type } => Spell(type.TypeName),
        ScriptBlockExpressionAst => "System.Management.Automation.ScriptBlock",
        HashtableAst => "System.Collections.Hashtable",
        _ => reading.ValueOf(node).TypeName,
    };

    private string? OfCast(ConvertExpressionAst cast)
    {
        var type = Spell(cast.Type.TypeName);
        if (type is "System.Management.ManagementClass" or "System.Management.ManagementObject" && reading.ConstantText(cast.Child) is { } path)
        {
            return Wmi + WmiFacts.ClassOfPath(path);
        }

        return type;
    }

    private string Spell(TypeName type) => type.IsArray && type.Name.EndsWith(']') ? reading.Definitions.Types.FullName(type) + "[]" : reading.Definitions.Types.FullName(type);

    private static string? ElementOf(string? type) => type switch
    {
        null => null,
        _ when type.EndsWith("[]", StringComparison.Ordinal) => type[..^2],
        "System.String" => "System.Char",
        _ when type.StartsWith(Com, StringComparison.Ordinal) || type.StartsWith(Wmi, StringComparison.Ordinal) => type,
        _ => TypeSpelling.Arguments(type) is [.., var last] ? last : null,
    };

    private string? OfVariable(VariableExpressionAst variable)
    {
        switch (variable.VariablePath.ToUpperInvariant())
        {
            case "_" or "PSITEM":
                return OfPipelineInput();
            case "EXECUTIONCONTEXT":
                return "System.Management.Automation.EngineIntrinsics";
            case "HOST":
                return "System.Management.Automation.Host.PSHost";
            case "TRUE" or "FALSE":
                return "System.Boolean";
        }

        var key = (reading.Scope, variable.VariablePath.ToUpperInvariant());
        if (_variables.TryGetValue(key, out var type))
        {
            return type;
        }

        // A variable that is given itself has no type from that.
        _variables[key] = null;
        type = reading.Variables.TypeOf(reading.Scope, variable.VariablePath) is { } declared ? Spell(declared) : OfValues(variable);
        type = type is null or "System.Object" ? reading.ValueOf(variable).TypeName ?? type : type;
        _variables[key] = type;
        return type;
    }

    // $_ | Where-Object { $_.Name }: the first $_ is that of a pipeline around this one, which is not known here.
    private string? OfPipelineInput()
    {
        if (reading.PipelineInput is not { } input)
        {
            return null;
        }

        reading.PipelineInput = null;
        var type = Of(input);
        reading.PipelineInput = input;
        return ElementOf(type) ?? type;
    }

    private string? OfValues(VariableExpressionAst variable)
    {
        string? type = null;
        foreach (var value in reading.Variables.Values(reading.Scope, variable.VariablePath))
        {
            var one = value is null ? null : Of(value);
            if (one is null || (type is not null && !type.Equals(one, StringComparison.Ordinal)))
            {
                return null;
            }

            type = one;
        }

        return type;
    }

    private ResolvedMember? Resolve(MemberExpressionAst member)
    {
        if ((member.MemberName ?? reading.ConstantText(member.Member)) is not { Length: > 0 } name)
        {
            return null;
        }

        var call = member as InvokeMemberExpressionAst;
        if (call is not null && name.Equals("Invoke", StringComparison.OrdinalIgnoreCase) && Unwrap.Brackets(member.Expression) is MemberExpressionAst and not InvokeMemberExpressionAst
            && MemberOf((MemberExpressionAst)Unwrap.Brackets(member.Expression)) is { Member.Kind: FrameworkMemberKind.Method } method)
        {
            // [Reflection.Assembly]::('Lo' + 'ad').Invoke($bytes)
            return method;
        }

        var spelled = member.Static ? TypeOfStatic(member.Expression) : Of(member.Expression);
        if (spelled is null || spelled.StartsWith(ComType, StringComparison.Ordinal))
        {
            return new ResolvedMember("?::" + name, IsKnown: false, null, null, name);
        }

        if (spelled.StartsWith(Com, StringComparison.Ordinal) || spelled.StartsWith(Wmi, StringComparison.Ordinal))
        {
            return new ResolvedMember($"{spelled}::{name}", IsKnown: true, null, call is null ? spelled : null, name);
        }

        return Resolve(member, spelled, name, call?.Arguments);
    }

    private string? TypeOfStatic(ExpressionAst expression)
    {
        var bare = Unwrap.Brackets(expression, casts: true);
        if (bare is TypeExpressionAst type)
        {
            return Spell(type.TypeName);
        }

        // [type]('Sys' + 'tem.Convert')::FromBase64String, $type::Method
        return reading.ValueOf(expression).Content switch
        {
            Folding.FoldedType folded => reading.Definitions.Types.FullName(folded.FullName),
            string text => reading.Definitions.Types.FullName(text),
            _ => null,
        };
    }

    private ResolvedMember Resolve(MemberExpressionAst member, string spelled, string name, IReadOnlyList<ExpressionAst>? arguments)
    {
        var definition = spelled.EndsWith(']') ? "System.Array" : TypeSpelling.Definition(spelled);
        if (definition == "System.RuntimeType")
        {
            definition = "System.Type";
        }

        var framework = FrameworkTable.Default.FindType(definition);
        if (member.Static && name.Equals("new", StringComparison.OrdinalIgnoreCase))
        {
            return new ResolvedMember(definition, IsKnown: true, framework?.FindConstructor(arguments?.Count), spelled, ".ctor");
        }

        var found = framework?.FindMember(name, ignoreCase: true, isStatic: member.Static ? true : null, argumentCount: arguments?.Count);
        // $x.add_Event({ }) is how scripts subscribe to events.
        if (found is null && name.StartsWith("add_", StringComparison.OrdinalIgnoreCase) && framework?.FindMember(name[4..], ignoreCase: true) is { Kind: FrameworkMemberKind.Event } subscribed)
        {
            return new ResolvedMember(subscribed.FullName, IsKnown: true, subscribed, null, name);
        }

        if (found is null && framework is not null && !member.Static)
        {
            // The object is of a type that is derived from the one that is known.
            return new ResolvedMember("?::" + name, IsKnown: false, null, null, name);
        }

        if (found is null)
        {
            return new ResolvedMember($"{definition}::{name}", IsKnown: true, null, SpecialType(definition, name, member), name);
        }

        var type = found.ReturnType is { } returns ? TypeSpelling.Substitute(returns, TypeSpelling.Arguments(spelled), []) : null;
        return new ResolvedMember(found.FullName, IsKnown: true, found, SpecialType(definition, name, member) ?? type, found.Name);
    }

    // What a call gives beyond its declared type.
    private string? SpecialType(string definition, string name, MemberExpressionAst member)
    {
        if (member is not InvokeMemberExpressionAst { Arguments: [var first, ..] })
        {
            return null;
        }

        return (definition, name.ToUpperInvariant()) switch
        {
            ("System.Type", "GETTYPEFROMPROGID" or "GETTYPEFROMCLSID") => reading.ConstantText(first) is { } id ? ComType + id : null,
            ("System.Activator", "CREATEINSTANCE") => Of(first) is { } type && type.StartsWith(ComType, StringComparison.Ordinal) ? Com + type[ComType.Length..]
                : TypeOfStatic(first) is { } other && other != "?" ? other : null,
            _ => null,
        };
    }
}

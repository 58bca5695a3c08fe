using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Arguments, lambdas and queries.</summary>
internal sealed partial class CodeWalker
{
    private List<Value> Arguments(BaseArgumentListSyntax? list)
    {
        var values = new List<Value>();
        foreach (var argument in list?.Arguments ?? default)
        {
            values.Add(Argument(argument, null));
        }

        return values;
    }

    private Value Argument(ArgumentSyntax argument, string? expected)
    {
        // A value that is handed over by reference comes back as another one.
        var value = Consume(argument.Expression, expected);
        if (argument.Expression is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax declared } && value.Type is null && expected is not null)
        {
            _method.Assign(declared.Identifier.ValueText, Value.OfType(expected));
        }

        return argument.RefOrOutKeyword.RawKind != 0 ? Value.OfType(value.Type ?? expected) : value;
    }

    // First what has a type of its own, then lambdas, whose parameters take theirs from the others.
    private List<Value> Arguments(ArgumentListSyntax list, BoundMember member, Value? extended, TypeInference inference)
    {
        var count = list.Arguments.Count + (extended is null ? 0 : 1);
        var parameters = ParametersOf(member, count);
        var values = new Value[count];
        var offset = 0;
        if (extended is not null)
        {
            values[offset++] = extended;
            Infer(inference, parameters, 0, extended.Type);
        }

        for (var i = 0; i < list.Arguments.Count; i++)
        {
            var argument = list.Arguments[i];
            if (argument.Expression is not AnonymousFunctionExpressionSyntax)
            {
                var value = Argument(argument, Expected(member, inference, parameters, i + offset));
                values[i + offset] = value;
                Infer(inference, parameters, i + offset, value.Type);
            }
        }

        for (var i = 0; i < list.Arguments.Count; i++)
        {
            if (list.Arguments[i].Expression is AnonymousFunctionExpressionSyntax lambda)
            {
                values[i + offset] = Lambda(lambda, Expected(member, inference, parameters, i + offset));
                if (i + offset < parameters.Count && parameters[i + offset] is { } parameter)
                {
                    inference.Match(DelegateResult(parameter), _lastLambdaResult);
                }
            }
        }

        return [.. values];
    }

    // Task.Run(() => 1): Run(Func<T>) and not Run(Action), which stands first in the table; a lambda that gives a value tells.
    private BoundMember WithResult(BoundMember member, ArgumentListSyntax list, int offset, TypeInference inference)
    {
        if (_lastLambdaResult is not { } result || member.Framework is not { } framework || member.Type?.Contains("!!", StringComparison.Ordinal) == true)
        {
            return member;
        }

        var lambda = list.Arguments.IndexOf(argument => argument.Expression is AnonymousFunctionExpressionSyntax) + offset;
        if (lambda < offset)
        {
            return member;
        }

        var fits = from sibling in framework.DeclaringType.MembersOf(member.Name)
                   where sibling.IsStatic == framework.IsStatic
                   from overload in sibling.Overloads
                   where overload.Parameters?.Count == list.Arguments.Count + offset
                   let returned = DelegateResult(overload.Parameters![lambda].Type)
                   where returned.StartsWith("!!", StringComparison.Ordinal) || (returned.Length > 0 && TypeSpelling.Definition(returned) == TypeSpelling.Definition(result))
                   orderby returned.Length descending
                   select (sibling, returned);
        if (fits.FirstOrDefault() is not { sibling: { } better } best)
        {
            return member;
        }

        inference.Match(best.returned, result);
        return MemberLookup.Bind(better, framework.DeclaringType.FullName) with { TypeArguments = member.TypeArguments };
    }

    private static void Infer(TypeInference inference, IReadOnlyList<string> parameters, int index, string? type)
    {
        if (index < parameters.Count)
        {
            inference.Match(parameters[index], type);
        }
    }

    private static string? Expected(BoundMember member, TypeInference inference, IReadOnlyList<string> parameters, int index) =>
        index < parameters.Count && parameters[index].Length > 0 ? TypeSpelling.Substitute(parameters[index], member.TypeArguments, inference.Arguments) : null;

    private IReadOnlyList<string> ParametersOf(BoundMember member, int count)
    {
        if (member.Source?.Parameters is { } declared)
        {
            return [.. declared.Parameters.Select(parameter => _types.Resolve(parameter.Type, member.Source.Owner.Scope, member.Source.Owner) ?? "")];
        }

        return member.Framework?.Overloads.FirstOrDefault(overload => overload.Parameters is not null && overload.Required <= count && count <= overload.Maximum)?.Parameters is { } parameters
            ? [.. parameters.Select(parameter => parameter.Type)]
            : [];
    }

    // Func`2<!!0,!!1> => !!1
    private static string DelegateResult(string type)
    {
        var definition = TypeSpelling.Definition(type);
        var arguments = TypeSpelling.Arguments(type);
        return definition == "System.Linq.Expressions.Expression`1" && arguments is [var inner] ? DelegateResult(inner)
            : definition.StartsWith("System.Func`", StringComparison.Ordinal) && arguments.Count > 0 ? arguments[^1] : "";
    }

    // A variable number of arguments is handed over as one array.
    private static List<Value> Packed(BoundMember member, List<Value> arguments)
    {
        if (member.Framework is not { } framework || framework.Overloads.Any(overload => overload.Maximum == arguments.Count || (overload.Maximum != int.MaxValue && arguments.Count <= overload.Maximum && arguments.Count >= overload.Required))
            || framework.Overloads.FirstOrDefault(overload => overload.Maximum == int.MaxValue && overload.Required <= arguments.Count) is not { } variable)
        {
            return arguments;
        }

        var rest = arguments.Skip(variable.Required).ToArray();
        if (rest is [{ Kind: ValueKind.Array }] || (rest is [{ Type: { } type }] && type.EndsWith("[]", StringComparison.Ordinal)))
        {
            return arguments;
        }

        return [.. arguments[..variable.Required], new Value(ValueKind.Array) { Items = rest, Derivation = Derivation.Folded }];
    }

    private string? _lastLambdaResult;

    private Value Lambda(AnonymousFunctionExpressionSyntax function, string? expected)
    {
        var mark = _method.Mark;
        var (returned, returnType) = (_method.Returned, _method.ReturnType);
        (_method.Returned, _method.ReturnType) = (null, null);
        _method.Join();
        _lambdas++;
        var types = LambdaParameters(expected);
        switch (function)
        {
            case SimpleLambdaExpressionSyntax simple:
                _method.DeclareParameter(simple.Parameter.Identifier.ValueText, types.Count > 0 ? types[0] : null);
                break;
            case ParenthesizedLambdaExpressionSyntax several:
                DeclareParameters(several.ParameterList.Parameters, types);
                break;
            case AnonymousMethodExpressionSyntax method:
                DeclareParameters(method.ParameterList?.Parameters ?? default, types);
                break;
        }

        if (function.ExpressionBody is { } expression)
        {
            _method.Returned = Consume(expression).Type;
        }
        else
        {
            Walk(function.Block);
        }

        _lambdas--;
        _method.Join();
        _lastLambdaResult = _method.Returned is { } result && function.AsyncKeyword.RawKind != 0 ? $"System.Threading.Tasks.Task`1<{result}>" : _method.Returned;
        (_method.Returned, _method.ReturnType) = (returned, returnType);
        _method.Forget(mark);

        // The function becomes a delegate of the type that is asked for.
        if (expected is not null && !IsInternal(expected) && _framework.FindType(TypeSpelling.Definition(expected)) is { Kind: FrameworkTypeKind.Delegate } type)
        {
            NoteType(expected);
            _emit.External(FactKind.New, type.FullName, function);
            return Value.Result(type.FullName, expected);
        }

        return Value.OfType(expected);
    }

    private void DeclareParameters(Microsoft.CodeAnalysis.SeparatedSyntaxList<ParameterSyntax> parameters, IReadOnlyList<string?> types)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            _method.DeclareParameter(parameters[i].Identifier.ValueText, ResolveHere(parameters[i].Type) ?? (i < types.Count ? types[i] : null));
        }
    }

    // Types of the parameters of a delegate; unknown ones are null.
    private IReadOnlyList<string?> LambdaParameters(string? type)
    {
        if (type is null)
        {
            return [];
        }

        if (TypeSpelling.Definition(type) == "System.Linq.Expressions.Expression`1")
        {
            return LambdaParameters(TypeSpelling.Arguments(type) is [var inner, ..] ? inner : null);
        }

        if (_members.Find(type, "Invoke", isStatic: false) is not { } invoke)
        {
            return [];
        }

        if (invoke.Source?.Parameters is { } declared)
        {
            return [.. declared.Parameters.Select(parameter => _types.Resolve(parameter.Type, invoke.Source.Owner.Scope, invoke.Source.Owner))];
        }

        return invoke.Framework?.Overloads is [{ Parameters: { } parameters }, ..]
            ? [.. parameters.Select(parameter => TypeSpelling.Substitute(parameter.Type, invoke.TypeArguments, [])).Select(spelled => spelled.Contains('?', StringComparison.Ordinal) && spelled == "?" ? null : spelled)]
            : [];
    }

    // from x in xs where .. select ..: the clauses in order, with x as an item of xs.
    private Value Query(QueryExpressionSyntax query)
    {
        var mark = _method.Mark;
        Range(query.FromClause);
        QueryBodySyntax? body = query.Body;
        string? type = null;
        while (body is not null && !IsExhausted)
        {
            foreach (var clause in body.Clauses)
            {
                Clause(clause);
            }

            type = body.SelectOrGroup switch
            {
                SelectClauseSyntax select => Consume(select.Expression).Type,
                GroupClauseSyntax group => Group(group),
                _ => null,
            };
            if (body.Continuation is { } continuation)
            {
                _method.Declare(continuation.Identifier.ValueText, Value.OfType(type));
            }

            body = body.Continuation?.Body;
        }

        _method.Forget(mark);
        return Value.OfType(type is null ? null : $"System.Collections.Generic.IEnumerable`1<{type}>");
    }

    private string? Group(GroupClauseSyntax group)
    {
        var item = Consume(group.GroupExpression).Type;
        var key = Consume(group.ByExpression).Type;
        return $"System.Linq.IGrouping`2<{key ?? "?"},{item ?? "?"}>";
    }

    private void Range(FromClauseSyntax clause)
    {
        var item = _members.ElementOf(Consume(clause.Expression).Type);
        _method.Declare(clause.Identifier.ValueText, Value.OfType(ResolveHere(clause.Type) ?? item));
    }

    private void Clause(QueryClauseSyntax clause)
    {
        switch (clause)
        {
            case FromClauseSyntax from:
                Range(from);
                break;
            case LetClauseSyntax let:
                _method.Declare(let.Identifier.ValueText, Consume(let.Expression));
                break;
            case WhereClauseSyntax where:
                Consume(where.Condition);
                break;
            case JoinClauseSyntax join:
                _method.Declare(join.Identifier.ValueText, Value.OfType(_members.ElementOf(Consume(join.InExpression).Type)));
                Consume(join.LeftExpression);
                Consume(join.RightExpression);
                break;
            case OrderByClauseSyntax order:
                foreach (var ordering in order.Orderings)
                {
                    Consume(ordering.Expression);
                }

                break;
        }
    }
}

using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Statements.</summary>
internal sealed partial class CodeWalker
{
    private int _loops;
    private int _lambdas;

    private void Walk(StatementSyntax? statement)
    {
        if (statement is null || IsExhausted)
        {
            return;
        }

        _steps--;
        if (_depth >= MaximumDepth)
        {
            IsTooDeep = true;
            return;
        }

        _depth++;
        WalkStatement(statement);
        _depth--;
    }

    private void WalkStatement(StatementSyntax statement)
    {
        switch (statement)
        {
            case BlockSyntax block:
                Walk(block.Statements);
                break;
            case ExpressionStatementSyntax expression:
                Consume(expression.Expression);
                break;
            case LocalDeclarationStatementSyntax declaration:
                Declare(declaration.Declaration, declaration.IsConst);
                break;
            case IfStatementSyntax conditional:
                WalkIf(conditional);
                break;
            case ReturnStatementSyntax { Expression: { } returned }:
                var result = Consume(returned, _method.ReturnType);
                MarkStarted(result);
                NoteReturn(result);
                _method.Returned ??= result.Type;
                break;
            case LocalFunctionStatementSyntax function:
                WalkFunction(function);
                break;
            case ThrowStatementSyntax thrown:
                Consume(thrown.Expression);
                break;
            case YieldStatementSyntax yielded:
                Consume(yielded.Expression);
                break;
            case TryStatementSyntax attempt:
                WalkTry(attempt);
                break;
            case LabeledStatementSyntax labeled:
                Walk(labeled.Statement);
                break;
            default:
                WalkCompound(statement);
                break;
        }
    }

    private void WalkCompound(StatementSyntax statement)
    {
        var mark = _method.Mark;
        if (statement is not (UsingStatementSyntax or LockStatementSyntax or FixedStatementSyntax or CheckedStatementSyntax or UnsafeStatementSyntax))
        {
            _method.Join();
        }

        var outer = _loops;
        _loops += statement is ForEachStatementSyntax or ForEachVariableStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax ? 1 : 0;
        switch (statement)
        {
            case ForEachStatementSyntax loop:
                var sequence = Consume(loop.Expression);
                var item = ResolveHere(loop.Type);
                NoteType(item);
                _method.Declare(loop.Identifier.ValueText, ElementOf(sequence, item ?? _members.ElementOf(sequence.Type)));
                Walk(loop.Statement);
                break;
            case ForEachVariableStatementSyntax loop:
                Deconstruct(loop.Variable, Value.OfType(_members.ElementOf(Consume(loop.Expression).Type)));
                Walk(loop.Statement);
                break;
            case ForStatementSyntax loop:
                Declare(loop.Declaration, false);
                ConsumeAll(loop.Initializers);
                _method.Join();
                Consume(loop.Condition);
                ConsumeAll(loop.Incrementors);
                Walk(loop.Statement);
                break;
            case WhileStatementSyntax loop:
                Consume(loop.Condition);
                Walk(loop.Statement);
                break;
            case DoStatementSyntax loop:
                Walk(loop.Statement);
                Consume(loop.Condition);
                break;
            case UsingStatementSyntax use:
                Declare(use.Declaration, false);
                Consume(use.Expression);
                Walk(use.Statement);
                break;
            case LockStatementSyntax guarded:
                Consume(guarded.Expression);
                Walk(guarded.Statement);
                break;
            case FixedStatementSyntax pinned:
                Declare(pinned.Declaration, false);
                Walk(pinned.Statement);
                break;
            case CheckedStatementSyntax checkedBlock:
                Walk(checkedBlock.Block);
                break;
            case UnsafeStatementSyntax unsafeBlock:
                Walk(unsafeBlock.Block);
                break;
            case SwitchStatementSyntax choice:
                WalkSwitch(choice);
                break;
        }

        _loops = outer;
        if (statement is not (UsingStatementSyntax or LockStatementSyntax or FixedStatementSyntax or CheckedStatementSyntax or UnsafeStatementSyntax))
        {
            _method.Join();
        }

        _method.Forget(mark);
    }

    private void Walk(SyntaxList<StatementSyntax> statements)
    {
        var mark = _method.Mark;
        foreach (var function in statements.OfType<LocalFunctionStatementSyntax>())
        {
            _method.Functions[function.Identifier.ValueText] = function;
        }

        foreach (var statement in statements)
        {
            Walk(statement);
        }

        _method.Forget(mark);
    }

    // else if ... else if: one after the other, not one within the other. Variables of a pattern live on after the statement.
    private void WalkIf(IfStatementSyntax conditional)
    {
        while (true)
        {
            Consume(conditional.Condition);
            Walk(conditional.Statement);
            _method.Join();
            if (conditional.Else?.Statement is not IfStatementSyntax next || IsExhausted)
            {
                Walk(conditional.Else?.Statement);
                _method.Join();
                return;
            }

            conditional = next;
        }
    }

    private void WalkTry(TryStatementSyntax attempt)
    {
        var watch = _emit.StartWatch();
        Walk(attempt.Block);
        var called = _emit.EndWatch(watch);
        foreach (var handler in attempt.Catches)
        {
            var mark = _method.Mark;
            _method.Join();
            WriteIgnoredErrors(handler, called);
            if (handler.Declaration is { } caught)
            {
                var type = ResolveHere(caught.Type);
                NoteType(type);
                _method.Declare(caught.Identifier.ValueText, Value.OfType(type));
            }

            Consume(handler.Filter?.FilterExpression);
            Walk(handler.Block);
            _method.Forget(mark);
        }

        _method.Join();
        Walk(attempt.Finally?.Block);
    }

    // catch (Exception) { } => what the protected code calls.
    private void WriteIgnoredErrors(CatchClauseSyntax handler, IReadOnlyList<string> called)
    {
        if (handler is { Filter: null, Block.Statements.Count: 0 } && (handler.Declaration is null || ResolveHere(handler.Declaration.Type) is "System.Exception"))
        {
            _emit.External(FactKind.Anomaly, "ignores-all-errors", handler, called.Count == 0 ? null : new ArgumentList([.. called.Select(member => new Argument(null, member))]));
        }
    }

    private void WalkSwitch(SwitchStatementSyntax choice)
    {
        var value = Consume(choice.Expression);
        foreach (var section in choice.Sections)
        {
            foreach (var label in section.Labels)
            {
                switch (label)
                {
                    case CaseSwitchLabelSyntax constant:
                        Consume(constant.Value);
                        break;
                    case CasePatternSwitchLabelSyntax pattern:
                        Match(pattern.Pattern, value);
                        Consume(pattern.WhenClause?.Condition);
                        break;
                }
            }

            Walk(section.Statements);
            _method.Join();
        }
    }

    private void WalkFunction(LocalFunctionStatementSyntax function)
    {
        var mark = _method.Mark;
        var (returned, returnType) = (_method.Returned, _method.ReturnType);
        _method.ReturnType = ResolveHere(function.ReturnType);
        _method.TypeParameters.UnionWith(function.TypeParameterList?.Parameters.Select(parameter => parameter.Identifier.ValueText) ?? []);
        if (NativeImports.Find(function.AttributeLists) is { } import)
        {
            WriteNative(import, function);
        }

        DeclareParameters(function.ParameterList);
        _functions++;
        Walk(function.Body);
        _functions--;
        Consume(function.ExpressionBody?.Expression, _method.ReturnType);
        (_method.Returned, _method.ReturnType) = (returned, returnType);
        _method.Forget(mark);
    }

    private void Declare(VariableDeclarationSyntax? declaration, bool isConstant)
    {
        if (declaration is null)
        {
            return;
        }

        var type = ResolveHere(declaration.Type);
        NoteType(type);
        foreach (var variable in declaration.Variables)
        {
            var name = variable.Identifier.ValueText;
            if (variable.Initializer?.Value is not { } initializer)
            {
                _method.Declare(name, Value.OfType(type));
                continue;
            }

            var value = isConstant ? Evaluate(initializer, type) : Consume(initializer, type);
            var known = value with { Type = type ?? value.Type, IsConstant = isConstant && value.IsConstant };
            _method.Declare(name, known);
        }
    }

    private void Deconstruct(ExpressionSyntax target, Value value)
    {
        switch (target)
        {
            case DeclarationExpressionSyntax declared:
                Designate(declared.Designation, value with { Type = ResolveHere(declared.Type) ?? value.Type });
                break;
            case TupleExpressionSyntax tuple when _depth < MaximumDepth:
                _depth++;
                var parts = Framework.TypeSpelling.Arguments(value.Type ?? "");
                for (var i = 0; i < tuple.Arguments.Count; i++)
                {
                    Deconstruct(tuple.Arguments[i].Expression, Value.OfType(i < parts.Count && parts[i] != "?" ? parts[i] : null));
                }

                _depth--;
                break;
            default:
                Assign(target, value);
                break;
        }
    }

    private void Designate(VariableDesignationSyntax? designation, Value value)
    {
        switch (designation)
        {
            case SingleVariableDesignationSyntax single:
                _method.Declare(single.Identifier.ValueText, value);
                break;
            case ParenthesizedVariableDesignationSyntax several when _depth < MaximumDepth:
                _depth++;
                var parts = Framework.TypeSpelling.Arguments(value.Type ?? "");
                for (var i = 0; i < several.Variables.Count; i++)
                {
                    Designate(several.Variables[i], Value.OfType(i < parts.Count && parts[i] != "?" ? parts[i] : null));
                }

                _depth--;
                break;
        }
    }

    private void ConsumeAll(SeparatedSyntaxList<ExpressionSyntax> expressions)
    {
        foreach (var expression in expressions)
        {
            Consume(expression);
        }
    }
}

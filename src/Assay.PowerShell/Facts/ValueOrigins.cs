using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Where a value that is not constant comes from: a command, a member, or a parameter.</summary>
/// <param name="Name">The command's or member's name as facts write it, or the parameter's.</param>
/// <param name="Derivation"><see cref="Derivation.Result"/> or <see cref="Derivation.Parameter"/>.</param>
internal sealed record ValueOrigin(string Name, Derivation Derivation);

/// <summary>Follows values back through brackets, casts, variables and pipelines. Where ways disagree, nothing is said.</summary>
internal sealed class ValueOrigins(ScriptReading reading)
{
    private const int MaximumDepth = 24;
    private const int MaximumSteps = 512;
    private int _steps;

    public ValueOrigin? Of(Ast node)
    {
        _steps = 0;
        return Of(node, 0);
    }

    private ValueOrigin? Of(Ast node, int depth)
    {
        if (depth > MaximumDepth || ++_steps > MaximumSteps)
        {
            return null;
        }

        node = Unwrap.Brackets(node, casts: true);
        return node switch
        {
            CommandAst command => OfCommand(command),
            PipelineAst pipeline => OfPipeline(pipeline, depth),
            VariableExpressionAst variable => OfVariable(variable, depth),
            InvokeMemberExpressionAst call => OfMember(call, depth),
            MemberExpressionAst member => OfMember(member, depth),
            IndexExpressionAst index => Of(index.Target, depth + 1),
            AssignmentStatementAst { Operator: TokenKind.Equals } assignment => Of(assignment.Right, depth + 1),
            _ => null,
        };
    }

    private ValueOrigin? OfCommand(CommandAst command) => reading.MeaningsOf(command) is [var meaning, ..]
        ? new ValueOrigin(meaning.Sort == Names.CommandSort.Program ? ProgramNames.Of(meaning.Name) : meaning.Name, Derivation.Result)
        : null;

    // Commands that pass on what they get: iwr $u | select -ExpandProperty Content
    private ValueOrigin? OfPipeline(PipelineAst pipeline, int depth)
    {
        for (var i = pipeline.Elements.Count - 1; i >= 0; i--)
        {
            if (i > 0 && pipeline.Elements[i] is CommandAst command && reading.NameOf(command) is "Select-Object" or "Where-Object" or "Sort-Object" or "Out-String" or "Tee-Object" or "ForEach-Object" or "ConvertFrom-Json")
            {
                continue;
            }

            return Of(pipeline.Elements[i], depth + 1);
        }

        return null;
    }

    private ValueOrigin? OfVariable(VariableExpressionAst variable, int depth)
    {
        if (variable.VariablePath is "_" or "PSItem")
        {
            return reading.PipelineInput is { } input ? Of(input, depth + 4) : null;
        }

        if (reading.Variables.IsParameter(reading.Scope, variable.VariablePath))
        {
            return new ValueOrigin(Names.ScriptDefinitions.WithoutScope(variable.VariablePath), Derivation.Parameter);
        }

        ValueOrigin? origin = null;
        foreach (var value in reading.Variables.Values(reading.Scope, variable.VariablePath))
        {
            var one = value is null || ReferenceEquals(value, variable) ? null : Of(value, depth + 1);
            if (one is null || (origin is not null && origin != one))
            {
                return null;
            }

            origin = one;
        }

        return origin;
    }

    private ValueOrigin? OfMember(MemberExpressionAst member, int depth)
    {
        if (reading.Types.MemberOf(member) is { IsKnown: true } known)
        {
            return new ValueOrigin(known.Name, Derivation.Result);
        }

        // A property of something unknown is part of it: (iwr $u).Content comes from Invoke-WebRequest.
        return member is InvokeMemberExpressionAst call
            ? reading.ConstantText(call.Member) is { } name ? OfUnknownCall(call, name, depth) : null
            : Of(member.Expression, depth + 1);
    }

    private ValueOrigin? OfUnknownCall(InvokeMemberExpressionAst call, string name, int depth) =>
        name.ToUpperInvariant() is "TOSTRING" or "TRIM" or "TOARRAY" ? Of(call.Expression, depth + 1) : new ValueOrigin("?::" + name, Derivation.Result);
}

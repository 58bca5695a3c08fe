using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Finds the files that an expression names, those of a listed folder too: <c>Get-ChildItem $PSScriptRoot\Public\*.ps1</c> => <c>./Public/*.ps1</c>.</summary>
internal sealed class IncludedPaths(ScriptReading reading)
{
    private const int MaximumSteps = 256;
    private const int MaximumPaths = 64;
    private readonly List<string> _paths = [];
    private int _steps;

    public IReadOnlyList<string> Of(Ast node)
    {
        Add(node, 0);
        return _paths;
    }

    private void Add(Ast node, int depth)
    {
        if (++_steps > MaximumSteps || depth > 12 || _paths.Count >= MaximumPaths)
        {
            return;
        }

        node = Unwrap.Brackets(node, casts: true);
        switch (node)
        {
            case ArrayLiteralAst array:
                foreach (var element in array.Elements)
                {
                    Add(element, depth + 1);
                }

                return;
            case ArrayExpressionAst array:
                foreach (var statement in array.SubExpression.Statements)
                {
                    Add(statement, depth + 1);
                }

                return;
            case BinaryExpressionAst { Operator: TokenKind.Plus } sum when reading.ConstantText(sum) is null && IsList(sum.Left):
                Add(sum.Left, depth + 1);
                Add(sum.Right, depth + 1);
                return;
            case PipelineAst { Elements: [var first, _, ..] }:
                Add(first, depth + 1);
                return;
            case CommandAst command when reading.NameOf(command) is "Get-ChildItem" or "Get-Item" or "Resolve-Path":
                AddListed(command);
                return;
            case MemberExpressionAst { MemberName: { } name } member when name.ToUpperInvariant() is "FULLNAME" or "PATH" or "PSPATH" or "PROVIDERPATH":
                Add(member.Expression, depth + 1);
                return;
            case VariableExpressionAst variable when variable.VariablePath is "_" or "PSItem" && reading.PipelineInput is { } input:
                Add(input, depth + 1);
                return;
            case VariableExpressionAst variable when reading.ConstantText(variable) is null && reading.Variables.Values(reading.Scope, variable.VariablePath) is { Count: > 0 } values:
                AddVariable(variable, values, depth);
                return;
        }

        AddText(reading.ValueOf(node), node);
    }

    private void AddVariable(VariableExpressionAst variable, IReadOnlyList<Ast?> values, int depth)
    {
        if (reading.ValueOf(variable) is { IsConstant: true } known && known.Elements is { Count: > 1 } elements)
        {
            foreach (var element in elements)
            {
                AddPath(element.Text ?? "*");
            }

            return;
        }

        foreach (var value in values)
        {
            if (value is not null && !ReferenceEquals(value, variable))
            {
                Add(value, depth + 1);
            }
            else
            {
                AddPath("*");
            }
        }
    }

    private void AddText(in Folding.FoldedValue value, Ast node)
    {
        if (value.IsConstant && value.Elements is { Count: > 1 and <= MaximumPaths } elements && value.Content is not (byte[] or char[]))
        {
            foreach (var element in elements)
            {
                AddPath(element.Text ?? "*");
            }

            return;
        }

        // foreach ($folder in 'Public', 'Private') { . "$PSScriptRoot\$folder\x.ps1" }: one path for each value.
        if (FindList(node) is var (variable, texts))
        {
            foreach (var text in texts)
            {
                AddPath(reading.Partial.Of(node, variable, text) ?? "*");
            }

            return;
        }

        AddPath(reading.Partial.Of(node) ?? "*");
    }

    // The first variable of the expression that takes its values from a list of constant texts.
    private (string Variable, IReadOnlyList<string> Texts)? FindList(Ast node)
    {
        foreach (var inner in node.DescendantsAndSelf().Take(MaximumSteps))
        {
            if (inner is VariableExpressionAst variable && reading.ConstantText(variable) is null && reading.Variables.Values(reading.Scope, variable.VariablePath) is [{ } only]
                && reading.ValueOf(Unwrap.Brackets(only, casts: true)) is { IsConstant: true, Elements: { Count: > 1 and <= MaximumPaths } elements } known && known.Content is not (byte[] or char[]))
            {
                var texts = new List<string>();
                foreach (var element in elements)
                {
                    if (element.Text is { } text)
                    {
                        texts.Add(text);
                    }
                }

                return texts.Count == elements.Count ? (variable.VariablePath, texts) : null;
            }
        }

        return null;
    }

    private void AddListed(CommandAst command)
    {
        var bound = ArgumentBinder.Bind(command, CommandParameters.OfCommand(reading.NameOf(command)!)!, reading);
        string? filter = null;
        var recurses = false;
        foreach (var argument in bound)
        {
            filter = argument.Name is "Filter" or "Include" && argument.Value is { } pattern ? reading.ConstantText(pattern) ?? "*" : filter;
            recurses |= argument.Name is "Recurse";
        }

        var before = _paths.Count;
        foreach (var argument in bound)
        {
            if (argument.Name is "Path" or "LiteralPath" && argument.Value is { } path)
            {
                Add(path, 4);
            }
        }

        for (var i = before; i < _paths.Count; i++)
        {
            var path = _paths[i].TrimEnd('/', '\\');
            var last = path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
            var isPattern = last.Contains('*', StringComparison.Ordinal);
            var folder = isPattern ? path[..^last.Length].TrimEnd('/', '\\') : path;
            var file = isPattern ? filter ?? last : filter;
            if (file is not null || recurses)
            {
                _paths[i] = $"{folder}/{(recurses ? "**/" : "")}{file ?? "*"}";
            }
        }
    }

    private bool IsList(Ast node) => Unwrap.Brackets(node, casts: true) is ArrayLiteralAst or ArrayExpressionAst or CommandAst or PipelineAst
        || (Unwrap.Brackets(node, casts: true) is VariableExpressionAst variable && reading.Variables.Values(reading.Scope, variable.VariablePath) is [{ } only] && Unwrap.Brackets(only, casts: true) is ArrayLiteralAst or ArrayExpressionAst or CommandAst or PipelineAst);

    private void AddPath(string path)
    {
        var normal = path.Replace(PartialTexts.Unknown, '*');
        if (!_paths.Contains(normal))
        {
            _paths.Add(normal);
        }
    }
}

using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>What is known within one method: its locals, parameters and local functions.</summary>
internal sealed class MethodContext(SourceType type, NameScope scope, bool isStatic)
{
    private readonly List<(string Name, Value Value)> _variables = [];
    private readonly Dictionary<string, int> _writes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _writtenParameters = new(StringComparer.Ordinal);

    /// <summary>The type around it.</summary>
    public SourceType Type => type;

    /// <summary>Where its names are looked up.</summary>
    public NameScope Scope => scope;

    /// <summary>True when there is no <c>this</c>.</summary>
    public bool IsStatic => isStatic;

    /// <summary>Local functions by name.</summary>
    public Dictionary<string, LocalFunctionStatementSyntax> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>Type parameters of the method and its local functions.</summary>
    public HashSet<string> TypeParameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Descriptions of processes that were made in it.</summary>
    public List<ProcessStart> Processes { get; } = [];

    /// <summary>The description of the last <c>Process</c> that was made.</summary>
    public Value? StartInfoOfProcess { get; set; }

    /// <summary>The type that the method returns; null in lambdas and where it is not known.</summary>
    public string? ReturnType { get; set; }

    /// <summary>The results and parameters that the method returns.</summary>
    public List<Value> Results { get; } = [];

    /// <summary>True when a parameter was given away.</summary>
    public bool HandsOn { get; set; }

    /// <summary>Types of what the innermost lambda returned.</summary>
    public string? Returned { get; set; }

    /// <summary>Receiver of the innermost conditional access.</summary>
    public Value ConditionalReceiver { get; set; } = Value.Unknown;

    /// <summary>True when it was said that the method combines elements with a key.</summary>
    public bool CombinesElements { get; set; }

    /// <summary>Gives a variable that was handed over by reference its new value.</summary>
    public void TakeBack(string name, Value value)
    {
        for (var i = _variables.Count - 1; i >= 0; i--)
        {
            if (_variables[i].Name == name && !_writtenParameters.Contains(name))
            {
                _variables[i] = (name, value);
                _writes[name] = 2;
                return;
            }
        }
    }

    /// <summary>Number of variables known at the moment: handed to <see cref="Forget"/> at the end of a block.</summary>
    public int Mark => _variables.Count;

    /// <summary>Counts how often variables are written in a body, so that one written twice is not taken for a constant.</summary>
    public void CountWrites(SyntaxNode body)
    {
        foreach (var node in body.DescendantNodesAndSelf())
        {
            var name = node switch
            {
                VariableDeclaratorSyntax { Initializer: not null } declared => declared.Identifier.ValueText,
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } => target.Identifier.ValueText,
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression, Operand: IdentifierNameSyntax target } => target.Identifier.ValueText,
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression, Operand: IdentifierNameSyntax target } => target.Identifier.ValueText,
                ArgumentSyntax { Expression: IdentifierNameSyntax target, RefOrOutKeyword.RawKind: not 0 } => target.Identifier.ValueText,
                ArgumentSyntax { Expression: IdentifierNameSyntax target, Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } when assignment.Left == tuple => target.Identifier.ValueText,
                RefExpressionSyntax { Expression: IdentifierNameSyntax target } => target.Identifier.ValueText,
                _ => null,
            };
            if (name is not null)
            {
                _writes[name] = _writes.GetValueOrDefault(name) + 1;
            }
        }
    }

    /// <summary>How often a variable is written.</summary>
    public int WritesOf(string name) => _writes.GetValueOrDefault(name);

    /// <summary>Adds a variable; it hides one of the same name.</summary>
    public void Declare(string name, Value value) => _variables.Add((name, value));

    /// <summary>Adds a parameter: known by its name unless the method writes it.</summary>
    public void DeclareParameter(string name, string? parameterType, string? shown = null)
    {
        if (WritesOf(name) > 0)
        {
            // The caller wrote it first.
            _writes[name]++;
            _writtenParameters.Add(name);
            Declare(name, Value.OfType(parameterType));
            return;
        }

        Declare(name, new Value(ValueKind.Parameter, parameterType) { Text = shown ?? name, Derivation = Derivation.Parameter });
    }

    /// <summary>Finds a variable; null when there is none.</summary>
    public Value? Find(string name)
    {
        for (var i = _variables.Count - 1; i >= 0; i--)
        {
            if (_variables[i].Name == name)
            {
                return _variables[i].Value;
            }
        }

        return null;
    }

    /// <summary>Forgets, where ways meet, the values of variables that more than one place writes.</summary>
    public void Join()
    {
        for (var i = 0; i < _variables.Count; i++)
        {
            var (name, value) = _variables[i];
            if (value.Kind is not (ValueKind.Unknown or ValueKind.Parameter) && WritesOf(name) > 1)
            {
                _variables[i] = (name, Value.OfType(value.Type));
            }
        }
    }

    /// <summary>Keeps a new value of a variable; of one that is written more often than once it holds in a straight line, until <see cref="Join"/>.</summary>
    public void Assign(string name, Value value)
    {
        for (var i = _variables.Count - 1; i >= 0; i--)
        {
            if (_variables[i].Name == name)
            {
                var known = _variables[i].Value;
                _variables[i] = (name, known.Kind == ValueKind.Parameter || _writtenParameters.Contains(name) ? Value.OfType(known.Type ?? value.Type) : value with { Type = known.Type ?? value.Type, IsConstant = false });
                return;
            }
        }
    }

    /// <summary>Ends a block.</summary>
    public void Forget(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);
}

using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Assay.CSharp.Walking;

/// <summary>Writes facts with their place and line.</summary>
internal sealed class FactEmitter(FactWriter facts, SourceText text)
{
    private const int MaximumWatched = 32;
    private readonly Dictionary<Place, int> _places = [];
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<(FactKind Kind, string Value)> _internal = [];
    private readonly HashSet<(string Value, ArgumentList? Arguments, int Place)> _attributes = [];

    /// <summary>Where the facts lie.</summary>
    public int Place { get; private set; } = FactRecord.None;

    /// <summary>True while something is only looked at: nothing is written.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Starts a method: uses of the file's own members are written once in each.</summary>
    public void Enter(Place place)
    {
        Place = IndexOf(place);
        _internal.Clear();
    }

    /// <summary>Gives the index of a place.</summary>
    public int IndexOf(Place place)
    {
        if (!_places.TryGetValue(place, out var index))
        {
            _places.Add(place, index = facts.AddPlace(place));
        }

        return index;
    }

    /// <summary>Line and column of what a node adds to the expression on its left, both from 1: of <c>a.B()</c> those of <c>B</c>.</summary>
    public (int Line, int Column) PositionOf(SyntaxNode node)
    {
        // The start of a chain lies at its far end: asking for it at every link would cost the square of its length.
        var start = node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.SpanStart,
            InvocationExpressionSyntax invocation => invocation.ArgumentList.SpanStart,
            MemberAccessExpressionSyntax access => access.Name.SpanStart,
            ElementAccessExpressionSyntax element => element.ArgumentList.SpanStart,
            BinaryExpressionSyntax binary => binary.OperatorToken.SpanStart,
            PostfixUnaryExpressionSyntax postfix => postfix.OperatorToken.SpanStart,
            ConditionalAccessExpressionSyntax conditional => conditional.OperatorToken.SpanStart,
            _ => node.SpanStart,
        };
        var position = text.Lines.GetLinePosition(Math.Min(start, text.Length));
        return (position.Line + 1, position.Character + 1);
    }

    /// <summary>Writes a use of something outside of the file.</summary>
    public void External(FactKind kind, string value, SyntaxNode node, ArgumentList? arguments = null, Derivation derivation = Derivation.Literal) => Add(kind, value, node, arguments, derivation, Place);

    /// <summary>Writes a use of something of the file, once in a method.</summary>
    public void Internal(FactKind kind, string value, SyntaxNode node, ArgumentList? arguments = null)
    {
        if (!IsSilent && _internal.Add((kind, value)))
        {
            Add(kind, value, node, arguments, Derivation.Literal, Place);
        }
    }

    /// <summary>Writes a declaration at a place of its own.</summary>
    public void Declaration(FactKind kind, string value, SyntaxNode node, int place, ArgumentList? arguments = null) => Add(kind, value, node, arguments, Derivation.Literal, place);

    /// <summary>Writes an attribute; equal ones of a place once.</summary>
    public void Attribute(string value, SyntaxNode node, int place, ArgumentList? arguments)
    {
        if (_attributes.Add((value, arguments, place)))
        {
            Add(FactKind.Attribute, value, node, arguments, Derivation.Literal, place);
        }
    }

    /// <summary>Writes what a description of a process started.</summary>
    public void Process(ProcessStart start) => start.Write(facts, Place, PositionKind.LineColumn);

    /// <summary>Writes a used type, once in a file.</summary>
    public void Type(string? spelled)
    {
        if (IsSilent || spelled is null)
        {
            return;
        }

        var definition = TypeSpelling.Definition(spelled);
        if (definition.Length > 1 && definition[0] is not ('?' or '!') && _types.Add(definition))
        {
            facts.Add(FactKind.Type, definition);
        }

        foreach (var argument in TypeSpelling.Arguments(spelled))
        {
            Type(argument);
        }
    }

    /// <summary>Starts to listen for calls.</summary>
    public int StartWatch() => facts.Count;

    /// <summary>Names what was called and made since then, each once.</summary>
    public IReadOnlyList<string> EndWatch(int start)
    {
        var called = new List<string>();
        foreach (var record in facts.Records[start..])
        {
            if (record.Kind is FactKind.Call or FactKind.New && called.Count < MaximumWatched && !called.Contains(facts.Text(record.Value)))
            {
                called.Add(facts.Text(record.Value));
            }
        }

        return called;
    }

    private void Add(FactKind kind, string value, SyntaxNode node, ArgumentList? arguments, Derivation derivation, int place)
    {
        if (!IsSilent)
        {
            var (line, column) = PositionOf(node);
            facts.Add(kind, value, place, arguments, derivation, PositionKind.LineColumn, line, column);
        }
    }
}

using Assay.CSharp.Values;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Where values come from that are handed back by reference or filled into a buffer, and bytes that are combined with a key.</summary>
internal sealed partial class CodeWalker
{
    private const int MaximumReturned = 4;
    private int _functions;

    // Read(out value), TryGetValue(key, out value): the variable holds what the member gave. stream.Read(buffer): so does the buffer.
    private void TakeBack(string member, Value? receiver, IReadOnlyList<Value> arguments, SyntaxNode node)
    {
        if (_emit.IsSilent)
        {
            return;
        }

        if (node is InvocationExpressionSyntax invocation)
        {
            foreach (var argument in invocation.ArgumentList.Arguments)
            {
                var name = argument.RefOrOutKeyword.RawKind == 0 ? null : argument.Expression switch
                {
                    IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                    DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax declared } => declared.Identifier.ValueText,
                    _ => null,
                };
                if (name is not null && _method.Find(name) is { Kind: not ValueKind.Parameter } variable)
                {
                    _method.TakeBack(name, Value.Result(member, variable.Type));
                }
            }
        }

        if (receiver is not null && member is "System.IO.Stream::Read" or "System.IO.Stream::ReadAsync" or "System.IO.Stream::ReadExactly" or "System.IO.BinaryReader::Read" or "System.Net.Sockets.Socket::Receive")
        {
            foreach (var buffer in arguments.Where(argument => argument is { Kind: ValueKind.Array, Items: not null }))
            {
                Array.Fill(buffer.Items!, Value.Result(member, null));
            }
        }
    }

    private void NoteReturn(Value value)
    {
        if (_lambdas == 0 && _functions == 0 && !_emit.IsSilent && _method.Results.Count < MaximumReturned && Shown(null, value) is { Derivation: Derivation.Result or Derivation.Parameter })
        {
            _method.Results.Add(value);
        }
    }

    // (byte)(data[i] ^ key[i % n]) in a loop, or in the function that a sequence is mapped with.
    private void NoteExclusiveOr(ExpressionSyntax left, ExpressionSyntax right, SyntaxNode node)
    {
        if ((_loops == 0 && _lambdas == 0) || _emit.IsSilent || _method.CombinesElements || !(IsElement(left) || IsElement(right) || IsGivenElement(left) != IsGivenElement(right)))
        {
            return;
        }

        _method.CombinesElements = true;
        _emit.External(FactKind.Anomaly, "xor-loop", node);
    }

    private bool IsElement(ExpressionSyntax expression)
    {
        var element = Unwrapped(expression);
        return element is ElementAccessExpressionSyntax && Quietly(element).Type is "System.Byte" or "System.SByte" or "System.Char" or "System.UInt16";
    }

    // value => (byte)(value ^ key): the element is what the sequence hands to its function. Of two such parameters a checksum is made.
    private static bool IsGivenElement(ExpressionSyntax expression)
    {
        if (Unwrapped(expression) is not IdentifierNameSyntax { Identifier.ValueText: var name })
        {
            return false;
        }

        for (SyntaxNode? node = expression.Parent; node is not (null or MemberDeclarationSyntax); node = node.Parent)
        {
            switch (node)
            {
                case SimpleLambdaExpressionSyntax simple:
                    return simple.Parameter.Identifier.ValueText == name;
                case ParenthesizedLambdaExpressionSyntax lambda:
                    return lambda.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name);
                case AnonymousMethodExpressionSyntax method:
                    return method.ParameterList?.Parameters.Any(parameter => parameter.Identifier.ValueText == name) ?? false;
            }
        }

        return false;
    }

    private static ExpressionSyntax Unwrapped(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax inner:
                    expression = inner.Expression;
                    continue;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    continue;
                default:
                    return expression;
            }
        }
    }

    // The result is made a byte or a character again: numbers of another size are hashes.
    private static bool IsNarrowed(SyntaxNode node)
    {
        while (node.Parent is ParenthesizedExpressionSyntax or CheckedExpressionSyntax)
        {
            node = node.Parent;
        }

        return node.Parent is CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ByteKeyword or (int)SyntaxKind.CharKeyword or (int)SyntaxKind.SByteKeyword } };
    }
}

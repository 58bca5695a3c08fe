using Assay.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Assay.CSharp.Walking;

/// <summary>A call of a framework member.</summary>
/// <param name="Name"><c>Type::Member</c>.</param>
/// <param name="Receiver">The instance; null for static members and constructors.</param>
/// <param name="Arguments">The arguments in order.</param>
/// <param name="Type">What it returns.</param>
/// <param name="Node">Where it stands.</param>
internal sealed record CallSite(string Name, Value? Receiver, IReadOnlyList<Value> Arguments, string? Type, SyntaxNode Node)
{
    /// <summary>What the call returns when nothing more is understood of it.</summary>
    public Value Result => Value.Result(Name, Type);
}

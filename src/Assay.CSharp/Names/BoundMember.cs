using Assay.Framework;

namespace Assay.CSharp.Names;

/// <summary>A member that a name was found to mean.</summary>
/// <param name="Owner">The type whose name IL writes before it.</param>
/// <param name="Name">Its bare name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsStatic">True when it needs no instance.</param>
/// <param name="Type">The type it has or returns, spelled; null when it returns nothing or the type is not known.</param>
internal sealed record BoundMember(string Owner, string Name, SourceMemberKind Kind, bool IsStatic, string? Type)
{
    /// <summary>The entry of the framework's table; null for members of the source.</summary>
    public FrameworkMember? Framework { get; init; }

    /// <summary>The declaration; null for members of the framework.</summary>
    public SourceMember? Source { get; init; }

    /// <summary>Type arguments of the type that it was found on.</summary>
    public IReadOnlyList<string> TypeArguments { get; init; } = [];

    /// <summary>True when a call takes a receiver.</summary>
    public bool HasReceiver => !IsStatic;

    /// <summary><c>Type::Member</c>.</summary>
    public string FullName => $"{Owner}::{Name}";

    /// <summary><c>Type::get_Member</c>, and <c>set_</c>, <c>add_</c>, <c>remove_</c>.</summary>
    public string Accessor(string prefix) => $"{Owner}::{prefix}_{Name}";
}

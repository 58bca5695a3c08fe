using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>An argument of a command with the parameter that takes it.</summary>
/// <param name="Name">Full name of the parameter; null for an argument that only has a position.</param>
/// <param name="Shape">What the parameter takes.</param>
/// <param name="Value">The expression or statement; null for a switch that is on, and where only <paramref name="Known"/> is at hand.</param>
/// <param name="Known">The value where there is no expression of it.</param>
internal readonly record struct BoundArgument(string? Name, Names.ParameterShape Shape, Ast? Value, FoldedValue Known = default);

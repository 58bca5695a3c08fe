using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Rules;

/// <summary>A value on its way: the result of a member, or a parameter.</summary>
/// <param name="Name">The member or the parameter.</param>
/// <param name="Derivation">Which of the two.</param>
/// <param name="Method">The method it was met in.</param>
/// <param name="Record">The fact that named it.</param>
/// <param name="IsFed">True when what the object is given after it was made counts.</param>
/// <param name="IsKept">True when it lay in a field on its way.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FlowValue(string Name, Derivation Derivation, ScopeInstance Method, int Record, bool IsFed, bool IsKept);

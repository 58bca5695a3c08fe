using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>A run of facts that takes the place of an earlier one.</summary>
/// <param name="Start">First fact of the earlier run.</param>
/// <param name="Count">Its length.</param>
/// <param name="From">First fact of the later run.</param>
/// <param name="Length">Its length.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FactReplacement(int Start, int Count, int From, int Length);

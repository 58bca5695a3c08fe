namespace Assay.Model;

/// <summary>What is kept of debug symbols (the Portable PDB format) until a report asks for a line: nothing of them is read before.</summary>
/// <param name="Id">The GUID of the CodeView entry of an assembly, and of the symbols made with it.</param>
/// <param name="Stamp">The four bytes that belong to the GUID.</param>
/// <param name="Data">The symbols; empty for an assembly that only names them.</param>
/// <param name="InflatedSize">Bytes that <paramref name="Data"/> inflates to; 0 when it is not compressed.</param>
/// <param name="MethodRows">For an assembly the row of the method of each place, 0 where a place is none; empty for a file of symbols.</param>
public sealed record DebugSymbols(Guid Id, uint Stamp, ReadOnlyMemory<byte> Data, int InflatedSize, IReadOnlyList<int> MethodRows);

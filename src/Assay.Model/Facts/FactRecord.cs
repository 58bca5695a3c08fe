using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Says how <see cref="FactRecord.Position"/> and <see cref="FactRecord.Column"/> count.</summary>
public enum PositionKind : byte
{
    /// <summary>No position below the place.</summary>
    None,
    /// <summary>IL offset within the method body.</summary>
    IlOffset,
    /// <summary>Line and column, both from 1.</summary>
    LineColumn,
    /// <summary>Byte offset within the file.</summary>
    ByteOffset,
}

/// <summary>One fact as stored: indexes into the tables of its <see cref="FileFacts"/>.</summary>
/// <remarks>24 bytes, so that a package with a million calls stays far below the memory goal.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct FactRecord(
    FactKind Kind, Derivation Derivation, PositionKind PositionKind, int Value, int Arguments, int Place, int Position, int Column = 0)
{
    /// <summary>Stands in <see cref="Arguments"/> and <see cref="Place"/> for "none".</summary>
    public const int None = -1;
}

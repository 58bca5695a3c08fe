using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.Symbols;
using Assay.Model;

namespace Assay.DotNet;

/// <summary>Reads source lines out of kept symbols (Portable PDB specification, sequence points).</summary>
public sealed class SymbolLines : IDisposable
{
    private readonly MetadataReaderProvider _provider;
    private readonly MetadataReader _reader;

    private SymbolLines(MetadataReaderProvider provider)
    {
        _provider = provider;
        _reader = provider.GetMetadataReader(MetadataReaderOptions.None);
    }

    /// <summary>Opens symbols; null when they are malformed.</summary>
    public static SymbolLines? Open(DebugSymbols symbols)
    {
        try
        {
            return new SymbolLines(MetadataReaderProvider.FromPortablePdbImage([.. symbols.InflatedSize == 0 ? symbols.Data.Span : Inflate(symbols)]));
        }
        catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
        {
            return null;
        }
    }

    /// <summary>Gives the line that an instruction belongs to; null when none is known.</summary>
    /// <param name="methodRow">Row of the method in the assembly.</param>
    /// <param name="offset">IL offset of the instruction.</param>
    /// <param name="steps">Sequence points that may still be read; what was read is taken off.</param>
    public SourceLocation? Find(int methodRow, int offset, ref int steps)
    {
        try
        {
            if (methodRow <= 0 || methodRow > _reader.GetTableRowCount(TableIndex.MethodDebugInformation))
            {
                return null;
            }

            SequencePoint? best = null;
            foreach (var point in _reader.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(methodRow)).GetSequencePoints())
            {
                if (point.Offset > offset || --steps < 0)
                {
                    break;
                }

                // Hidden points belong to what the compiler added around the statement before.
                best = point.IsHidden ? best : point;
            }

            return best is { Document.IsNil: false } found && _reader.GetString(_reader.GetDocument(found.Document).Name) is { Length: > 0 } file ? new SourceLocation(file, found.StartLine) : null;
        }
        catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _provider.Dispose();

    private static byte[] Inflate(DebugSymbols symbols)
    {
        var inflated = new byte[Math.Min(symbols.InflatedSize, SymbolKeeper.MaximumInflatedBytes)];
        using var stream = new DeflateStream(new MemoryStream(symbols.Data.ToArray(), writable: false), CompressionMode.Decompress);
        stream.ReadExactly(inflated);
        return inflated;
    }
}

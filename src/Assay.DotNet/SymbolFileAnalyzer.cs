using System.Buffers.Binary;
using System.Reflection.Metadata;
using Assay.DotNet.Symbols;
using Assay.Model;

namespace Assay.DotNet;

/// <summary>Keeps a file of symbols in the Portable PDB format until a report asks for a line. It holds no code; what cannot be read tells no lines.</summary>
public static class SymbolFileAnalyzer
{
    /// <summary>Keeps the symbols with their id; of a Windows program database says only whether it has private symbols.</summary>
    public static unsafe void Analyze(ReadOnlySpan<byte> bytes, FactWriter facts)
    {
        if (WindowsSymbols.ArePrivate(bytes) is { } isPrivate)
        {
            facts.Add(FactKind.Metadata, "symbols.private", arguments: new ArgumentList(new Argument("value", isPrivate ? "true" : "false")));
            return;
        }

        if (bytes.Length > SymbolKeeper.MaximumKeptBytes || !bytes.StartsWith("BSJB"u8))
        {
            return;
        }

        try
        {
            fixed (byte* start = bytes)
            {
                // 20 bytes: the GUID and the stamp of the debug directory of the assembly.
                if (new MetadataReader(start, bytes.Length).DebugMetadataHeader is { Id: { Length: 20 } id })
                {
                    facts.Symbols = new DebugSymbols(new Guid(id.AsSpan()[..16]), BinaryPrimitives.ReadUInt32LittleEndian(id.AsSpan()[16..]), bytes.ToArray(), 0, []);
                }
            }
        }
        catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
        {
            facts.Symbols = null;
        }
    }
}

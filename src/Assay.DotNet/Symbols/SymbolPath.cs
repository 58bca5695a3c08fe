using System.Reflection.PortableExecutable;
using Assay.Model;

namespace Assay.DotNet.Symbols;

/// <summary>States the path of the symbol file that the compiler wrote into an assembly: it shows folders of the machine that built it.</summary>
internal static class SymbolPath
{
    private const int MaximumEntries = 16;
    private const int MaximumPath = 1024;

    /// <summary>Writes <c>symbols.path</c> for paths that are more than a file name. Malformed directories name none.</summary>
    public static void Write(PEReader pe, FactWriter facts)
    {
        try
        {
            foreach (var entry in pe.ReadDebugDirectory().Take(MaximumEntries))
            {
                if (entry.Type == DebugDirectoryEntryType.CodeView && pe.ReadCodeViewDebugDirectoryData(entry).Path is { Length: <= MaximumPath } path && path.AsSpan().ContainsAny('/', '\\'))
                {
                    facts.Add(FactKind.Metadata, "symbols.path", arguments: new ArgumentList(new Argument("value", path)));
                    return;
                }
            }
        }
        catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
        {
            return;
        }
    }
}

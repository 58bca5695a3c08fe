using Assay.DotNet;
using Assay.Model;

namespace Assay.Scan;

/// <summary>Joins assemblies with their symbols, embedded or in a file of the package with the same id, and reads them when a report first asks.</summary>
internal sealed class SourceLocations : ISourceLocations
{
    // What a report shows is little: these are reached by packages that were made to reach them.
    private const long MaximumInflatedBytes = 128L * 1024 * 1024;
    private const int MaximumSequencePoints = 4_000_000;

    private readonly IReadOnlyList<LinkedFile> _files;
    private readonly Dictionary<(Guid Id, uint Stamp), DebugSymbols> _symbolFiles;
    private readonly Dictionary<DebugSymbols, SymbolLines?> _lines = new(ReferenceEqualityComparer.Instance);
    private long _inflated;
    private int _steps = MaximumSequencePoints;

    private SourceLocations(IReadOnlyList<LinkedFile> files, Dictionary<(Guid Id, uint Stamp), DebugSymbols> symbolFiles)
    {
        _files = files;
        _symbolFiles = symbolFiles;
    }

    /// <summary>Gives null when no file has symbols.</summary>
    public static SourceLocations? Of(IReadOnlyList<LinkedFile> files)
    {
        var symbolFiles = new Dictionary<(Guid Id, uint Stamp), DebugSymbols>();
        var any = false;
        foreach (var file in files)
        {
            if (file.Facts.Symbols is { Data.IsEmpty: false } symbols)
            {
                any = true;
                if (file.Artifact.Kind == ArtifactKind.DebugSymbols)
                {
                    symbolFiles.TryAdd((symbols.Id, symbols.Stamp), symbols);
                }
            }
        }

        return any ? new SourceLocations(files, symbolFiles) : null;
    }

    public SourceLocation? Of(int file, in FactRecord record)
    {
        if (record.PositionKind != PositionKind.IlOffset || _files[file].Facts.Symbols is not { } symbols || (uint)record.Place >= (uint)symbols.MethodRows.Count)
        {
            return null;
        }

        // A report is written by one thread, but facts may be judged by several.
        lock (_lines)
        {
            return Lines(symbols)?.Find(symbols.MethodRows[record.Place], record.Position, ref _steps);
        }
    }

    private SymbolLines? Lines(DebugSymbols assembly)
    {
        if (_lines.TryGetValue(assembly, out var lines))
        {
            return lines;
        }

        var symbols = assembly.Data.IsEmpty ? _symbolFiles.GetValueOrDefault((assembly.Id, assembly.Stamp)) : assembly;
        if (symbols is not null && _steps > 0)
        {
            _inflated += Math.Max(symbols.InflatedSize, symbols.Data.Length);
            lines = _inflated <= MaximumInflatedBytes ? SymbolLines.Open(symbols) : null;
        }

        _lines.Add(assembly, lines);
        return lines;
    }
}

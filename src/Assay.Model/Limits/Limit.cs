namespace Assay.Model;

/// <summary>What reading and judging one package may cost, each with its row in <see cref="LimitTable"/>. In settings and reports the name stands in kebab case: <c>entry-bytes</c>.</summary>
public enum Limit
{
    // Input and unpacking.
    /// <summary>Bytes of the input itself.</summary>
    InputBytes,
    /// <summary>Unpacked bytes of all levels together.</summary>
    UnpackedBytes,
    /// <summary>Unpacked bytes of one entry.</summary>
    EntryBytes,
    /// <summary>Unpacked bytes for one packed byte.</summary>
    Ratio,
    /// <summary>Unpacked bytes below which <see cref="Ratio"/> does not count.</summary>
    RatioThreshold,
    /// <summary>Entries of one archive.</summary>
    ArchiveEntries,
    /// <summary>Artifacts of all levels together.</summary>
    Entries,
    /// <summary>Containers and hosts around an artifact.</summary>
    Nesting,
    /// <summary>Bytes of an entry name.</summary>
    NameBytes,
    /// <summary>Folders in an entry name.</summary>
    PathDepth,
    /// <summary>Characters of all artifact paths together.</summary>
    PathCharacters,
    /// <summary>Different folders in the names of one archive.</summary>
    Folders,
    /// <summary>Members of one gzip stream.</summary>
    GzipMembers,
    /// <summary>Problems that are kept in all.</summary>
    Problems,
    /// <summary>Problems of one id that are kept for one artifact.</summary>
    ProblemsPerKind,

    // Every file.
    /// <summary>Bytes of a file that is analysed.</summary>
    FileBytes,
    /// <summary>Bytes of a script or source that is read as code.</summary>
    ScriptBytes,
    /// <summary>Web addresses that are stated of one file.</summary>
    Urls,
    /// <summary>Secrets that are stated of one file.</summary>
    Secrets,

    // Assemblies and native images.
    /// <summary>Bytes of code that are read for each byte of an assembly.</summary>
    CodeRatio,
    /// <summary>Instructions that are interpreted to compute constants of an assembly.</summary>
    ConstantSteps,
    /// <summary>Unpacked bytes of the compressed resources of an assembly.</summary>
    ResourceBytes,
    /// <summary>Symbols that are read of a native image.</summary>
    NativeSymbols,
    /// <summary>Imported, and exported, functions that are stated of a native image.</summary>
    NativeFunctions,

    // Scripts, sources and build files.
    /// <summary>Steps that compute the constants of a PowerShell text.</summary>
    PowershellSteps,
    /// <summary>Characters or elements of one computed PowerShell value.</summary>
    PowershellValue,
    /// <summary>Characters and elements of all computed values of a PowerShell text.</summary>
    PowershellTotal,
    /// <summary>Texts inside a PowerShell text that run as code.</summary>
    PowershellLayers,
    /// <summary>Characters of a C# source.</summary>
    CsharpCharacters,
    /// <summary>Expressions and statements of a C# source.</summary>
    CsharpSteps,
    /// <summary>Characters looked at or made for each character of a batch, shell, VBScript or JavaScript file.</summary>
    ScriptSteps,
    /// <summary>Facts of a script.</summary>
    ScriptFacts,
    /// <summary>Texts inside a script that are code.</summary>
    ScriptTexts,
    /// <summary>Elements of a build file.</summary>
    BuildElements,
    /// <summary>Script blocks of a PowerShell types or format file.</summary>
    XmlBlocks,

    // The package as a whole.
    /// <summary>Files compared to follow what scripts include.</summary>
    IncludeSteps,
    /// <summary>Places compared to follow calls between assemblies.</summary>
    CallSteps,
    /// <summary>Steps of matching the rules.</summary>
    MatchSteps,
    /// <summary>Findings of a report.</summary>
    Findings,
    /// <summary>Places that are shown of a finding.</summary>
    Evidence,
    /// <summary>Seconds after which no further file of a package is read.</summary>
    PackageSeconds,
    /// <summary>Seconds after which a package is given up.</summary>
    PackageHardSeconds,
}

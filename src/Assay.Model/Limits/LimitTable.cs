namespace Assay.Model;

/// <summary>All limits of reading and judging a package, and those of our own data, in one place. <c>docs/limits.md</c> is written from it.</summary>
public static class LimitTable
{
    private const long KiB = 1L << 10;
    private const long MiB = 1L << 20;
    private const long GiB = 1L << 30;

    // One array holds a file: Array.MaxLength of bytes, rounded down.
    private const long OneArray = 2047 * MiB;

    private const string Input = "Input and unpacking";
    private const string Files = "Every file";
    private const string Binaries = "Assemblies and native images";
    private const string Scripts = "Scripts, sources and build files";
    private const string Package = "The package as a whole";

    /// <summary>Those that may be set, in the order of <see cref="Limit"/>.</summary>
    public static IReadOnlyList<LimitDefinition> All { get; } =
    [
        new(Limit.InputBytes, Input, LimitUnit.Bytes, 512 * MiB, 1, OneArray, ProblemId.InputUnreadable, "The input itself, and all files of a module folder together. A larger one is not read."),
        new(Limit.UnpackedBytes, Input, LimitUnit.Bytes, 4 * GiB, 1, 1024 * GiB, ProblemId.LimitBytes, "What comes out of all archives of an input together, at every level. Nothing after it is read."),
        new(Limit.EntryBytes, Input, LimitUnit.Bytes, GiB, 1, OneArray, ProblemId.LimitBytes, "What comes out of one entry. The entry is listed and not examined."),
        new(Limit.Ratio, Input, LimitUnit.Times, 100, 1, 1_100, ProblemId.LimitRatio, "Bytes that come out for one packed byte, of an entry and of the whole input; deflate cannot exceed 1,032."),
        new(Limit.RatioThreshold, Input, LimitUnit.Bytes, 64 * MiB, 0, GiB, ProblemId.LimitRatio, "Unpacked bytes below which the ratio does not count."),
        new(Limit.ArchiveEntries, Input, LimitUnit.Count, 65_534, 1, 1_000_000, ProblemId.LimitEntries, "Entries of one archive, files and folders of a module folder. Later ones are not read."),
        new(Limit.Entries, Input, LimitUnit.Count, 200_000, 1, 2_000_000, ProblemId.LimitEntries, "Files of all levels together, code found inside files too. Later ones are not read."),
        new(Limit.Nesting, Input, LimitUnit.Levels, 8, 1, 16, ProblemId.LimitDepth, "Archives, and files that hold code of another language, around a file. What lies deeper is not examined."),
        new(Limit.NameBytes, Input, LimitUnit.Bytes, KiB, 16, 64 * KiB, ProblemId.ZipUnsafeName, "The name of an entry. The entry is read all the same."),
        new(Limit.PathDepth, Input, LimitUnit.Levels, 64, 1, 1_024, ProblemId.ZipUnsafeName, "Folders in the name of an entry, which is read all the same; folders below each other in a module folder, of which deeper ones are not read."),
        new(Limit.PathCharacters, Input, LimitUnit.Characters, 32 * MiB, KiB, GiB, ProblemId.LimitEntries, "The paths of all files together. Later files are not read."),
        new(Limit.Folders, Input, LimitUnit.Count, 1_000_000, 1, 10_000_000, ProblemId.LimitSteps, "Folders in the names of an archive that are compared with the names of files."),
        new(Limit.GzipMembers, Input, LimitUnit.Count, 1_024, 1, 1_000_000, ProblemId.LimitEntries, "Members of one gzip stream. Later ones are not read."),
        new(Limit.Problems, Input, LimitUnit.Count, 10_000, 10, 1_000_000, ProblemId.LimitFindings, "Problems of unpacking that are listed."),
        new(Limit.ProblemsPerKind, Input, LimitUnit.Count, 200, 1, 100_000, null, "Problems of one kind that are listed for one file; one more line says that there are others."),

        new(Limit.FileBytes, Files, LimitUnit.Bytes, 256 * MiB, 1, OneArray, ProblemId.LimitFileSize, "A file that is analysed. A larger one has its hash in the report and nothing else."),
        new(Limit.ScriptBytes, Files, LimitUnit.Bytes, 20 * MiB, 1, 512 * MiB, ProblemId.LimitFileSize, "A script, source or build file that is read as code. A larger one is searched for web addresses and secrets."),
        new(Limit.Urls, Files, LimitUnit.Count, 20_000, 1, 1_000_000, ProblemId.LimitFindings, "Web addresses that are stated of one file."),
        new(Limit.Secrets, Files, LimitUnit.Count, 2_000, 1, 100_000, ProblemId.LimitFindings, "Texts that look like secrets that are stated of one file."),

        new(Limit.CodeRatio, Binaries, LimitUnit.Times, 4, 1, 1_000, ProblemId.LimitSteps, "Bytes of code that are read for each byte of an assembly: bodies that share bytes cannot multiply the work."),
        new(Limit.ConstantSteps, Binaries, LimitUnit.Steps, 3_000_000, 0, 10_000_000_000, ProblemId.LimitSteps, "Instructions that are interpreted to compute constants of an assembly; a method has 250,000 of them. Other constants stay as they are written."),
        new(Limit.ResourceBytes, Binaries, LimitUnit.Bytes, 128 * MiB, 1, OneArray, ProblemId.LimitBytes, "What comes out of the compressed resources of an assembly, and of one of them."),
        new(Limit.NativeSymbols, Binaries, LimitUnit.Count, 1_000_000, 1, 100_000_000, ProblemId.LimitSteps, "Imported and exported symbols that are read of a native image."),
        new(Limit.NativeFunctions, Binaries, LimitUnit.Count, 20_000, 1, 1_000_000, ProblemId.LimitFindings, "Imported, and exported, functions that are stated of a native image; all are counted."),

        new(Limit.PowershellSteps, Scripts, LimitUnit.Steps, 4_000_000, 1, 10_000_000_000, ProblemId.LimitSteps, "Statements, operators and elements that compute the constants of a PowerShell text."),
        new(Limit.PowershellValue, Scripts, LimitUnit.Characters, 4 * MiB, 16, 512 * MiB, ProblemId.LimitSteps, "One computed value of a PowerShell text."),
        new(Limit.PowershellTotal, Scripts, LimitUnit.Characters, 64 * MiB, 16, 64 * GiB, ProblemId.LimitSteps, "All computed values of a PowerShell text."),
        new(Limit.PowershellLayers, Scripts, LimitUnit.Count, 256, 1, 65_536, ProblemId.LimitFindings, "Texts in a PowerShell text that run as code."),
        new(Limit.CsharpCharacters, Scripts, LimitUnit.Characters, 16 * MiB, 1, 256 * MiB, ProblemId.LimitFileSize, "A C# source that is parsed."),
        new(Limit.CsharpSteps, Scripts, LimitUnit.Steps, 8_000_000, 1, 10_000_000_000, ProblemId.LimitSteps, "Expressions and statements of a C# source that are followed."),
        new(Limit.ScriptSteps, Scripts, LimitUnit.Steps, 64, 1, 10_000, ProblemId.LimitSteps, "Characters looked at or made for each character of a batch, shell, VBScript or JavaScript file, beside a million for any file."),
        new(Limit.ScriptFacts, Scripts, LimitUnit.Count, 200_000, 1, 10_000_000, ProblemId.LimitFindings, "Statements about one batch, shell, VBScript or JavaScript file."),
        new(Limit.ScriptTexts, Scripts, LimitUnit.Count, 256, 1, 65_536, ProblemId.LimitFindings, "Texts in such a file that run as code."),
        new(Limit.BuildElements, Scripts, LimitUnit.Count, 200_000, 1, 10_000_000, ProblemId.LimitSteps, "Elements of a build file. Later ones are not read."),
        new(Limit.XmlBlocks, Scripts, LimitUnit.Count, 2_000, 1, 100_000, ProblemId.LimitFindings, "Script blocks of a PowerShell types or format file."),

        new(Limit.IncludeSteps, Package, LimitUnit.Steps, 4_000_000, 1, 10_000_000_000, ProblemId.LimitSteps, "File names compared to follow what scripts and build files include. Some may run earlier than is said."),
        new(Limit.CallSteps, Package, LimitUnit.Steps, 8_000_000, 1, 10_000_000_000, ProblemId.LimitSteps, "Places compared to follow calls between assemblies. Some may run earlier than is said."),
        new(Limit.MatchSteps, Package, LimitUnit.Steps, 50_000_000, 1, 100_000_000_000, ProblemId.LimitSteps, "Steps of comparing one package with all rules. Rules that were not compared are not said to be quiet."),
        new(Limit.Findings, Package, LimitUnit.Count, 10_000, 1, 1_000_000, ProblemId.LimitFindings, "Issues and behaviors of a report."),
        new(Limit.Evidence, Package, LimitUnit.Count, 20, 1, 10_000, null, "Places that are shown of a finding; the report says how many there are (`evidenceTotal`)."),
        new(Limit.PackageSeconds, Package, LimitUnit.Seconds, 0, 0, 86_400, ProblemId.LimitTime, "Time after which no further file of a package is read; what was found stays. 0 is none: another machine would give another report."),
        new(Limit.PackageHardSeconds, Package, LimitUnit.Seconds, 300, 1, 86_400, null, "Time after which a package is given up. It has no report then, and ends the command with code 4; other packages are reported."),
    ];

    /// <summary>Gives the definition of a limit.</summary>
    public static LimitDefinition Of(Limit limit) => All[(int)limit];

    /// <summary>Finds a limit by its name; null when there is none.</summary>
    public static LimitDefinition? Find(string name) => All.FirstOrDefault(definition => definition.Name == name);
}

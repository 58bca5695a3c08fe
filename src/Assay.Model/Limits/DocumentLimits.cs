namespace Assay.Model;

/// <summary>What reading documents besides packages may cost: answers of feeds, advisories, and files that name packages. They are far above what is real, so that nobody has to set them.</summary>
public static class DocumentLimits
{
    private const long MiB = 1L << 20;

    private const string Feeds = "Answers of feeds";
    private const string Advisories = "Advisories";
    private const string Projects = "Projects, lock files and bills of materials";

    /// <summary>Unpacked bytes of one answer of a feed.</summary>
    public const long FeedBytes = 64 * MiB;
    /// <summary>JSON tokens of one answer: a thousand rows of a search with all their versions have less than a million.</summary>
    public const int FeedTokens = 8_000_000;
    /// <summary>Elements of one answer of a V2 feed.</summary>
    public const int FeedElements = 1_000_000;
    /// <summary>Versions of one package.</summary>
    public const int FeedVersions = 50_000;
    /// <summary>Pages of a catalog; the real one has some 23,000.</summary>
    public const int CatalogPages = 500_000;
    /// <summary>Rows of one search, or of one pass over a V2 query.</summary>
    public const int FeedRows = 2_000_000;
    /// <summary>Pages of one search, or of one pass over a V2 query.</summary>
    public const int FeedPages = 20_000;
    /// <summary>Bytes of a list of the user's PowerShell repositories.</summary>
    public const long RepositoryListBytes = MiB;

    /// <summary>Bytes of one advisory file, and of what comes out of it.</summary>
    public const long AdvisoryBytes = 512 * MiB;
    /// <summary>Bytes that come out of an archive of advisories.</summary>
    public const long AdvisoryArchiveBytes = 4096 * MiB;
    /// <summary>Entries of an archive of advisories.</summary>
    public const int AdvisoryArchiveEntries = 1_000_000;
    /// <summary>Advisory files of all folders.</summary>
    public const int AdvisoryFiles = 2_000_000;
    /// <summary>Bytes of one advisory.</summary>
    public const int AdvisoryRecordBytes = 8 * (int)MiB;
    /// <summary>Entries of a list of exploited vulnerabilities, or of a vulnerability index.</summary>
    public const int AdvisoryEntries = 1_000_000;
    /// <summary>Pages of a vulnerability index.</summary>
    public const int AdvisoryPages = 64;
    /// <summary>Bytes of an advisory database.</summary>
    public const long AdvisoryDatabaseBytes = 1024 * MiB;

    /// <summary>Bytes of a file that names packages; assets of large solutions have a tenth of it.</summary>
    public const long ProjectBytes = 128 * MiB;
    /// <summary>JSON tokens of such a file.</summary>
    public const int ProjectTokens = 4_000_000;
    /// <summary>Files and folders among which such files are looked for.</summary>
    public const int ProjectEntries = 500_000;
    /// <summary>Folders below each other in which they are looked for.</summary>
    public const int ProjectFolders = 64;
    /// <summary>Projects of a solution.</summary>
    public const int SolutionProjects = 10_000;
    /// <summary>Files that belong to a project.</summary>
    public const int ProjectFiles = 64;
    /// <summary>Package references and other items of a project.</summary>
    public const int ProjectItems = 20_000;
    /// <summary>Directives of a program that is one file.</summary>
    public const int AppDirectives = 1_000;
    /// <summary>Packages that a project needs, where that has to be worked out.</summary>
    public const int ClosurePackages = 5_000;

    /// <summary>All of them, with what they limit and what becomes of the rest.</summary>
    public static IReadOnlyList<DocumentLimit> All { get; } =
    [
        new(Feeds, FeedBytes, LimitUnit.Bytes, "One answer, unpacked. A larger one is refused."),
        new(Feeds, FeedTokens, LimitUnit.Count, "JSON tokens of one answer. One with more is refused."),
        new(Feeds, FeedElements, LimitUnit.Count, "Elements of one answer of a V2 feed. One with more is refused."),
        new(Feeds, FeedVersions, LimitUnit.Count, "Versions of one package. Others are not looked at."),
        new(Feeds, CatalogPages, LimitUnit.Count, "Pages of a catalog."),
        new(Feeds, FeedRows, LimitUnit.Count, "Rows of one search, or of one pass over a V2 query."),
        new(Feeds, FeedPages, LimitUnit.Count, "Pages of one search, or of one pass over a V2 query."),
        new(Feeds, RepositoryListBytes, LimitUnit.Bytes, "The list of repositories that PowerShell keeps for the user."),

        new(Advisories, AdvisoryBytes, LimitUnit.Bytes, "One file or download, and what comes out of it. A larger one is not read, and said."),
        new(Advisories, AdvisoryArchiveBytes, LimitUnit.Bytes, "What comes out of one archive."),
        new(Advisories, AdvisoryArchiveEntries, LimitUnit.Count, "Entries of one archive."),
        new(Advisories, AdvisoryFiles, LimitUnit.Count, "Files of all folders."),
        new(Advisories, AdvisoryRecordBytes, LimitUnit.Bytes, "One advisory."),
        new(Advisories, AdvisoryEntries, LimitUnit.Count, "Entries of a list of exploited vulnerabilities, or of a vulnerability index."),
        new(Advisories, AdvisoryPages, LimitUnit.Count, "Pages of a vulnerability index."),
        new(Advisories, AdvisoryDatabaseBytes, LimitUnit.Bytes, "A database that `assay advisories` wrote. A larger one is refused."),

        new(Projects, ProjectBytes, LimitUnit.Bytes, "One file. A larger one is not read, and said."),
        new(Projects, ProjectTokens, LimitUnit.Count, "JSON tokens of one file. One with more is not read, and said."),
        new(Projects, ProjectEntries, LimitUnit.Count, "Files and folders among which they are looked for. That there are more is said."),
        new(Projects, ProjectFolders, LimitUnit.Levels, "Folders below each other in which they are looked for. That there are more is said."),
        new(Projects, SolutionProjects, LimitUnit.Count, "Projects of a solution."),
        new(Projects, ProjectFiles, LimitUnit.Count, "Files that one project imports."),
        new(Projects, ProjectItems, LimitUnit.Count, "Package references and other items of a project."),
        new(Projects, AppDirectives, LimitUnit.Count, "Directives of a program that is one file."),
        new(Projects, ClosurePackages, LimitUnit.Count, "Packages that a project needs, where that is worked out without a lock file."),
    ];
}

/// <summary>A limit of reading documents that no setting changes.</summary>
/// <param name="Group">Heading under which tables show it.</param>
/// <param name="Value">Its value.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Meaning">What it limits, and what becomes of the rest.</param>
public sealed record DocumentLimit(string Group, long Value, LimitUnit Unit, string Meaning)
{
    /// <summary>The value as people read it.</summary>
    public string Shown => LimitDefinition.Show(Unit, Value);
}

namespace Assay.Model;

/// <summary>Stable ids of problems. In reports the name stands in kebab case: <c>zip-crc-mismatch</c>. New ids are added, none is renamed.</summary>
public enum ProblemId
{
    // The input as a whole.
    /// <summary>The input is empty, not a known container, or larger than the limit.</summary>
    InputUnreadable,
    /// <summary>A stage failed on an artifact in a way nobody expected; the rest was read.</summary>
    InternalFailure,
    /// <summary>A folder of version control: it belongs to the working copy, not to the module.</summary>
    FolderPartLeftOut,
    /// <summary>A file of a folder that could not be read, or a link, which is not followed.</summary>
    FolderPartUnreadable,

    // Zip structure. APPNOTE is PKWARE's .ZIP File Format Specification 6.3.10.
    /// <summary>No end of central directory record, or the directory does not fit the file (APPNOTE 4.3.16).</summary>
    ZipDirectoryUnreadable,
    /// <summary>Counts, sizes or offsets of the end records contradict each other or the directory.</summary>
    ZipDirectoryInconsistent,
    /// <summary>Several end records could be meant.</summary>
    ZipSeveralEndRecords,
    /// <summary>The local header is missing or outside the file.</summary>
    ZipLocalHeaderUnreadable,
    /// <summary>Local and central header differ.</summary>
    ZipHeadersDiffer,
    /// <summary>Two entries share bytes.</summary>
    ZipEntriesOverlap,
    /// <summary>Bytes before, between or after entries that nothing accounts for.</summary>
    ZipUnaccountedBytes,
    /// <summary>A local header that the directory does not list.</summary>
    ZipHiddenEntry,
    /// <summary>CRC-32 of the content differs from the header.</summary>
    ZipCrcMismatch,
    /// <summary>The content is shorter or longer than declared.</summary>
    ZipSizeMismatch,
    /// <summary>The compressed data is invalid.</summary>
    ZipDataInvalid,
    /// <summary>An encrypted entry: not examined.</summary>
    ZipEncryptedEntry,
    /// <summary>A compression method that is not read: not examined.</summary>
    ZipUnknownMethod,
    /// <summary>Two entries have the same name, or names that some installer takes for the same; or readers give one entry different names: needless percent signs, a Unicode path field, a folder's name with content.</summary>
    ZipAmbiguousName,
    /// <summary>A name that leaves the target folder, is absolute, holds control or undecodable characters, or letters that look like others.</summary>
    ZipUnsafeName,
    /// <summary>A symbolic link, device or setuid entry, or a folder that has content.</summary>
    ZipSpecialEntry,
    /// <summary>Legal but unusual: data descriptors, comments, extra fields that carry data.</summary>
    ZipUnusualFeature,

    // gzip (RFC 1952) and tar (POSIX ustar, pax).
    /// <summary>The gzip stream is broken, or its CRC or length differ.</summary>
    GzipInvalid,
    /// <summary>Bytes after the gzip stream.</summary>
    GzipTrailingBytes,
    /// <summary>A tar header with a wrong checksum, size or type, or with two sizes.</summary>
    TarHeaderInvalid,
    /// <summary>The tar ends inside an entry or without its end blocks.</summary>
    TarTruncated,
    /// <summary>Links, devices, FIFOs, sparse files and folders with content in a tar.</summary>
    TarSpecialEntry,
    /// <summary>A tar entry name that is unsafe or repeated.</summary>
    TarUnsafeName,

    // Budgets.
    /// <summary>More nested containers than the limit.</summary>
    LimitDepth,
    /// <summary>More entries than the limit.</summary>
    LimitEntries,
    /// <summary>More unpacked bytes than the limit.</summary>
    LimitBytes,
    /// <summary>An expansion ratio above the limit.</summary>
    LimitRatio,
    /// <summary>A file larger than what is analysed deeply.</summary>
    LimitFileSize,
    /// <summary>An analysis used up its steps.</summary>
    LimitSteps,
    /// <summary>An archive format that is not read.</summary>
    ArchiveNotRead,

    // Manifest.
    /// <summary>A package without a manifest in its root.</summary>
    ManifestMissing,
    /// <summary>Several manifests in the root.</summary>
    ManifestSeveral,
    /// <summary>The manifest is not well-formed, too deep, too large, or has a DTD.</summary>
    ManifestUnreadable,
    /// <summary>The manifest lacks or contradicts what its schema asks for.</summary>
    ManifestInvalid,

    // Binaries. ECMA-335, Microsoft PE format.
    /// <summary>The PE headers are broken.</summary>
    PeInvalid,
    /// <summary>The headers of an ELF or Mach-O image are broken.</summary>
    ImageInvalid,
    /// <summary>The headers claim CLI metadata that cannot be read.</summary>
    MetadataUnreadable,
    /// <summary>A row, signature or body of the metadata is invalid; the rest was read.</summary>
    MetadataInvalid,
    /// <summary>A resource of an assembly could not be read.</summary>
    ResourceUnreadable,

    // Text.
    /// <summary>A text whose encoding is unknown or broken.</summary>
    TextUndecodable,
    /// <summary>An XML file that is not well-formed or has a DTD.</summary>
    XmlUnreadable,

    /// <summary>Code of a language that is only searched for texts: what it does is not known.</summary>
    CodeNotAnalysed,

    // Signatures.
    /// <summary>The signature file is not valid CMS.</summary>
    SignatureUnreadable,

    // Facts and rules.
    /// <summary>More facts or findings than the limit.</summary>
    LimitFindings,

    // Budgets that a machine decides.
    /// <summary>The time for the package was over.</summary>
    LimitTime,
    /// <summary>The memory did not suffice for an artifact.</summary>
    LimitMemory,

    // Code.
    /// <summary>The language of a script refuses it as a whole: a string, a comment or a block has no end.</summary>
    ScriptInvalid,
}

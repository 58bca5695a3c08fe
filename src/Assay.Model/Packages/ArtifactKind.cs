namespace Assay.Model;

/// <summary>What an artifact is, decided by content first and name second.</summary>
public enum ArtifactKind : byte
{
    /// <summary>Bytes of no known format.</summary>
    Unknown,
    /// <summary>Zero bytes, or NuGet's <c>_._</c> placeholder.</summary>
    Empty,
    /// <summary>A zip with a nuspec in its root.</summary>
    NuGetPackage,
    /// <summary>Any other zip-based container (.zip, .vsix, .jar, .docx ...).</summary>
    Zip,
    /// <summary>gzip stream.</summary>
    GZip,
    /// <summary>tar archive.</summary>
    Tar,
    /// <summary>An archive of a format that is not read (7z, rar, cab, xz, zstd, bzip2, msi).</summary>
    OtherArchive,
    /// <summary>PE image with CLI metadata.</summary>
    ManagedAssembly,
    /// <summary>PE image without CLI metadata.</summary>
    NativeImage,
    /// <summary>ELF image.</summary>
    Elf,
    /// <summary>Mach-O image, fat ones too.</summary>
    MachO,
    /// <summary>Portable or Windows program database.</summary>
    DebugSymbols,
    /// <summary>NuGet manifest.</summary>
    Nuspec,
    /// <summary>NuGet package signature (<c>.signature.p7s</c>).</summary>
    PackageSignature,
    /// <summary>Packaging parts: content types, relationships, core properties.</summary>
    PackagingPart,
    /// <summary>MSBuild project, props or targets.</summary>
    MSBuild,
    /// <summary>Compiler-written XML documentation.</summary>
    XmlDocumentation,
    /// <summary>Any other XML.</summary>
    Xml,
    /// <summary>JSON.</summary>
    Json,
    /// <summary>PowerShell script, module or data file.</summary>
    PowerShell,
    /// <summary>Batch file.</summary>
    Batch,
    /// <summary>Shell script.</summary>
    Shell,
    /// <summary>VBScript.</summary>
    VBScript,
    /// <summary>JavaScript or TypeScript.</summary>
    JavaScript,
    /// <summary>C#, Visual Basic or F# source.</summary>
    DotNetSource,
    /// <summary>Source of another language.</summary>
    OtherSource,
    /// <summary>HTML.</summary>
    Html,
    /// <summary>Markdown or other text meant for people.</summary>
    Documentation,
    /// <summary>Licence text, by its usual names.</summary>
    License,
    /// <summary>Any other text.</summary>
    Text,
    /// <summary>Image, font, media.</summary>
    Media,
    /// <summary>A folder of files that is scanned as one input.</summary>
    Folder,
    /// <summary>Types, formats, cmdlet definitions or a console file of PowerShell: XML that may hold script blocks.</summary>
    PowerShellXml,
    /// <summary>What PowerShellGet wrote down when it installed a module (<c>PSGetModuleInfo.xml</c>).</summary>
    InstalledModule,
    /// <summary>Exported registry settings (<c>.reg</c>).</summary>
    RegistryFile,
    /// <summary>Shell link of Windows (<c>.lnk</c>).</summary>
    Shortcut,
    /// <summary>Setup information (<c>.inf</c>).</summary>
    SetupInformation,
    /// <summary>HTML that runs as a program (<c>.hta</c>), and scriptlets (<c>.sct</c>).</summary>
    HtmlApplication,
    /// <summary>A shortcut that is text: <c>.url</c>, <c>.website</c>, <c>.scf</c>, <c>.desktop</c>.</summary>
    InternetShortcut,
    /// <summary>Catalogue of Windows (<c>.cat</c>): a signed list of digests of other files.</summary>
    Catalogue,
}

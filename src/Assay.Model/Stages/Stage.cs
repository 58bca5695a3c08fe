namespace Assay.Model;

/// <summary>A part of a run whose cost is measured apart.</summary>
public enum Stage
{
    /// <summary>From the start of the process to the first line of the program: the runtime, its libraries.</summary>
    Runtime,
    /// <summary>Options are defined and read.</summary>
    Options,
    /// <summary>Rules are read from the program and from folders.</summary>
    RulesRead,
    /// <summary>Policy files, baselines and revocation lists are read.</summary>
    Settings,
    /// <summary>Lists of packages, publishers and advisories, and community snapshots, are read or opened.</summary>
    Lists,
    /// <summary>Conditions of rules are made ready to match.</summary>
    RulesReady,
    /// <summary>Subjects are looked up, and downloaded where they lie elsewhere.</summary>
    Subjects,

    /// <summary>Bytes of inputs are read.</summary>
    Read,
    /// <summary>Containers are audited, entries inflated, lengths and checksums verified.</summary>
    Unpack,
    /// <summary>The kind of content is found, and its digests.</summary>
    Identify,
    /// <summary>Manifests and other parts of the packaging are read.</summary>
    Manifest,
    /// <summary>Tables of an assembly: names, members, references, attributes.</summary>
    AssemblyMetadata,
    /// <summary>Code of an assembly is walked, and its methods are declared.</summary>
    AssemblyCode,
    /// <summary>Values that code computes are recovered.</summary>
    AssemblyRecovery,
    /// <summary>What protectors leave in an assembly: shapes of names, streams, dispatchers, decoders.</summary>
    AssemblyShapes,
    /// <summary>Calls within an assembly are linked.</summary>
    AssemblyLinks,
    /// <summary>Resources of an assembly, and what debug symbols it holds.</summary>
    AssemblyResources,
    /// <summary>Public members, which comparisons count.</summary>
    AssemblyMembers,
    /// <summary>PowerShell scripts, and XML that holds some.</summary>
    PowerShell,
    /// <summary>C# source.</summary>
    CSharp,
    /// <summary>Build files.</summary>
    MSBuild,
    /// <summary>Batch, shell, VBScript, JavaScript, registry files, shortcuts and the like.</summary>
    Scripts,
    /// <summary>Native images: of files and of the native parts of assemblies.</summary>
    Native,
    /// <summary>Files of debug symbols.</summary>
    Symbols,
    /// <summary>Texts are searched for URLs and hidden characters.</summary>
    Text,
    /// <summary>Texts are compared with licences.</summary>
    Licenses,
    /// <summary>Secrets are searched for.</summary>
    Secrets,
    /// <summary>What is meant to be overlooked is searched for.</summary>
    Disguises,
    /// <summary>Signatures of packages, images, scripts and catalogues are verified.</summary>
    Signatures,
    /// <summary>Facts of a file are put into the form that is kept.</summary>
    Facts,
    /// <summary>Files are joined to a package.</summary>
    Link,
    /// <summary>A package is compared with lists of others.</summary>
    Identity,
    /// <summary>Who signed, and until when.</summary>
    Signing,
    /// <summary>Components and their known vulnerabilities.</summary>
    Vulnerabilities,
    /// <summary>Places get their lines in sources.</summary>
    SourceLocations,
    /// <summary>Rules are matched.</summary>
    Match,
    /// <summary>Findings, assessments and the verdict are written down.</summary>
    Judge,
    /// <summary>The report is built.</summary>
    Report,
    /// <summary>Reports are written in the forms that were asked for.</summary>
    Write,
}

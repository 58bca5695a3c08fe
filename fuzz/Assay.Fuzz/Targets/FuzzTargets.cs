namespace Assay.Fuzz.Targets;

/// <summary>Every parser that reads bytes of strangers.</summary>
internal static class FuzzTargets
{
    /// <summary>The targets; those of one group share the time that one gets.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        // Containers and what belongs to a package.
        ArchiveTargets.Zip,
        ArchiveTargets.Tar,
        ManifestTargets.Nuspec,
        ManifestTargets.PackagingPart,
        ManifestTargets.InstalledModule,

        // Binaries.
        AssemblyTargets.Assembly,
        AssemblyTargets.Symbols,
        AssemblyTargets.WindowsSymbols,
        AssemblyTargets.Resources,
        ImageTargets.Pe,
        ImageTargets.Elf,
        ImageTargets.MachO,

        // Signatures.
        SignatureTargets.Message,
        SignatureTargets.Authenticode,
        SignatureTargets.Catalogue,
        SignatureTargets.Script,
        SignatureTargets.Xml,

        // Scripts, sources, build files.
        ScriptTargets.PowerShell,
        ScriptTargets.PowerShellData,
        ManifestTargets.PowerShellXml,
        ManifestTargets.MSBuild,
        ScriptTargets.CSharp,
        ScriptTargets.JavaScript,
        ScriptTargets.Batch,
        ScriptTargets.Shell,
        ScriptTargets.VBScript,
        SystemFileTargets.Registry,
        SystemFileTargets.Shortcut,
        SystemFileTargets.Setup,
        SystemFileTargets.Application,
        SystemFileTargets.InternetShortcut,
        ScriptTargets.PlainText,
        DocumentTargets.LicenseText,
        DocumentTargets.LicenseExpression,

        // Documents from elsewhere.
        DocumentTargets.Configuration,
        DocumentTargets.Baseline,
        DocumentTargets.Report,
        DocumentTargets.Projects,
        FeedTargets.Version3,
        FeedTargets.Version2,
        AdvisoryTargets.Records,
        DocumentTargets.Snapshot,
        DocumentTargets.StoredFacts,

        // Everything at once.
        ScanTargets.Scan,
    ];

    /// <summary>Targets that are broken on purpose: they tell whether the ways to notice it work here.</summary>
    public static IReadOnlyList<FuzzTarget> SelfChecks { get; } = SelfCheckTargets.All;

    /// <summary>Finds a target by its name; null when there is none.</summary>
    public static FuzzTarget? Find(string name) => All.Concat(SelfChecks).FirstOrDefault(target => target.Name == name);
}

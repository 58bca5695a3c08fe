using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>Compares sizes.</summary>
internal static class SizeComparer
{
    public static IReadOnlyList<SizeChange> Compare(PackageFacts before, PackageFacts after) =>
    [
        new("package", before.Size, after.Size),
        new("unpacked", Unpacked(before), Unpacked(after)),
        new("code", Code(before), Code(after)),
        new("files", Entries(before).Count(), Entries(after).Count()),
    ];

    private static long Unpacked(PackageFacts facts) => Entries(facts).Sum(file => file.Artifact.Size);

    // What an analyser found inside a file is a part of the file.
    private static IEnumerable<LinkedFile> Entries(PackageFacts facts) => facts.Contents.Where(file => !file.Artifact.Derived);

    private static long Code(PackageFacts facts) => Entries(facts).Where(file => IsCode(file.Artifact.Kind)).Sum(file => file.Artifact.Size);

    /// <summary>Says whether a file of a kind can run.</summary>
    public static bool IsCode(ArtifactKind kind) => kind is ArtifactKind.ManagedAssembly || IsProgram(kind) || IsScript(kind);

    /// <summary>Says whether files of a kind are native code.</summary>
    public static bool IsProgram(ArtifactKind kind) => kind is ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO;

    /// <summary>Says whether files of a kind are run by an interpreter or by the build.</summary>
    public static bool IsScript(ArtifactKind kind) => kind is ArtifactKind.PowerShell or ArtifactKind.PowerShellXml or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript
        or ArtifactKind.HtmlApplication or ArtifactKind.MSBuild or ArtifactKind.Shortcut or ArtifactKind.RegistryFile or ArtifactKind.SetupInformation;
}

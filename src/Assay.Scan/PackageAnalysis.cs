using Assay.DotNet;
using Assay.Model;
using Assay.Packages;
using Assay.Signatures;
using Assay.Signatures.Catalogs;
using Assay.Text.Licenses;
using Assay.Text.Secrets;

namespace Assay.Scan;

/// <summary>Analyses the artifacts of one package while the unpacker passes them by; equal content is read once.</summary>
/// <param name="writer">Takes the facts of one artifact after the other.</param>
/// <param name="signatures">Verifies signatures.</param>
/// <param name="publicMembers">Whether public members of assemblies are read too.</param>
/// <param name="contents">What was read in other packages; null when nothing is kept.</param>
internal sealed class PackageAnalysis(FactWriter writer, SignatureVerifier signatures, bool publicMembers, IContentStore? contents)
{
    private static readonly IReadOnlyList<DerivedArtifact> Nothing = [];
    private readonly Dictionary<ContentKey, FileFacts> _byContent = [];
    private readonly Dictionary<int, FileFacts> _byArtifact = [];
    private readonly Dictionary<int, ReadContent> _read = [];
    private readonly KnownContents? _known = contents is null ? null : new KnownContents(contents);
    private readonly List<(int Index, PackageManifest? Manifest)> _manifests = [];
    private readonly Dictionary<int, FileDigests> _digests = [];

    /// <summary>Reads one artifact.</summary>
    public IReadOnlyList<DerivedArtifact> Visit(int index, Artifact artifact)
    {
        using var content = writer.Stages.Measure(artifact.Info);
        using var stage = writer.Stages.Measure(Stage.Facts);
        if (artifact.Info.Digests is { } digests && signatures.IsOn)
        {
            _digests[index] = CatalogueDigests.Complete(digests, artifact.Memory, artifact.Info.Kind);
        }

        var key = ContentKeys.Of(artifact.Info, IsNamedLicense(artifact.Info));
        // A signature says something about the package that holds it: the same one in another package says something else.
        if (artifact.UnsignedPackage is null && _byContent.TryGetValue(key, out var known))
        {
            _byArtifact[index] = known;
            return Nothing;
        }

        // What the manifest and the parts of the packaging say belongs to the package; of a container only what is in it is read.
        var isShared = artifact.UnsignedPackage is null && artifact.Info.Kind is not (ArtifactKind.Nuspec or ArtifactKind.PackagingPart or ArtifactKind.InstalledModule
            or ArtifactKind.NuGetPackage or ArtifactKind.Zip or ArtifactKind.GZip or ArtifactKind.Tar or ArtifactKind.Folder or ArtifactKind.Empty);
        if (isShared && _known?.Find(key, _byContent) is { } kept)
        {
            _byContent[key] = _byArtifact[index] = kept.Facts;
            _read[index] = new ReadContent(key, kept, IsNew: false);
            return kept.Derived;
        }

        var derived = Nothing;
        FileFacts facts;
        try
        {
            facts = artifact.Info.Kind switch
            {
                ArtifactKind.Nuspec => ReadManifest(index, artifact),
                ArtifactKind.PackagingPart when !artifact.Info.Name.StartsWith('[') => ReadPackaging(artifact, PackagingPartReader.Read),
                ArtifactKind.InstalledModule => ReadPackaging(artifact, InstalledModuleReader.Read),
                _ => Analyze(artifact, (key.Role & ContentRole.NamedLicense) != 0, out derived),
            };
            if (isShared)
            {
                _read[index] = new ReadContent(key, new ContentReading(facts, derived), IsNew: true);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The stage boundary: whatever an analyser did not foresee is a problem of this artifact alone.
            var failed = new FactWriter();
            if (exception is OutOfMemoryException)
            {
                failed.AddProblem(ProblemId.LimitMemory, "The memory did not suffice to analyse it.");
            }
            else
            {
                failed.AddProblem(ProblemId.InternalFailure, $"The analysis failed ({exception.GetType().Name}).");
            }

            facts = failed.ToFacts();
            writer.ToFacts();
        }

        if (artifact.UnsignedPackage is null)
        {
            _byContent[key] = facts;
        }

        _byArtifact[index] = facts;
        return derived;
    }

    /// <summary>Puts together what was read; the link step completes it.</summary>
    public PackageReading Join(PackageFile file, UnpackResult unpacked)
    {
        // The manifest is the one in the root of the package: its parent is the input.
        var manifest = _manifests.FirstOrDefault(entry => unpacked.Artifacts[entry.Index] is { Parent: 0, Derived: false } artifact && !artifact.Name.Contains('/', StringComparison.Ordinal)).Manifest;
        var package = new PackageFacts
        {
            FileName = file.Name,
            Sha256 = unpacked.Sha256,
            ContentHash = unpacked.ContentHash,
            Size = file.Size,
            Community = file.Community,
            Feed = file.Feed,
            Manifest = manifest,
            Files = [.. unpacked.Artifacts.Select((artifact, index) => new LinkedFile(_digests.TryGetValue(index, out var digests) ? artifact with { Digests = digests } : artifact, _byArtifact.GetValueOrDefault(index, FileFacts.Empty), [], Surface.None))],
            Problems = [.. unpacked.Problems, .. NothingToRead(file, unpacked)],
            Incomplete = false,
        };
        return new PackageReading(package, ReadContents.Of(unpacked.Artifacts, _read));
    }

    // A text file named by mistake must not end as a package that passed; one that is signed was meant.
    private IEnumerable<Problem> NothingToRead(PackageFile file, UnpackResult unpacked) =>
        !_byArtifact.GetValueOrDefault(0, FileFacts.Empty).Records.Any(record => record.Kind == FactKind.Signature) && unpacked is { Artifacts: [{ Kind: ArtifactKind.Unknown or ArtifactKind.Empty or ArtifactKind.Documentation or ArtifactKind.Text or ArtifactKind.License or ArtifactKind.Media or ArtifactKind.Html or ArtifactKind.Json
            or ArtifactKind.Xml or ArtifactKind.XmlDocumentation or ArtifactKind.DebugSymbols or ArtifactKind.OtherSource or ArtifactKind.PackagingPart }], Problems: [] }
            ? [new Problem(ProblemId.InputUnreadable, file.Name, null, "The file is neither a package nor a library, program or script.")]
            : [];

    // A manifest comes first in what package tools write; a licence of an unusual name that stands before it is read as any text.
    private bool IsNamedLicense(ArtifactInfo artifact) =>
        artifact is { Parent: 0, Derived: false, Kind: ArtifactKind.Text or ArtifactKind.Documentation } && _manifests.Exists(entry => entry.Manifest?.License?.File is { } file
            && string.Equals(file.Replace('\\', '/'), artifact.Name, StringComparison.OrdinalIgnoreCase));

    private FileFacts Analyze(in Artifact artifact, bool isNamedLicense, out IReadOnlyList<DerivedArtifact> derived)
    {
        derived = Analyzers.Analyze(artifact, writer, signatures);
        if (publicMembers && artifact.Info.Kind == ArtifactKind.ManagedAssembly)
        {
            using var stage = writer.Stages.Measure(Stage.AssemblyMembers);
            PublicMemberAnalyzer.Analyze(artifact.Memory, writer);
        }

        if (isNamedLicense)
        {
            using var stage = writer.Stages.Measure(Stage.Licenses);
            LicenseTextAnalyzer.Analyze(artifact.Bytes, writer);
        }

        return writer.ToFacts();
    }

    private FileFacts ReadPackaging(in Artifact artifact, Func<ReadOnlyMemory<byte>, FileFacts> read)
    {
        using var stage = writer.Stages.Measure(Stage.Manifest);
        return read(artifact.Memory);
    }

    private FileFacts ReadManifest(int index, in Artifact artifact)
    {
        using var stage = writer.Stages.Measure(Stage.Manifest);
        var (manifest, facts) = NuspecReader.Read(artifact.Memory);
        _manifests.Add((index, manifest));
        return facts;
    }
}

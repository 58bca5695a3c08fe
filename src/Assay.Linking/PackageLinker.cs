using System.Globalization;
using Assay.Licenses;
using Assay.Linking.Catalogs;
using Assay.Linking.Integrity;
using Assay.Linking.Licenses;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Joins the facts of files to the facts of a package: when each place runs, what the package consists of, which community it belongs to.</summary>
public static class PackageLinker
{
    /// <summary>Links the artifacts of one input.</summary>
    /// <param name="input">Identity, manifest, problems of the unpacker; <see cref="PackageFacts.Files"/> holds each artifact with its facts, surfaces unset.</param>
    public static PackageFacts Link(PackageFacts input) => Link(input, PolicySettings.Empty);

    /// <summary>Links the artifacts of one input.</summary>
    /// <param name="input">Identity, manifest, problems of the unpacker; <see cref="PackageFacts.Files"/> holds each artifact with its facts, surfaces unset.</param>
    /// <param name="settings">What the policy file says of hosts, licences and packages.</param>
    /// <param name="limits">What following includes and calls may cost; the usual limits when null.</param>
    public static PackageFacts Link(PackageFacts input, PolicySettings settings, AnalysisLimits? limits = null)
    {
        limits ??= AnalysisLimits.Default;
        var twins = new ContentTwins(input.Files);
        var graph = new LoadGraph(input.Files, twins, limits);
        var layout = new ModuleLayout(input, graph.Entries);
        var build = new BuildGraph(input, graph.Entries);
        layout.Start(graph);
        StartByFolder(input, layout, graph);
        build.Start(graph);
        graph.Complete();

        var manifest = input.Manifest ?? ModuleIdentity.Of(input, layout);
        var assignment = new SurfaceAssignment(input, layout, graph, build, twins, limits);
        var files = assignment.Run();
        ListedHosts.Mark(files, settings.Hosts);
        var problems = new List<Problem>(input.Problems);
        foreach (var file in files)
        {
            problems.AddRange(file.Facts.Problems.Select(problem => problem with { Artifact = file.Artifact.Path }));
        }

        if (graph.Incomplete || build.Incomplete)
        {
            problems.Add(new Problem(ProblemId.LimitSteps, input.FileName, null, "The scripts or build files refer to more files than are followed: some may run earlier than is said.") { Reached = graph.Entries.Exhausted ? new LimitValue(Limit.IncludeSteps, limits[Limit.IncludeSteps]) : null });
        }

        if (assignment.Incomplete)
        {
            problems.Add(new Problem(ProblemId.LimitSteps, input.FileName, null, "The assemblies have so many members that not all calls between them were followed: some code may run earlier than is said.") { Reached = new LimitValue(Limit.CallSteps, limits[Limit.CallSteps]) });
        }

        var community = input.Community ?? CommunityOf(manifest, layout);
        if (files.Length > 0)
        {
            files[0] = WithPackageFacts(files, problems, manifest, community, settings);
        }

        return input with
        {
            Files = files,
            Manifest = manifest,
            Paths = assignment.Paths,
            Problems = problems,
            Community = community,
            Incomplete = problems.Any(problem => problem.Id.Effect() != ProblemEffect.Notice),
        };
    }

    // Scripts that run because of the folder they lie in: what they start runs with them.
    private static void StartByFolder(PackageFacts input, ModuleLayout layout, LoadGraph graph)
    {
        if (layout.IsGalleryPackage || input.Files.Count == 0)
        {
            return;
        }

        var isPackage = input.Files[0].Artifact.Kind == ArtifactKind.NuGetPackage;
        for (var i = 0; i < input.Files.Count; i++)
        {
            var artifact = input.Files[i].Artifact;
            var isRoot = i == 0 && !isPackage;
            if (!isRoot && !(isPackage && artifact is { Parent: 0, Derived: false }))
            {
                continue;
            }

            if (artifact.Kind is not (ArtifactKind.PowerShell or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.HtmlApplication or ArtifactKind.Shortcut))
            {
                continue;
            }

            var surfaces = isRoot ? artifact.Kind == ArtifactKind.PowerShell ? Surface.None : PackageLayout.OfLooseFile(artifact.Kind) : PackageLayout.Of(artifact.Name, artifact.Kind, input.Manifest?.PackageTypes ?? []);
            foreach (var surface in (ReadOnlySpan<Surface>)[Surface.Install, Surface.Build, Surface.Run])
            {
                // A PowerShell script beside install scripts is theirs when they load it, and started by hand when they do not.
                if ((surfaces & surface) != 0 && (surface != Surface.Run || artifact.Kind != ArtifactKind.PowerShell))
                {
                    graph.Load(i, surface);
                }
            }
        }
    }

    // The container's own facts: one per file in it, one per structural oddity.
    private static LinkedFile WithPackageFacts(LinkedFile[] files, List<Problem> problems, PackageManifest? manifest, string? community, PolicySettings settings)
    {
        // A loose file keeps its own facts, whatever was found inside it.
        var root = files[0];
        var writer = new FactWriter();
        if (!files.Any(file => file.Artifact is { Parent: 0, Derived: false }))
        {
            if (problems.Count == 0 || root.Facts.Records.Count > 0)
            {
                return root;
            }

            // A container from which nothing came out: why is all that there is to say.
            ProblemAnomalies.Write(files, problems, writer);
            return root with { Facts = writer.ToFacts() };
        }

        var places = new SurfacePlaces(writer);
        foreach (var file in files.Skip(1))
        {
            // A file is stated at the surface it runs on, although the statement is the package's.
            writer.Add(FactKind.File, file.Artifact.Name, places.Of(file.Surfaces), new ArgumentList(
                new Argument("size", file.Artifact.Size.ToString(CultureInfo.InvariantCulture)),
                new Argument("kind", KindName(file.Artifact.Kind))));
        }

        ProblemAnomalies.Write(files, problems, writer);
        EntryReadings.Write(files, places, writer);
        CatalogueFiles.Write(files, places, writer);
        NativeTargets.Write(files, writer);
        PackageAnomalies.Write(files, manifest, community, places, writer);
        if (manifest is not null)
        {
            PackagingContradictions.Write(files, manifest, writer);
            new PackageLicenses(files, manifest, new LicenseListing(settings.Licenses), writer).Write(isComplete: !problems.Any(problem => problem.Id.Effect() != ProblemEffect.Notice));
        }

        ListedPackages.Write(manifest, community, settings.Packages, writer);
        return root with { Facts = writer.ToFacts(), PlaceSurfaces = places.Surfaces };
    }

    private static string KindName(ArtifactKind kind) => ReportNamingPolicy.Instance.ConvertName(kind.ToString());

    private static string? CommunityOf(PackageManifest? manifest, ModuleLayout layout) => layout.IsGalleryPackage ? "psgallery" : manifest is null ? null : "nuget";
}

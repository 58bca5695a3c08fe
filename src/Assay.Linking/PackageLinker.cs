using System.Globalization;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Joins the facts of files to the facts of a package: when each place runs, what the package consists of, which community it belongs to.</summary>
public static class PackageLinker
{
    /// <summary>Links the artifacts of one input.</summary>
    /// <param name="input">Identity, manifest, problems of the unpacker; <see cref="PackageFacts.Files"/> holds each artifact with its facts, surfaces unset.</param>
    public static PackageFacts Link(PackageFacts input)
    {
        var twins = new ContentTwins(input.Files);
        var graph = new LoadGraph(input.Files, twins);
        var layout = new ModuleLayout(input, graph.Entries);
        layout.Start(graph);
        graph.Complete();

        var manifest = input.Manifest ?? ModuleIdentity.Of(input, layout);
        var assignment = new SurfaceAssignment(input, layout, graph, twins);
        var files = assignment.Run();
        var problems = new List<Problem>(input.Problems);
        foreach (var file in files)
        {
            problems.AddRange(file.Facts.Problems.Select(problem => problem with { Artifact = file.Artifact.Path }));
        }

        if (graph.Incomplete)
        {
            problems.Add(new Problem(ProblemId.LimitSteps, input.FileName, null, "The scripts refer to more files than are followed: some may run earlier than is said."));
        }

        if (assignment.Incomplete)
        {
            problems.Add(new Problem(ProblemId.LimitSteps, input.FileName, null, "The assemblies have so many members that not all calls between them were followed: some code may run earlier than is said."));
        }

        if (files.Length > 0)
        {
            files[0] = WithPackageFacts(files, problems);
        }

        return input with
        {
            Files = files,
            Manifest = manifest,
            Paths = assignment.Paths,
            Problems = problems,
            Community = input.Community ?? CommunityOf(manifest, layout),
            Incomplete = problems.Any(problem => problem.Id.Effect() != ProblemEffect.Notice),
        };
    }

    // The container's own facts: one per file in it, one per structural oddity.
    private static LinkedFile WithPackageFacts(LinkedFile[] files, List<Problem> problems)
    {
        // A loose file keeps its own facts, whatever was found inside it.
        var root = files[0];
        if (!files.Any(file => file.Artifact is { Parent: 0, Derived: false }))
        {
            return root;
        }

        var writer = new FactWriter();
        var places = new Dictionary<Surface, int>();
        foreach (var file in files.Skip(1))
        {
            // A file is stated at the surface it runs on, although the statement is the package's.
            if (!places.TryGetValue(file.Surfaces, out var place))
            {
                place = writer.AddPlace(new Place(null, null) { Surface = file.Surfaces });
                places.Add(file.Surfaces, place);
            }

            writer.Add(FactKind.File, file.Artifact.Name, place, new ArgumentList(
                new Argument("size", file.Artifact.Size.ToString(CultureInfo.InvariantCulture)),
                new Argument("kind", KindName(file.Artifact.Kind))));
        }

        foreach (var problem in problems)
        {
            writer.Add(FactKind.Anomaly, problem.Id.Name());
        }

        return root with { Facts = writer.ToFacts(), PlaceSurfaces = [.. places.Keys] };
    }

    private static string KindName(ArtifactKind kind) => ReportNamingPolicy.Instance.ConvertName(kind.ToString());

    private static string? CommunityOf(PackageManifest? manifest, ModuleLayout layout) => layout.IsGalleryPackage ? "psgallery" : manifest is null ? null : "nuget";
}

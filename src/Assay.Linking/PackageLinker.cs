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
        var files = new LinkedFile[input.Files.Count];
        var problems = new List<Problem>(input.Problems);
        var tasks = new BuildTasks(input.Files);
        for (var i = 0; i < files.Length; i++)
        {
            var file = input.Files[i];
            var surfaces = SurfacesOf(files, file.Artifact, input.Manifest, tasks);
            files[i] = file with { Surfaces = surfaces, PlaceSurfaces = PlaceSurfaces(file.Facts, surfaces) };
            problems.AddRange(file.Facts.Problems.Select(problem => problem with { Artifact = file.Artifact.Path }));
        }

        if (files.Length > 0)
        {
            files[0] = WithPackageFacts(files, problems);
        }

        return input with
        {
            Files = files,
            Problems = problems,
            Community = input.Community ?? CommunityOf(input.Manifest, files),
            Incomplete = problems.Any(problem => problem.Id.Effect() != ProblemEffect.Notice),
        };
    }

    private static Surface SurfacesOf(LinkedFile[] linked, ArtifactInfo artifact, PackageManifest? manifest, BuildTasks tasks)
    {
        if (artifact.Parent < 0)
        {
            return PackageLayout.OfLooseFile(artifact.Kind);
        }

        var parent = linked[artifact.Parent];
        if (parent.Artifact.Kind != ArtifactKind.NuGetPackage || parent.Artifact.Parent >= 0)
        {
            return parent.Surfaces;
        }

        var surfaces = PackageLayout.Of(artifact.Name, artifact.Kind, manifest?.PackageTypes ?? []);
        return surfaces == Surface.Build && artifact.Kind == ArtifactKind.ManagedAssembly && !tasks.MayLoad(artifact.Name) ? Surface.Call : surfaces;
    }

    private static Surface[] PlaceSurfaces(FileFacts facts, Surface file)
    {
        Surface[]? surfaces = null;
        for (var i = 0; i < facts.Places.Count; i++)
        {
            if (facts.PlaceSurface(i) is var place && place != Surface.None && PackageLayout.Combine(file, place) is var combined && combined != file)
            {
                if (surfaces is null)
                {
                    surfaces = new Surface[facts.Places.Count];
                    Array.Fill(surfaces, file);
                }

                surfaces[i] = combined;
            }
        }

        return surfaces ?? [];
    }

    // The container's own facts: one per file in it, one per structural oddity.
    private static LinkedFile WithPackageFacts(LinkedFile[] files, List<Problem> problems)
    {
        var root = files[0];
        if (files.Length == 1)
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

    // A module manifest named like the package makes it a PowerShell module.
    private static string? CommunityOf(PackageManifest? manifest, LinkedFile[] files)
    {
        if (manifest is null)
        {
            return null;
        }

        return files.Any(file => file.Artifact.Parent == 0 && string.Equals(file.Artifact.Name, manifest.Id + ".psd1", StringComparison.OrdinalIgnoreCase)) ? "psgallery" : "nuget";
    }
}

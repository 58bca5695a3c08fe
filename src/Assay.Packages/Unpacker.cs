using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages;

/// <summary>Opens a package in memory and shows every file in it, nested containers too, to a visitor.</summary>
public static class Unpacker
{
    /// <summary>Visits the input, then what it holds, depth first. Broken content becomes problems; only the visitor's own exceptions and cancellation get out.</summary>
    public static UnpackResult Unpack(PackageFile file, UnpackBudget budget, ArtifactVisitor visit, CancellationToken cancellation = default, StageTimer? stages = null) =>
        new UnpackRun(file, budget, visit, stages, cancellation).Run();

    /// <summary>Says whether an excerpt is kept of content of a kind that is found inside other content.</summary>
    public static bool HasExcerpt(ArtifactKind kind) => Excerpts.AreOf(kind);
}

namespace Assay.Model;

/// <summary>Says what could not be read, or what a container holds that installers would read differently. Never a crash, never silence.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Artifact">Path of the artifact.</param>
/// <param name="Location">Where in it, when known (entry name, offset, row).</param>
/// <param name="Text">One sentence for a person; text taken from the package is not encoded yet.</param>
public sealed record Problem(ProblemId Id, string Artifact, string? Location, string Text)
{
    /// <summary>The limit that was reached; null when it is none that may be set.</summary>
    public LimitValue? Reached { get; init; }
}

using Assay.Packages;

namespace Assay.Cli;

/// <summary>Which verdicts make a run fail.</summary>
internal enum FailOn
{
    /// <summary>fail.</summary>
    Fail,
    /// <summary>review and fail.</summary>
    Review,
}

/// <summary>One <c>-o FORMAT=PATH</c>.</summary>
internal sealed record OutputRequest(string Format, string Path)
{
    /// <summary>True when each package gets a file of its own in the folder <see cref="Path"/>.</summary>
    public bool IsFolder => Path.EndsWith('/') || Path.EndsWith(System.IO.Path.DirectorySeparatorChar) || Directory.Exists(Path);
}

/// <summary>What <c>assay scan</c> was asked for.</summary>
internal sealed record ScanRequest
{
    public required IReadOnlyList<string> Subjects { get; init; }
    public required SubjectOptions Source { get; init; }
    public IReadOnlyList<OutputRequest> Outputs { get; init; } = [];
    public bool Json { get; init; }
    public string? Rules { get; init; }
    public string? Community { get; init; }
    public bool NoCommunity { get; init; }
    public string? Popular { get; init; }
    public string? Advisories { get; init; }
    public FailOn FailOn { get; init; }
    public bool ExitZero { get; init; }
    public bool All { get; init; }
    public bool Quiet { get; init; }
    public bool NoColor { get; init; }
    public int Parallel { get; init; } = 1;
}

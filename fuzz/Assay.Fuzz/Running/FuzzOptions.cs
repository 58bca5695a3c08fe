namespace Assay.Fuzz.Running;

/// <summary>What the user of <c>run</c> asked for.</summary>
internal sealed record FuzzOptions
{
    /// <summary>Where chance begins.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Time for each group of targets, or for each target.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Each target has the time by itself, and does not share it with its group.</summary>
    public bool IsApart { get; init; }

    /// <summary>Inputs of each target at most.</summary>
    public long Executions { get; init; } = long.MaxValue;

    /// <summary>Groups, or targets, that run at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Time of the processor after which an input counts as one that is never read.</summary>
    public TimeSpan HangTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Runs the assemblies as they are: faster, blind.</summary>
    public bool IsBlind { get; init; }

    /// <summary>Folder of inputs that reached something new; null for none.</summary>
    public string? Keep { get; init; }

    /// <summary>Folder for the inputs of findings.</summary>
    public string Findings { get; init; } = "fuzz-findings";

    /// <summary>File for the report in JSON; null for none.</summary>
    public string? Report { get; init; }
}

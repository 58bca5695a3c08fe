namespace Assay.Cli;

/// <summary>Keeps what the exit code of a run depends on.</summary>
internal interface ITally
{
    /// <summary>Counts what came out of one package.</summary>
    void Add(ScanOutcome outcome);

    /// <summary>Counts a subject that gave no package while others did.</summary>
    void AddMissingSubject();

    /// <summary>The code of the whole run.</summary>
    int ExitCode { get; }
}

namespace Assay.Cli;

/// <summary>Takes the outcomes of a run one by one. Disposed without <see cref="Complete"/>, it leaves nothing half written.</summary>
internal interface IReportOutput : IDisposable
{
    void Add(ScanOutcome outcome);

    void Complete();
}

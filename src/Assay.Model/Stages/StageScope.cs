namespace Assay.Model;

/// <summary>A stage that lasts until it is disposed; the one around it goes on then.</summary>
public readonly ref struct StageScope
{
    private readonly StageTimer? _timer;
    private readonly int _around;

    internal StageScope(StageTimer timer, Stage stage)
    {
        _timer = timer;
        _around = timer.Begin((int)stage);
    }

    /// <summary>Ends the stage and begins the next one.</summary>
    public void Next(Stage stage) => _timer?.Begin((int)stage);

    /// <summary>Ends the stage.</summary>
    public void Dispose() => _timer?.Switch(_around);
}

/// <summary>The analysis of one artifact, in whatever stages, until it is disposed.</summary>
public readonly ref struct ContentScope
{
    private readonly StageTimer? _timer;
    private readonly StageReading _since;
    private readonly ArtifactKind _kind;
    private readonly long _bytes;

    internal ContentScope(StageTimer timer, ArtifactKind kind, long bytes)
    {
        (_timer, _kind, _bytes) = (timer, kind, bytes);
        _since = timer.Now();
    }

    /// <summary>Ends the analysis.</summary>
    public void Dispose()
    {
        if (_timer is not null)
        {
            _timer.Add(_kind, _bytes, _timer.Now() - _since);
        }
    }
}

/// <summary>Measures where somebody asked for it: without a timer nothing is done.</summary>
public static class StageTimers
{
    /// <summary>Begins a stage.</summary>
    public static StageScope Measure(this StageTimer? timer, Stage stage) => timer is null ? default : new StageScope(timer, stage);

    /// <summary>Begins the analysis of an artifact.</summary>
    public static ContentScope Measure(this StageTimer? timer, ArtifactInfo artifact) => timer is null ? default : new ContentScope(timer, artifact.Kind, artifact.Size);
}

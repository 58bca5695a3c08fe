namespace Assay.Model;

/// <summary>Adds up what the stages of a run cost, over all of its threads.</summary>
/// <param name="read">Reads the clocks of the calling thread; the host hands it in.</param>
public sealed class StageClock(Func<StageReading> read) : IDisposable
{
    private readonly ThreadLocal<StageTimer> _timers = new(() => new StageTimer(read), trackAllValues: true);

    /// <summary>The timer of the calling thread.</summary>
    public StageTimer OfThread => _timers.Value!;

    /// <summary>Threads that measured something.</summary>
    public int Threads => _timers.Values.Count;

    /// <summary>Charges a stage that was over before there was a clock.</summary>
    public void Add(Stage stage, in StageReading cost) => OfThread.Add(stage, cost);

    /// <summary>Gives what stages cost that ran, in the order of a run. Call it when all threads are done.</summary>
    public IReadOnlyList<StageCost> Stages()
    {
        var timers = _timers.Values;
        return [.. Enum.GetValues<Stage>()
            .Select(stage => timers.Select(timer => timer.CostOf(stage)).Aggregate(new StageCost(stage, default, 0), static (sum, one) => new StageCost(sum.Stage, sum.Cost + one.Cost, sum.Count + one.Count)))
            .Where(cost => cost.Count > 0)];
    }

    /// <summary>Gives what content of each kind cost. Call it when all threads are done.</summary>
    public IReadOnlyList<ContentCost> Contents()
    {
        var timers = _timers.Values;
        return [.. Enum.GetValues<ArtifactKind>()
            .Select(kind => timers.Select(timer => timer.CostOf(kind)).Aggregate(new ContentCost(kind, default, 0, 0), static (sum, one) => new ContentCost(sum.Kind, sum.Cost + one.Cost, sum.Count + one.Count, sum.Bytes + one.Bytes)))
            .Where(cost => cost.Count > 0)];
    }

    /// <inheritdoc/>
    public void Dispose() => _timers.Dispose();
}

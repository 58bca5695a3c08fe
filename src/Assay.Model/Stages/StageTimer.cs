using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Measures the stages of one thread. Stages nest, and each is charged for itself alone: their sum never exceeds what went by.</summary>
public sealed class StageTimer
{
    private const int Idle = -1;
    private readonly Func<StageReading> _read;
    private readonly StageReading[] _costs = new StageReading[Enum.GetValues<Stage>().Length];
    private readonly long[] _counts = new long[Enum.GetValues<Stage>().Length];
    private readonly ContentCost[] _contents = new ContentCost[Enum.GetValues<ArtifactKind>().Length];
    private StageReading _since;
    private StageReading _helpers;
    private int _current = Idle;

    internal StageTimer(Func<StageReading> read) => _read = read;

    internal StageCost CostOf(Stage stage) => new(stage, _costs[(int)stage], _counts[(int)stage]);

    internal ContentCost CostOf(ArtifactKind kind) => _contents[(int)kind];

    /// <summary>What the clocks of the thread show, with what others did for it.</summary>
    public StageReading Now() => _read() + _helpers;

    /// <summary>What the clocks of the thread that calls show, whosever timer this is.</summary>
    public StageReading NowOfCaller() => _read();

    /// <summary>Charges the running stage with what another thread did while this one waited for it: processor time and memory, as the waiting is on the clock of this thread already.</summary>
    public void AddHelper(in StageReading cost) => _helpers += cost with { Wall = 0 };

    internal void Add(Stage stage, in StageReading cost)
    {
        _costs[(int)stage] += cost;
        _counts[(int)stage]++;
    }

    internal void Add(ArtifactKind kind, long bytes, in StageReading cost)
    {
        ref var sum = ref _contents[(int)kind];
        sum = new ContentCost(kind, sum.Cost + cost, sum.Count + 1, sum.Bytes + bytes);
    }

    /// <summary>Charges what went by to the stage until here, and begins another; gives the one that ended.</summary>
    internal int Begin(int stage)
    {
        var ended = Switch(stage);
        _counts[stage] += ended == stage ? 0 : 1;
        return ended;
    }

    internal int Switch(int stage)
    {
        var now = Now();
        if (_current != Idle)
        {
            _costs[_current] += now - _since;
        }

        var ended = _current;
        _current = stage;
        // Read again: what the measuring itself takes belongs to no stage.
        _since = Now();
        return ended;
    }
}

/// <summary>What a stage cost.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Cost">The sum over threads.</param>
/// <param name="Count">How often it began.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StageCost(Stage Stage, StageReading Cost, long Count);

/// <summary>What analysing content of a kind cost.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Cost">The sum over threads, of all stages in which it is looked at.</param>
/// <param name="Count">How many artifacts.</param>
/// <param name="Bytes">Their size.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ContentCost(ArtifactKind Kind, StageReading Cost, long Count, long Bytes);

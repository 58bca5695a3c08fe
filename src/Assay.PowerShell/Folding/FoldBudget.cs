using Assay.Model;

namespace Assay.PowerShell.Folding;

/// <summary>Limits of folding. The walk over the tree itself is linear and free; repeated and produced work is counted.</summary>
/// <param name="Steps">Statements, operators and elements inside loops, calls and pipelines.</param>
/// <param name="Turns">Turns of one loop.</param>
/// <param name="ValueLength">Code units of one value; a quarter as many elements of ranges and joined arrays.</param>
/// <param name="TotalLength">Code units that all operations produce, and elements by the room they take.</param>
/// <param name="Ratio">Times that decompressed data may be larger than its source.</param>
/// <param name="Depth">Nested expressions, statements and calls.</param>
/// <param name="Calls">Nested calls.</param>
/// <param name="Layers">Texts that run as code and are read as code, all together.</param>
/// <param name="LayerDepth">Layers inside layers.</param>
public sealed record FoldBudget(long Steps, int Turns, int ValueLength, long TotalLength, int Ratio, int Depth, int Calls, int Layers, int LayerDepth)
{
    /// <summary>4 M steps, 200,000 turns, 4 Mi code units in a value and 64 Mi in all, ratio 1,000, depth 800, 40 calls, 256 layers, 24 deep.</summary>
    public static FoldBudget Default { get; } = Of(AnalysisLimits.Default);

    /// <summary>What the limits of a run allow; depths protect the stack and are always the same.</summary>
    public static FoldBudget Of(AnalysisLimits limits) => ReferenceEquals(limits, AnalysisLimits.Default) && Default is { } usual ? usual
        : new(limits[Limit.PowershellSteps], 200_000, limits.Number(Limit.PowershellValue), limits[Limit.PowershellTotal], 1_000, FixedLimits.PowerShellFoldDepth, FixedLimits.PowerShellCalls, limits.Number(Limit.PowershellLayers), FixedLimits.PowerShellLayerDepth);
}

/// <summary>What ended folding.</summary>
public enum FoldLimit
{
    /// <summary>Nothing: everything was computed.</summary>
    None,
    /// <summary>The steps.</summary>
    Steps,
    /// <summary>The turns of a loop.</summary>
    Turns,
    /// <summary>The length of one value.</summary>
    Value,
    /// <summary>The room of all values.</summary>
    Total,
    /// <summary>The texts that run as code.</summary>
    Layers,
    /// <summary>Nested expressions, statements, calls or texts.</summary>
    Depth,
}

/// <summary>What has been spent of a budget.</summary>
internal sealed class Spending(FoldBudget budget)
{
    private const int MaximumWeight = 4;

    private long _steps = budget.Steps;
    private long _length = budget.TotalLength;

    public FoldBudget Budget => budget;

    /// <summary>The limit that was reached first; none when all was computed.</summary>
    public FoldLimit Reached { get; private set; }

    /// <summary>Says that a limit is reached; always false.</summary>
    public bool Reach(FoldLimit limit)
    {
        Reached = Reached == FoldLimit.None ? limit : Reached;
        return false;
    }

    /// <summary>Takes steps; false when there are none left.</summary>
    public bool TakeSteps(long count) => (_steps -= count) >= 0 || Reach(FoldLimit.Steps);

    /// <summary>Takes elements that are about to be made; false when they are too many. An element takes the room of several code units.</summary>
    /// <param name="count">How many.</param>
    /// <param name="weight">Code units that each of them takes.</param>
    public bool TakeElements(long count, int weight) => count > budget.ValueLength / MaximumWeight ? Reach(FoldLimit.Value) : TakeRoom(count * weight);

    /// <summary>Takes places in a list that grows and becomes an array: 16 bytes for one in the list, which is twice as long then as it was, and 8 in the array. False when the list is too long.</summary>
    public bool TakePlaces(long before, long count) =>
        before + count > budget.ValueLength ? Reach(FoldLimit.Value) : TakeRoom(count * MaximumWeight);

    /// <summary>Takes the length of a value that is about to be made; false when it is too long.</summary>
    public bool TakeLength(long length) => length > budget.ValueLength ? Reach(FoldLimit.Value) : TakeRoom(length);

    private bool TakeRoom(long length) => (_length -= length) >= 0 || Reach(FoldLimit.Total);
}

/// <summary>What operations need besides their operands.</summary>
internal sealed class Workspace(FoldBudget budget)
{
    public Spending Spending { get; } = new(budget);

    /// <summary>What the running operation adds to the techniques of its operands.</summary>
    public Techniques Used { get; set; }

    /// <summary><c>$OFS</c>.</summary>
    public string Separator { get; set; } = " ";

    public Patterns Patterns { get; } = new();

    /// <summary>True to compute what Windows PowerShell 5.1 gives where the editions differ.</summary>
    public bool WindowsPowerShell { get; init; }

    /// <summary>True after an operation whose result depends on the edition.</summary>
    public bool EditionMatters { get; set; }

    public void Use(Techniques technique) => Used |= technique;

    public bool Fits(long length) => Spending.TakeLength(length);

    /// <summary>Says whether elements fit that are objects of their own: 24 bytes, and 8 that refer to them.</summary>
    public bool FitsObjects(long count) => Spending.TakeElements(count, 8);

    /// <summary>Says whether elements fit into what is written.</summary>
    public bool FitsPlaces(long before, long count) => Spending.TakePlaces(before, count);

    /// <summary>Says whether elements fit that are there already.</summary>
    public bool FitsReferences(long count) => Spending.TakeElements(count, 2);
}

using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>What the clocks of a thread show, or the difference of two such readings.</summary>
/// <param name="Wall">Elapsed time in nanoseconds.</param>
/// <param name="Processor">Processor time in nanoseconds; 0 where the system does not tell it of a thread.</param>
/// <param name="Allocated">Allocated bytes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StageReading(long Wall, long Processor, long Allocated)
{
    /// <summary>Gives what lies between two readings.</summary>
    public static StageReading operator -(in StageReading later, in StageReading earlier) =>
        new(later.Wall - earlier.Wall, later.Processor - earlier.Processor, later.Allocated - earlier.Allocated);

    /// <summary>Adds up two differences.</summary>
    public static StageReading operator +(in StageReading first, in StageReading second) =>
        new(first.Wall + second.Wall, first.Processor + second.Processor, first.Allocated + second.Allocated);
}

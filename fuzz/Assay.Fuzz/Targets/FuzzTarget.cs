using Assay.Fuzz.Mutation;

namespace Assay.Fuzz.Targets;

/// <summary>A parser under test: gives a result for any bytes, or one of the exceptions that it documents.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Group">Targets of a group share the time that one gets.</param>
/// <param name="Seeds">Small well-formed inputs.</param>
/// <param name="Run">Reads an input and hands everything it made of it to the outcome.</param>
internal sealed record FuzzTarget(string Name, string Group, Func<IEnumerable<byte[]>> Seeds, Action<ReadOnlyMemory<byte>, Outcome> Run)
{
    /// <summary>Changes that know the format, beside those of any bytes.</summary>
    public IReadOnlyList<IMutation> Mutations { get; init; } = [];

    /// <summary>Words of the format.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Exceptions that the reader documents.</summary>
    public IReadOnlyList<Type> Refusals { get; init; } = [];

    /// <summary>Endings of files in real packages that serve as seeds too; <c>.nupkg</c> for the packages themselves.</summary>
    public IReadOnlyList<string> Endings { get; init; } = [];

    /// <summary>The longest input, in bytes.</summary>
    public int LongestInput { get; init; } = 64 * 1024;

    /// <summary>What an input may cost.</summary>
    public InputLimits Limits { get; init; } = InputLimits.Default;

    /// <summary>Left out of <c>all</c>: it is there to fail.</summary>
    public bool IsSelfCheck { get; init; }
}

/// <summary>What reading an input may cost before it is a finding.</summary>
/// <param name="Milliseconds">Time of the processor for any input.</param>
/// <param name="MillisecondsPerKiB">More of it by the size.</param>
/// <param name="Allocated">Bytes allocated for any input.</param>
/// <param name="AllocatedPerByte">More of them by the size.</param>
internal sealed record InputLimits(int Milliseconds, int MillisecondsPerKiB, long Allocated, int AllocatedPerByte)
{
    private const long MiB = 1024 * 1024;

    /// <summary>Generous: instrumented code takes about twice its time, and less than a tenth of this was measured for real files.</summary>
    public static InputLimits Default { get; } = new(300, 10, 32 * MiB, 2000);

    public TimeSpan TimeOf(int size) => TimeSpan.FromMilliseconds(Milliseconds + (MillisecondsPerKiB * (double)size / 1024));

    public long AllocationOf(int size) => Allocated + ((long)AllocatedPerByte * size);
}

using System.Runtime.CompilerServices;

namespace Assay.Fuzz.Targets;

/// <summary>Parsers that are broken on purpose, each in one way that a run has to notice.</summary>
internal static class SelfCheckTargets
{
    private const string Group = "self-check";
    private const int Depth = 1_000_000;
    private const int AllocatedBlocks = 80;
    private const int BlockSize = 1 << 20;

    // Bytes that only a mutation makes; the order tells that inputs which came nearer are kept.
    private static readonly byte[] Secret = "{x}"u8.ToArray();
    private static int _counter;

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Of("throws", (_, _) => throw new InvalidOperationException("An exception that nobody documents.")),
        Of("refuses", (_, _) => throw new InvalidDataException("An exception that is documented.")) with { Refusals = [typeof(InvalidDataException)] },
        Of("loops", (_, _) => Loop()),
        Of("allocates", (_, outcome) => outcome.Add($"{Allocate()}")),
        Of("is-slow", (_, outcome) => outcome.Add($"{Spin()}")),
        Of("recurses", (_, outcome) => outcome.Add($"{Recurse(Depth)}")),
        Of("differs", (_, outcome) => outcome.Add($"{Interlocked.Increment(ref _counter)}")),
        Of("throws-deep-in", (input, outcome) => ReadSecret(input.Span, outcome)),
    ];

    private static FuzzTarget Of(string name, Action<ReadOnlyMemory<byte>, Outcome> run) => new("self-check-" + name, Group, () => ["(a)"u8.ToArray()], run) { IsSelfCheck = true, Words = ["{", "}", "x"], LongestInput = 1024 };

    private static void ReadSecret(ReadOnlySpan<byte> input, Outcome outcome)
    {
        for (var at = 0; at < Secret.Length; at++)
        {
            if (at >= input.Length || input[at] != Secret[at])
            {
                outcome.Feature("read", at, 0);
                return;
            }
        }

        throw new InvalidOperationException("The input is the one that breaks it.");
    }

    private static void Loop()
    {
        while (Volatile.Read(ref _counter) >= 0)
        {
            Thread.SpinWait(100);
        }
    }

    private static long Allocate()
    {
        var sum = 0L;
        for (var block = 0; block < AllocatedBlocks; block++)
        {
            sum += new byte[BlockSize].Length;
        }

        return sum;
    }

    private static int Spin()
    {
        var end = Running.ThreadTime.Now + TimeSpan.FromMilliseconds(700);
        var turns = 0;
        while (Running.ThreadTime.Now < end)
        {
            turns++;
        }

        return turns > 0 ? 1 : 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static int Recurse(int depth) => depth == 0 ? 0 : 1 + Recurse(depth - 1);
}

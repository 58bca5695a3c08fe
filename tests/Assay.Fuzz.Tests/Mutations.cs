using Assay.Fuzz.Mutation;

namespace Assay.Fuzz.Tests;

/// <summary>Runs a mutation many times, the same in every run.</summary>
internal static class Mutations
{
    public const int Count = 400;

    /// <summary>All that a mutation makes of an input; what it refuses is left out.</summary>
    public static IReadOnlyList<byte[]> Of(IMutation mutation, byte[] input, int seed = 1)
    {
        var source = new MutationSource(new Random(seed), [input], ["word"u8.ToArray()], 64 * 1024);
        return [.. Enumerable.Range(0, Count).Select(_ => mutation.Mutate(input, source)).OfType<byte[]>()];
    }
}

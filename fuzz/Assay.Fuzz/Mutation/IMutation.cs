namespace Assay.Fuzz.Mutation;

/// <summary>Makes a changed copy of an input. A pure function of the input, the other inputs and the random numbers.</summary>
internal interface IMutation
{
    /// <summary>Changes an input; null when it is not of the format, or there is nothing to change.</summary>
    /// <param name="input">The input; left as it is.</param>
    /// <param name="source">Random numbers and other inputs.</param>
    byte[]? Mutate(byte[] input, MutationSource source);
}

/// <summary>Where mutations take chance, words and parts of other inputs from.</summary>
/// <param name="random">The numbers.</param>
/// <param name="others">Inputs of the same target; at least one.</param>
/// <param name="words">Words of the format.</param>
/// <param name="longest">The longest input that is wanted.</param>
internal sealed class MutationSource(Random random, IReadOnlyList<byte[]> others, IReadOnlyList<byte[]> words, int longest)
{
    public Random Random { get; } = random;

    public IReadOnlyList<byte[]> Words { get; } = words;

    public int Longest { get; } = longest;

    public int Next(int below) => Random.Next(below);

    public bool Chance(int oneIn) => Random.Next(oneIn) == 0;

    public T Pick<T>(IReadOnlyList<T> values) => values[Random.Next(values.Count)];

    public byte[] Other() => Pick(others);

    /// <summary>A length that is small more often than large, at least 1.</summary>
    public int Length(int most) => most <= 1 ? 1 : 1 + Random.Next(1 << Random.Next(1, 1 + Math.Min(16, (int)Math.Log2(most) + 1))) % most;
}

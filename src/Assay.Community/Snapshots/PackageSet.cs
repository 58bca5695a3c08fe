using System.Numerics;

namespace Assay.Community;

/// <summary>Sets of packages as bits, the first package in the lowest bit of the first byte.</summary>
internal static class PackageSet
{
    /// <summary>Makes an empty set.</summary>
    public static byte[] Empty(int packages) => new byte[LengthFor(packages)];

    /// <summary>Bytes of a set.</summary>
    public static int LengthFor(int packages) => (packages + 7) / 8;

    /// <summary>Puts a package in.</summary>
    public static void Add(byte[] set, int package) => set[package / 8] |= (byte)(1 << (package % 8));

    /// <summary>Says whether a package is in.</summary>
    public static bool Contains(byte[] set, int package) => (set[package / 8] & (1 << (package % 8))) != 0;

    /// <summary>Lists the packages in order.</summary>
    public static IEnumerable<int> Members(byte[] set)
    {
        for (var i = 0; i < set.Length; i++)
        {
            for (int bits = set[i]; bits != 0; bits &= bits - 1)
            {
                yield return (i * 8) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }
}

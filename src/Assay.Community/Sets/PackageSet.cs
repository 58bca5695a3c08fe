using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Community;

/// <summary>A set of numbered packages, a bit for each. Operations make new sets and take a time that depends on the capacity alone.</summary>
public sealed class PackageSet
{
    private const int BitsOfWord = 64;

    // Bits from the capacity on are always clear: counts need no mask.
    private readonly ulong[] _words;

    /// <summary>Makes an empty set of the numbers below <paramref name="capacity"/>.</summary>
    public PackageSet(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        Capacity = capacity;
        _words = new ulong[(capacity + BitsOfWord - 1) / BitsOfWord];
    }

    /// <summary>The numbers that can be in it are below this.</summary>
    public int Capacity { get; }

    /// <summary>The bits, the first package in the lowest bit of the first word.</summary>
    internal Span<ulong> Words => _words;

    /// <summary>Makes the set of all numbers below <paramref name="capacity"/>.</summary>
    public static PackageSet All(int capacity) => new PackageSet(capacity).Complement();

    /// <summary>Makes a set of these numbers.</summary>
    public static PackageSet Of(int capacity, params ReadOnlySpan<int> packages)
    {
        var set = new PackageSet(capacity);
        var words = set.Words;
        foreach (var package in packages)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)package, (uint)capacity, nameof(packages));
            words[package / BitsOfWord] |= 1UL << package;
        }

        return set;
    }

    /// <summary>Reads bits as whole bytes; null when the length is another, or a bit from the capacity on is set.</summary>
    internal static PackageSet? FromBytes(ReadOnlySpan<byte> bytes, int capacity)
    {
        if (bytes.Length != (capacity + 7) / 8)
        {
            return null;
        }

        var set = new PackageSet(capacity);
        bytes.CopyTo(MemoryMarshal.AsBytes(set.Words));
        if (!BitConverter.IsLittleEndian)
        {
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(set.Words, set.Words);
        }

        return set._words.Length == 0 || (set._words[^1] & ~set.LastMask) == 0 ? set : null;
    }

    /// <summary>Puts a package in.</summary>
    public void Add(int package)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)package, (uint)Capacity, nameof(package));
        _words[package / BitsOfWord] |= 1UL << package;
    }

    /// <summary>Says whether a package is in.</summary>
    public bool Contains(int package) => (uint)package < (uint)Capacity && (_words[package / BitsOfWord] & (1UL << package)) != 0;

    /// <summary>Counts the packages.</summary>
    public int Count()
    {
        var count = 0;
        foreach (var word in _words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Counts the packages that are in both sets.</summary>
    public int CountWith(PackageSet other)
    {
        RequireSameCapacity(other);
        var count = 0;
        ReadOnlySpan<ulong> left = _words, right = other._words.AsSpan(0, left.Length);
        for (var i = 0; i < left.Length; i++)
        {
            count += BitOperations.PopCount(left[i] & right[i]);
        }

        return count;
    }

    /// <summary>Gives what is in both.</summary>
    public PackageSet And(PackageSet other) => Combine<BothOf>(other);

    /// <summary>Gives what is in either.</summary>
    public PackageSet Or(PackageSet other) => Combine<EitherOf>(other);

    /// <summary>Gives what is in this and not in the other.</summary>
    public PackageSet Except(PackageSet other) => Combine<FirstAlone>(other);

    /// <summary>Gives what is not in this.</summary>
    public PackageSet Complement()
    {
        var result = new PackageSet(Capacity);
        for (var i = 0; i < _words.Length; i++)
        {
            result._words[i] = ~_words[i];
        }

        if (_words.Length > 0)
        {
            result._words[^1] &= LastMask;
        }

        return result;
    }

    /// <summary>Puts everything of another set in.</summary>
    public void AddAll(PackageSet other)
    {
        RequireSameCapacity(other);
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    /// <summary>Lists the packages in order.</summary>
    public IEnumerable<int> Members()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            for (var bits = _words[i]; bits != 0; bits &= bits - 1)
            {
                yield return (i * BitsOfWord) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }

    /// <summary>Gives the packages in order.</summary>
    public int[] ToArray()
    {
        var members = new int[Count()];
        var next = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            for (var bits = _words[i]; bits != 0; bits &= bits - 1)
            {
                members[next++] = (i * BitsOfWord) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return members;
    }

    /// <summary>Gives the bits as whole bytes.</summary>
    internal byte[] ToBytes()
    {
        var bytes = new byte[(Capacity + 7) / 8];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(_words[i / 8] >> (i % 8 * 8));
        }

        return bytes;
    }

    private ulong LastMask => Capacity % BitsOfWord == 0 ? ulong.MaxValue : (1UL << Capacity) - 1;

    // Operations are types, so that the loop is compiled for each of them: a delegate for each vector took longer than the work itself until the runtime had seen through it.
    private PackageSet Combine<TOperation>(PackageSet other)
        where TOperation : struct, ICombination
    {
        RequireSameCapacity(other);
        var result = new PackageSet(Capacity);
        Span<ulong> left = _words, right = other._words, target = result._words;
        var i = 0;
        for (; i <= left.Length - Vector<ulong>.Count; i += Vector<ulong>.Count)
        {
            TOperation.Of(new Vector<ulong>(left[i..]), new Vector<ulong>(right[i..])).CopyTo(target[i..]);
        }

        for (; i < left.Length; i++)
        {
            target[i] = TOperation.Of(new Vector<ulong>(left[i]), new Vector<ulong>(right[i]))[0];
        }

        return result;
    }

    private void RequireSameCapacity(PackageSet other)
    {
        if (other.Capacity != Capacity)
        {
            throw new ArgumentException($"A set of {other.Capacity} packages does not go with one of {Capacity}.", nameof(other));
        }
    }

    private interface ICombination
    {
        static abstract Vector<ulong> Of(Vector<ulong> left, Vector<ulong> right);
    }

    private readonly struct BothOf : ICombination
    {
        public static Vector<ulong> Of(Vector<ulong> left, Vector<ulong> right) => left & right;
    }

    private readonly struct EitherOf : ICombination
    {
        public static Vector<ulong> Of(Vector<ulong> left, Vector<ulong> right) => left | right;
    }

    private readonly struct FirstAlone : ICombination
    {
        public static Vector<ulong> Of(Vector<ulong> left, Vector<ulong> right) => Vector.AndNot(left, right);
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Assay.Model;
using Assay.Model.Storing;

namespace Assay.Fuzz.Targets;

/// <summary>What a target made of an input: a digest to compare two runs by, and features that tell kinds of results apart.</summary>
internal sealed class Outcome
{
    private const ulong Prime = 0x100000001B3;

    private readonly StoredBuffer _buffer = new();
    private readonly HashSet<int> _features = [];
    private ulong _digest = 0xCBF29CE484222325;

    /// <summary>Equal for equal results.</summary>
    public ulong Digest => _digest;

    /// <summary>Kinds of problems and facts, with the order of magnitude of their number.</summary>
    public IReadOnlyCollection<int> Features => _features;

    /// <summary>Takes facts: all that is stored of them.</summary>
    public void Add(FileFacts facts)
    {
        _buffer.Clear();
        FileFactsFormat.Write(facts, _buffer);
        Add(_buffer.Written);
        var kinds = new int[64];
        foreach (ref readonly var record in facts.RecordSpan)
        {
            kinds[(int)record.Kind]++;
        }

        for (var kind = 0; kind < kinds.Length; kind++)
        {
            if (kinds[kind] > 0)
            {
                Feature("fact", kind, Math.Min(6, (int)Math.Log2(kinds[kind])));
            }
        }

        Add(facts.Problems);
    }

    /// <summary>Takes problems. A failure that nobody foresaw is thrown: the border that turns it into a problem is there for users, not for tests.</summary>
    public void Add(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            if (problem.Id == ProblemId.InternalFailure)
            {
                throw new UnforeseenException(problem.Text);
            }

            Feature("problem", (int)problem.Id, 0);
            Add(problem.Text);
            Add(problem.Location);
        }
    }

    /// <summary>Takes text.</summary>
    public void Add(string? text) => Add(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>Takes values as they print.</summary>
    public void AddAll<T>(IEnumerable<T> values)
    {
        foreach (var value in values)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{value}"));
        }
    }

    /// <summary>Takes bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            _digest = (_digest ^ value) * Prime;
        }

        _digest = (_digest ^ 0xFF) * Prime;
    }

    /// <summary>Takes a refusal: an exception that the reader documents.</summary>
    public void Refuse(Exception exception)
    {
        Add(exception.GetType().Name);
        Add(exception.Message);
        Feature("refusal", exception.GetType().Name.Length, exception.Message.Split(' ').Length);
    }

    /// <summary>Marks a kind of result.</summary>
    public void Feature(string name, int kind, int magnitude)
    {
        var hash = 17;
        foreach (var value in Encoding.ASCII.GetBytes(name))
        {
            hash = unchecked((hash * 31) + value);
        }

        _features.Add(unchecked((((hash * 31) + kind) * 31) + magnitude));
    }
}

/// <summary>An analyser failed in a way that only the last border caught.</summary>
internal sealed class UnforeseenException(string message) : Exception(message);

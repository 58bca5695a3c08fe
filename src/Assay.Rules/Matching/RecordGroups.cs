using System.Buffers;
using Assay.Model;

namespace Assay.Rules;

/// <summary>The records of a file that are of one sort, grouped by the scope they lie in, in file order.</summary>
internal sealed class RecordGroups
{
    private readonly int[] _starts;
    private readonly int[] _records;

    /// <summary>Groups the records that have a place and are <paramref name="wanted"/>.</summary>
    /// <param name="facts">The facts of the file.</param>
    /// <param name="numbers">The number of the scope of each place, from zero.</param>
    /// <param name="wanted">Tells the sort.</param>
    public RecordGroups(FileFacts facts, int[] numbers, Func<FactRecord, bool> wanted)
    {
        var records = facts.RecordSpan;
        var found = ArrayPool<int>.Shared.Rent(records.Length);
        var count = 0;
        var scopes = 0;
        foreach (var number in numbers)
        {
            scopes = Math.Max(scopes, number + 1);
        }

        _starts = new int[scopes + 1];
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (record.Place != FactRecord.None && wanted(record))
            {
                found[count++] = i;
                _starts[numbers[record.Place]]++;
            }
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }

        // Ends become starts as the last records are put in first.
        _records = new int[count];
        for (var i = count - 1; i >= 0; i--)
        {
            _records[--_starts[numbers[records[found[i]].Place]]] = found[i];
        }

        ArrayPool<int>.Shared.Return(found);
    }

    /// <summary>The records in a scope.</summary>
    public ReadOnlySpan<int> Of(int scope) => (uint)scope < (uint)(_starts.Length - 1) ? _records.AsSpan(_starts[scope].._starts[scope + 1]) : [];
}

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
        var records = new List<int>();
        var scopes = 0;
        foreach (var number in numbers)
        {
            scopes = Math.Max(scopes, number + 1);
        }

        _starts = new int[scopes + 1];
        for (var i = 0; i < facts.Records.Count; i++)
        {
            var record = facts.Records[i];
            if (record.Place != FactRecord.None && wanted(record))
            {
                records.Add(i);
                _starts[numbers[record.Place] + 1]++;
            }
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }

        _records = new int[records.Count];
        var next = _starts.AsSpan().ToArray();
        foreach (var record in records)
        {
            _records[next[numbers[facts.Records[record].Place]]++] = record;
        }
    }

    /// <summary>The records in a scope.</summary>
    public ReadOnlySpan<int> Of(int scope) => (uint)scope < (uint)(_starts.Length - 1) ? _records.AsSpan(_starts[scope].._starts[scope + 1]) : [];
}

using System.Text;
using Assay.Fuzz.Coverage;
using Assay.Fuzz.Mutation;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Running;

/// <summary>Makes one input after the other, runs the target on it and keeps what reached something new. The inputs are a pure function of target, seeds and the number that chance begins with.</summary>
internal sealed class FuzzLoop
{
    // Every so many inputs, one is read twice although it reached nothing new.
    private const int SecondLookEvery = 64;

    private readonly FuzzTarget _target;
    private readonly CurrentInput? _current;
    private readonly List<byte[]> _pending;
    private readonly List<byte[]> _queue = [];
    private readonly InputJudge _judge;
    private readonly MutationSource _source;
    private readonly int _seed;

    /// <summary>Starts with the seeds of the target and those of a folder.</summary>
    /// <param name="target">What is run.</param>
    /// <param name="seeds">Inputs to begin with.</param>
    /// <param name="seed">Where chance begins.</param>
    /// <param name="current">Takes each input before it is read.</param>
    public FuzzLoop(FuzzTarget target, IEnumerable<byte[]> seeds, int seed, CurrentInput? current = null)
    {
        (_target, _seed, _current) = (target, seed, current);
        _judge = new InputJudge(target);
        _pending = [.. seeds.Where(input => input.Length <= target.LongestInput).Reverse()];
        _source = new MutationSource(new Random(seed), _queue, [.. target.Words.Select(Encoding.UTF8.GetBytes)], target.LongestInput);
    }

    /// <summary>Inputs that were read, second looks left out.</summary>
    public long Executions { get; private set; }

    /// <summary>What was reached.</summary>
    public CoverageMap Coverage { get; } = new();

    /// <summary>Inputs that reached something new.</summary>
    public IReadOnlyList<byte[]> Queue => _queue;

    /// <summary>The input of the last step.</summary>
    public byte[] Input { get; private set; } = [];

    /// <summary>True when the last input reached something new.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Reads the next input.</summary>
    public Finding? Step()
    {
        Input = Next();
        Executions++;
        _current?.Begin(Executions, Input);
        var finding = _judge.Run(Input);
        IsNew = finding is null && Coverage.Add(_judge.Outcome.Features);
        if (finding is null && (IsNew || Executions % SecondLookEvery == 1))
        {
            finding = _judge.RunAgain(Input);
        }

        _current?.End();
        if (IsNew || _queue.Count == 0)
        {
            _queue.Add(Input);
        }

        return finding is null ? null : finding with { Seed = _seed, Execution = Executions };
    }

    private byte[] Next()
    {
        if (_pending.Count > 0)
        {
            var seed = _pending[^1];
            _pending.RemoveAt(_pending.Count - 1);
            return seed;
        }

        var input = Choose();
        for (var rounds = 1 + (_source.Chance(2) ? 0 : _source.Next(4)); rounds > 0; rounds--)
        {
            // Most changes keep the format: what reads it is deeper in.
            var mutation = _target.Mutations.Count > 0 && _source.Next(4) > 0 ? _source.Pick(_target.Mutations) : ByteMutation.Instance;
            input = mutation.Mutate(input, _source) ?? ByteMutation.Instance.Mutate(input, _source) ?? input;
        }

        return input.Length <= _target.LongestInput ? input : input[.._target.LongestInput];
    }

    // What was found last is tried more often than what was tried for long; of two the smaller one, which is read faster.
    private byte[] Choose()
    {
        var recent = Math.Min(_queue.Count, 32);
        var first = _source.Chance(2) ? _queue[_queue.Count - 1 - _source.Next(recent)] : _source.Pick(_queue);
        var second = _source.Pick(_queue);
        return second.Length < first.Length ? second : first;
    }
}

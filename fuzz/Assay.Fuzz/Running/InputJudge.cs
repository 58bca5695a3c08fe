using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Assay.Fuzz.Coverage;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Running;

/// <summary>Runs a target on one input after the other and says what no input may do.</summary>
/// <param name="target">What reads the inputs.</param>
/// <param name="timeFactor">How often an input may take the time of its size.</param>
internal sealed partial class InputJudge(FuzzTarget target, int timeFactor = 1)
{
    // The first run pays for the compiler, and the machine is shared: only what is slow again is slow.
    private const int Confirmations = 2;

    /// <summary>What the last input made of the target.</summary>
    public Outcome Outcome { get; private set; } = new();

    /// <summary>Runs an input; null when all is well. The edge map tells of this run.</summary>
    public Finding? Run(byte[] input)
    {
        var (cost, exception) = Measure(input);
        if (exception is not null)
        {
            return Of(exception, input);
        }

        return cost.Time > TimeOf(input) || cost.Allocated > target.Limits.AllocationOf(input.Length) ? Confirm(input, cost) : null;
    }

    /// <summary>Runs an input again; null when the result is equal.</summary>
    public Finding? RunAgain(byte[] input)
    {
        var first = Outcome.Digest;
        return Run(input) ?? (first == Outcome.Digest ? null : new Finding(target.Name, FindingKind.Differs, "differs", "The same input gave two results.", input));
    }

    /// <summary>Takes both runs that tell whether a result is a function of the input.</summary>
    public Finding? RunTwice(byte[] input) => Run(input) ?? RunAgain(input);

    private (Cost Cost, Exception? Exception) Measure(byte[] input)
    {
        EdgeMap.Clear();
        Outcome = new Outcome();
        var stages = ThreadTime.Stages.OfThread;
        var start = stages.Now();
        try
        {
            target.Run(input, Outcome);
        }
        catch (Exception exception) when (target.Refusals.Any(type => type.IsInstanceOfType(exception)))
        {
            Outcome.Refuse(exception);
        }
        catch (Exception exception)
        {
            return (default, exception);
        }

        var cost = stages.Now() - start;
        return (new Cost(TimeSpan.FromTicks(cost.Processor / TimeSpan.NanosecondsPerTick), cost.Allocated), null);
    }

    private Finding? Confirm(byte[] input, Cost least)
    {
        for (var again = 0; again < Confirmations; again++)
        {
            var (cost, exception) = Measure(input);
            if (exception is not null)
            {
                return Of(exception, input);
            }

            least = new Cost(cost.Time < least.Time ? cost.Time : least.Time, Math.Min(cost.Allocated, least.Allocated));
        }

        // The branch that was entered most often names the loop.
        var loop = string.Create(CultureInfo.InvariantCulture, $"branch {EdgeMap.Busiest}");
        if (least.Time > TimeOf(input))
        {
            return new Finding(target.Name, FindingKind.Slow, $"slow {loop}", string.Create(CultureInfo.InvariantCulture, $"{input.Length} bytes took {least.Time.TotalMilliseconds:F0} ms and {EdgeMap.Steps} branches."), input);
        }

        return least.Allocated <= target.Limits.AllocationOf(input.Length)
            ? null
            : new Finding(target.Name, FindingKind.Allocates, $"allocates {loop}", string.Create(CultureInfo.InvariantCulture, $"{input.Length} bytes allocated {least.Allocated / 1024} KiB."), input);
    }

    private TimeSpan TimeOf(byte[] input) => timeFactor * target.Limits.TimeOf(input.Length);

    private Finding Of(Exception exception, byte[] input)
    {
        var frames = new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()).Where(method => method?.DeclaringType?.FullName is { } name && name.StartsWith("Assay.", StringComparison.Ordinal));
        var method = frames.FirstOrDefault();
        return new Finding(target.Name, FindingKind.Exception, $"{exception.GetType().Name} in {method?.DeclaringType?.FullName}.{method?.Name} {Digits().Replace(exception is UnforeseenException ? exception.Message : "", "0")}".TrimEnd(), exception.ToString(), input);
    }

    [GeneratedRegex("[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Cost(TimeSpan Time, long Allocated);
}

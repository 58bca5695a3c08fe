using System.Runtime.ExceptionServices;
using Assay.Model;

namespace Assay.CSharp.Parsing;

/// <summary>Runs what goes into itself as deep as a source nests, on a stack of its own.</summary>
/// <remarks>
/// The compiler's parser looks after its stack in most places and not in all: scanning a tuple type, or giving skipped text to the first token of a chain of operators, it goes down once for each level.
/// What <see cref="TokenNesting"/> lets through takes a small part of this stack; the memory is taken only as far as it is used.
/// </remarks>
internal static class DeepStack
{
    private const int Size = 128 * 1024 * 1024;

    /// <summary>Does the work and waits for it; the running stage of the timer is charged with what it cost.</summary>
    public static T? Run<T>(Func<T?> work, StageTimer? stages)
        where T : class
    {
        T? result = null;
        ExceptionDispatchInfo? failure = null;
        StageReading cost = default;
        var thread = new Thread(
            () =>
            {
                var begin = stages?.NowOfCaller() ?? default;
                try
                {
                    result = work();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }

                cost = (stages?.NowOfCaller() ?? default) - begin;
            },
            Size);
        thread.Start();
        thread.Join();
        stages?.AddHelper(cost);
        failure?.Throw();
        return result;
    }
}

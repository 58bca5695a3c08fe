using System.Runtime.ExceptionServices;

namespace Assay.CSharp.Parsing;

/// <summary>Runs what goes into itself as deep as a source nests, on a stack of its own.</summary>
/// <remarks>
/// The compiler's parser looks after its stack in most places and not in all: scanning a tuple type, or giving skipped text to the first token of a chain of operators, it goes down once for each level.
/// What <see cref="TokenNesting"/> lets through takes a small part of this stack; the memory is taken only as far as it is used.
/// </remarks>
internal static class DeepStack
{
    private const int Size = 128 * 1024 * 1024;

    public static T? Run<T>(Func<T?> work)
        where T : class
    {
        T? result = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            Size);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}

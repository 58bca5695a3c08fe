namespace Assay.Packages.Feeds;

/// <summary>Repeats attempts that fail for a passing reason, with pauses that double or that the server names.</summary>
internal sealed class FeedRetry(FeedLimits limits, TimeProvider time)
{
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var pause = limits.FirstDelay;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TransientFeedException failure)
            {
                var wanted = failure.RetryAfter ?? pause;
                if (number >= limits.Attempts || wanted > limits.LongestDelay)
                {
                    throw new FeedException(SubjectError.SourceUnreachable, failure.Message, failure);
                }

                await Task.Delay(wanted, time, cancellation);
                pause = pause * 2 < limits.LongestDelay ? pause * 2 : limits.LongestDelay;
            }
        }
    }
}

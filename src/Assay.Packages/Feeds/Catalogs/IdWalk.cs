using System.Runtime.CompilerServices;

namespace Assay.Packages.Feeds;

/// <summary>Lists ids one after another while the next ones are already being asked for.</summary>
internal sealed class IdWalk(string name, int window, Func<string, DocumentValidator?, CancellationToken, Task<IdListing>> read, Func<string, Uri?> addressOf)
{
    private const string Mark = "id:";

    /// <summary>Gives ids, lower-case and each once, in ordinal order, from where a continuation says.</summary>
    public static IAsyncEnumerable<IdStep> Sorted(IEnumerable<string> ids, string? continuation)
    {
        var last = continuation?.StartsWith(Mark, StringComparison.Ordinal) == true ? continuation[Mark.Length..] : null;
        return ids.Select(id => id.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(id => last is null || string.CompareOrdinal(id, last) > 0)
            .Select(id => new IdStep(id, Mark + id))
            .ToAsyncEnumerable();
    }

    public async IAsyncEnumerable<FeedListing> RunAsync(IAsyncEnumerable<IdStep> ids, FeedListOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var before = options.Continuation;
        await foreach (var (step, found) in Ahead.SelectAsync(ids, window, ReadAsync, cancellation))
        {
            if (found.Kind == FeedAnswerKind.Unchanged)
            {
                options.Validators!.Unchanged(found.Address!);
            }
            else if (found.Versions.Count == 0)
            {
                options.Notes?.Report($"{found.Id} is not known at source '{name}', or has no version there.");
            }
            else if (!found.IsComplete)
            {
                options.Notes?.Report($"Source '{name}' did not tell all versions of {found.Id}.");
            }

            var listings = StandingVersion.Select(found.Versions, options.AllVersions);
            for (var i = 0; i < listings.Count; i++)
            {
                yield return listings[i] with { Continuation = i == listings.Count - 1 ? step.Continuation : before };
            }

            if (found is { Kind: FeedAnswerKind.Found, IsComplete: true, Validator: { } validator, Address: { } address })
            {
                options.Validators?.Taken(address, validator);
            }

            before = step.Continuation;
        }

        async Task<(IdStep Step, IdListing Found)> ReadAsync(IdStep step, CancellationToken stop)
        {
            var known = options.Validators is { } validators && addressOf(step.Id) is { } address ? validators.Find(address) : null;
            return (step, await read(step.Id, known, stop));
        }
    }
}

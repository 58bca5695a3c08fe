using Assay.Packages;

namespace Assay.Community;

/// <summary>What became of something that an update asked.</summary>
public enum AdvisoryOutcome
{
    /// <summary>It sent what it has.</summary>
    Updated,
    /// <summary>It has the same as before.</summary>
    Unchanged,
    /// <summary>It is a feed without a vulnerability index.</summary>
    NoIndex,
    /// <summary>It could not be asked: what it said before stays.</summary>
    Failed,
}

/// <summary>Something that an update asked.</summary>
/// <param name="Name">The feed, address or path.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Failure">Why it could not be asked; null when it could.</param>
public sealed record AdvisoryStep(string Name, AdvisoryOutcome Outcome, FeedException? Failure = null);

/// <summary>What an update made.</summary>
/// <param name="Import">The new database; null when nothing changed, not even a date.</param>
/// <param name="Steps">What was asked, in this order.</param>
public sealed record AdvisoryUpdateResult(AdvisoryImportResult? Import, IReadOnlyList<AdvisoryStep> Steps);

/// <summary>Brings a database up to date: the vulnerability indexes of the feeds of the NuGet configuration, then addresses and paths, those of earlier updates too.</summary>
public sealed class AdvisoryUpdate
{
    private readonly AdvisoryFeeds _feeds;
    private readonly string? _source;
    private readonly AdvisoryContent _content;
    private readonly AdvisoryBatch _batch = new();
    private readonly List<AdvisoryStep> _steps = [];
    private readonly List<AdvisoryReader> _readers = [];

    private AdvisoryUpdate(AdvisoryDatabase? existing, AdvisoryFeeds feeds, string? source)
    {
        _feeds = feeds;
        _source = source;
        _content = existing?.ToContent() ?? new AdvisoryContent();
    }

    /// <summary>Runs an update. Throws <see cref="AdvisoryException"/> when there is nothing to ask, or nothing that a database keeps came of it.</summary>
    /// <param name="existing">The database; null for none.</param>
    /// <param name="feeds">The feeds to ask.</param>
    /// <param name="from">Addresses and paths that are asked too, and remembered.</param>
    /// <param name="source">The name of the source of <paramref name="from"/>; null for the names that records have by themselves.</param>
    /// <param name="today">The day of the update.</param>
    /// <param name="progress">Hears how many are done, how many there are, and what is asked next; null for nobody.</param>
    /// <param name="cancellation">Ends waiting: nothing is changed then.</param>
    public static async Task<AdvisoryUpdateResult> RunAsync(AdvisoryDatabase? existing, AdvisoryFeeds feeds, IReadOnlyList<string> from, string? source, DateOnly today, Action<int, int, string>? progress, CancellationToken cancellation)
    {
        var update = new AdvisoryUpdate(existing, feeds, source);
        var known = update._content.Addresses.Values.Where(address => address.IsRemembered).Select(address => address.Address);
        string[] addresses = [.. from.Select(Whole).Concat(known).Distinct(StringComparer.Ordinal)];
        var total = feeds.Feeds.Count + addresses.Length;
        if (total == 0)
        {
            throw new AdvisoryException("The NuGet configuration has no V3 feed, and no address is known: name one with --from.");
        }

        foreach (var feed in feeds.Feeds)
        {
            progress?.Invoke(update._steps.Count, total, feed.Name);
            await update.AskFeedAsync(feed, cancellation);
        }

        foreach (var address in addresses)
        {
            progress?.Invoke(update._steps.Count, total, address);
            await update.AskAddressAsync(address, from.Count > 0 && from.Select(Whole).Contains(address, StringComparer.Ordinal), cancellation);
        }

        await update.AskScoresAgainAsync(cancellation);
        return update.Complete(today);
    }

    private async Task AskFeedAsync(AdvisoryFeed feed, CancellationToken cancellation)
    {
        var name = AdvisoryAddress.FeedPrefix + feed.Name;
        var known = _content.Addresses.GetValueOrDefault(name);
        try
        {
            var download = await _feeds.GetIndexAsync(feed, ValidatorOf(known), cancellation);
            var reader = Reader(source: null);
            foreach (var document in download.Documents)
            {
                reader.Read(name, document, feed.Name, isCollection: true, cancellation);
            }

            Note(name, null, download, reader);
        }
        catch (FeedException exception)
        {
            _steps.Add(new AdvisoryStep(name, AdvisoryOutcome.Failed, exception));
        }
    }

    private async Task AskAddressAsync(string text, bool isNamed, CancellationToken cancellation)
    {
        var known = _content.Addresses.GetValueOrDefault(text);
        var source = isNamed ? _source : known?.Source;
        var reader = Reader(source);
        try
        {
            if (!IsAddress(text, out var address))
            {
                AdvisoryImport.ReadPaths(reader, [text], progress: null, cancellation);
                Note(text, source, new AdvisoryDownload(AdvisoryAnswer.Found, [], null), reader);
                return;
            }

            var download = await _feeds.GetAsync(address, source == known?.Source ? ValidatorOf(known) : null, cancellation);
            foreach (var document in download.Documents)
            {
                foreach (var page in reader.Read(text, document, address.Host, isCollection: false, cancellation))
                {
                    var target = new Uri(address, page);
                    reader.Read(page, (await _feeds.GetAsync(target, null, cancellation)).Documents[0], address.Host, isCollection: false, cancellation);
                }
            }

            Note(text, source, download, reader);
        }
        catch (FeedException exception)
        {
            _steps.Add(new AdvisoryStep(text, AdvisoryOutcome.Failed, exception));
        }
        catch (Exception exception) when (exception is AdvisoryException or UriFormatException)
        {
            _steps.Add(new AdvisoryStep(text, AdvisoryOutcome.Failed, new FeedException(SubjectError.NothingFound, exception.Message, exception)));
        }
    }

    // Scores are kept of the vulnerabilities that are named: other records want others of them.
    private async Task AskScoresAgainAsync(CancellationToken cancellation)
    {
        if (_batch.IsEmpty || _batch.Scores is not null)
        {
            return;
        }

        foreach (var address in _content.Addresses.Values.Where(address => address.Gave.Any(name => _content.Sources.TryGetValue(name, out var source) && source.Kind == AdvisorySourceKind.Scores)).ToArray())
        {
            if (_steps.FindIndex(step => step.Name == address.Address && step.Outcome == AdvisoryOutcome.Unchanged) is >= 0 and var step)
            {
                _steps.RemoveAt(step);
                _content.Addresses[address.Address] = address.WithoutValidator();
                await AskAddressAsync(address.Address, isNamed: false, cancellation);
            }
        }
    }

    // An address is remembered only when something came of it.
    private void Note(string name, string? source, AdvisoryDownload download, AdvisoryReader reader)
    {
        if (download.Answer == AdvisoryAnswer.Found && reader.Named.Count == 0)
        {
            var reason = reader.Problems.Count > 0 ? reader.Problems[0] : $"{name}: there is no advisory for packages of NuGet or the PowerShell Gallery";
            _steps.Add(new AdvisoryStep(name, AdvisoryOutcome.Failed, new FeedException(SubjectError.NothingFound, reason)));
            return;
        }

        if (download.Answer == AdvisoryAnswer.Found)
        {
            _content.Addresses[name] = new AdvisoryAddress(name, source, [.. reader.Named], download.Validator?.ETag, download.Validator?.LastModified);
        }
        else if (download.Answer == AdvisoryAnswer.Missing)
        {
            _content.Addresses.Remove(name);
        }

        _steps.Add(new AdvisoryStep(name, download.Answer switch { AdvisoryAnswer.Found => AdvisoryOutcome.Updated, AdvisoryAnswer.Unchanged => AdvisoryOutcome.Unchanged, _ => AdvisoryOutcome.NoIndex }));
    }

    private AdvisoryUpdateResult Complete(DateOnly today)
    {
        var day = AdvisoryImport.DayOf(today);
        var unchanged = _steps.Where(step => step.Outcome == AdvisoryOutcome.Unchanged).SelectMany(step => _content.Addresses[step.Name].Gave).ToHashSet(StringComparer.Ordinal);
        foreach (var source in _content.Sources.Values.Where(source => unchanged.Contains(source.Name)).ToArray())
        {
            // What is still the same is as good as imported on this day.
            _content.Sources[source.Name] = source with { Imported = day };
        }

        if (_batch.IsEmpty && unchanged.Count == 0)
        {
            return new AdvisoryUpdateResult(null, _steps);
        }

        _batch.Apply(_content, day);
        var bytes = AdvisoryFile.Serialize(_content);
        return new AdvisoryUpdateResult(
            new AdvisoryImportResult(bytes, AdvisoryDatabase.Parse(bytes), _readers.Sum(reader => reader.Contents), _batch.OtherRecords + _readers.Sum(reader => reader.Others), [.. _readers.SelectMany(reader => reader.Problems)]), _steps);
    }

    private AdvisoryReader Reader(string? source)
    {
        var reader = new AdvisoryReader(_batch, source, AdvisoryLimits.Default);
        _readers.Add(reader);
        return reader;
    }

    private static DocumentValidator? ValidatorOf(AdvisoryAddress? known) => known is { ETag: null, LastModified: null } or null ? null : new DocumentValidator(known.ETag, known.LastModified);

    private static string Whole(string text) => IsAddress(text, out var address) ? address.AbsoluteUri : Path.GetFullPath(text);

    private static bool IsAddress(string text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}

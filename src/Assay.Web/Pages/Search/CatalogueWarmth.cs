using Assay.Community.Index;

namespace Assay.Web.Pages.Search;

/// <summary>Reads catalogues before somebody has to wait for them: at the start, and when an index was counted again.</summary>
internal sealed partial class CatalogueWarmth(Catalogues catalogues, ILogger<CatalogueWarmth> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            await Task.Run(Warm, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Warm()
    {
        foreach (var community in catalogues.Of(null))
        {
            try
            {
                catalogues.Look(community, catalogues.Statistics);
            }
            catch (IndexException exception)
            {
                Unreadable(community.Name, exception.Message);
            }
        }
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "The index of {Community} cannot be read: {Reason}")]
    private partial void Unreadable(string community, string reason);
}

using System.Diagnostics.Tracing;

namespace Assay.Bench;

/// <summary>Samples what is allocated, by type: the runtime tells one allocation of about every 100 KB.</summary>
internal sealed class AllocationTicks : EventListener
{
    private readonly Dictionary<string, long> _bytes = [];

    /// <summary>Prints the types of most bytes.</summary>
    public void Print(int count)
    {
        lock (_bytes)
        {
            foreach (var (type, bytes) in _bytes.OrderByDescending(entry => entry.Value).Take(count))
            {
                Console.WriteLine($"  {bytes / 1048576,7} MiB  {type}");
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Verbose, (EventKeywords)1);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true || eventData.PayloadNames is not { } names || eventData.Payload is not { } payload)
        {
            return;
        }

        lock (_bytes)
        {
            var type = (string)payload[names.IndexOf("TypeName")]!;
            _bytes[type] = _bytes.GetValueOrDefault(type) + Convert.ToInt64(payload[names.IndexOf("AllocationAmount64")], null);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Community.Index;

namespace Assay.Bench;

/// <summary>Reads a running portal with fifty readers at once: pages of packages, searches, and a static file of the same host to compare with.</summary>
internal static partial class PortalCost
{
    private const int Readers = 50;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    // Words, behaviors, both, tiers, globs, negations, and one that few packages answer.
    private static readonly string[] Queries =
    [
        "json", "system text", "microsoft extensions", "sdk", "behavior:opens-listening-socket", "behavior:starts-process not tier:top100", "category:network", "risk:notable verdict:pass",
        "id:micro*", "issue:no-source-repository", "rule:reads-environment-variable category:file", "first-seen:>2020 risk:suspicious", "tag:json", "depends-on:newtonsoft.json", "nothing-is-called-like-this",
    ];

    /// <summary>Measures and prints a table.</summary>
    /// <param name="site">Address of the portal.</param>
    /// <param name="index">The index that it serves as <c>nuget</c>.</param>
    /// <param name="process">Its process, for the memory; null not to tell.</param>
    public static async Task MeasureAsync(Uri site, string index, int? process)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers }) { BaseAddress = site };
        var style = StyleSheet().Match(await client.GetStringAsync(new Uri("/about", UriKind.Relative))).Value;
        string[] pages = [.. Pages(index)];
        string[] searches = [.. Queries.Select(query => "/search?q=" + Uri.EscapeDataString(query))];
        Console.WriteLine($"{pages.Length:N0} versions, {searches.Length} searches, {Readers} readers");
        await RunAsync(client, "each version once", pages, once: true);
        var statics = await RunAsync(client, "static file", [style], once: false);
        await RunAsync(client, "versions", pages, once: false, statics);
        await RunAsync(client, "searches", searches, once: false, statics);
        var distinct = 0;
        await RunAsync(client, "searches never asked before", searches, once: false, statics, address => string.Create(CultureInfo.InvariantCulture, $"{address}%20not%20rank%3A{Interlocked.Increment(ref distinct) + 1_000_000}"));
        if (process is { } id)
        {
            foreach (var line in File.ReadLines($"/proc/{id}/status").Where(line => line.StartsWith("VmHWM", StringComparison.Ordinal) || line.StartsWith("VmRSS", StringComparison.Ordinal)))
            {
                Console.WriteLine(line);
            }
        }
    }

    private static IEnumerable<string> Pages(string index)
    {
        using var opened = IndexReader.Open(index);
        var versions = opened.Recent(2_000);
        return [.. versions.Where(version => version.State == VersionState.Read).Select(version => $"/nuget/{Uri.EscapeDataString(version.Id)}/{version.Version}")];
    }

    private static async Task<double> RunAsync(HttpClient client, string name, string[] addresses, bool once, double? statics = null, Func<string, string>? change = null)
    {
        var times = new List<(double Client, double Server)>();
        var failures = 0;
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(async () =>
        {
            var own = new List<(double, double)>();
            while (once || clock.Elapsed < Duration)
            {
                var number = Interlocked.Increment(ref next);
                if (once && number >= addresses.Length)
                {
                    break;
                }

                var start = Stopwatch.GetTimestamp();
                var address = addresses[number % addresses.Length];
                using var answer = await client.GetAsync(new Uri(change?.Invoke(address) ?? address, UriKind.Relative));
                await answer.Content.CopyToAsync(Stream.Null);
                if (answer.IsSuccessStatusCode)
                {
                    own.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, Server(answer)));
                }
                else
                {
                    Interlocked.Increment(ref failures);
                }
            }

            lock (times)
            {
                times.AddRange(own);
            }
        })));
        var rate = times.Count / clock.Elapsed.TotalSeconds;
        double[] reader = [.. times.Select(time => time.Client).Order()];
        double[] server = [.. times.Select(time => time.Server).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {times.Count,7:N0} answers, {failures} others, {rate,7:N0}/s{(statics is { } all ? $" ({rate / all:0.00} of the static file)" : "")}; server p50 {At(server, .5):0.0} p95 {At(server, .95):0.0} p99 {At(server, .99):0.0} max {At(server, 1):0.0} ms; reader p50 {At(reader, .5):0.0} p95 {At(reader, .95):0.0} ms"));
        return rate;
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static double Server(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Server-Timing", out var values) && Total().Match(string.Join(',', values)) is { Success: true } match ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : double.NaN;

    [GeneratedRegex(@"/assets/site\.[0-9a-f]+\.css")]
    private static partial Regex StyleSheet();

    [GeneratedRegex(@"total;dur=([0-9.]+)")]
    private static partial Regex Total();
}

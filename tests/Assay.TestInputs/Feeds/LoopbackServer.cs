using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assay.TestInputs;

/// <summary>An HTTP/1.1 server on this machine that answers GET by a function: keeps connections open, counts them, remembers requests.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private readonly Func<LoopbackRequest, LoopbackResponse> _answer;
    private readonly bool _keepsOpen;
    private int _connections;
    private int _running;
    private int _mostAtOnce;

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">Gives the answers; called from several threads.</param>
    /// <param name="keepsOpen">False to close the connection after each answer.</param>
    public LoopbackServer(Func<LoopbackRequest, LoopbackResponse> answer, bool keepsOpen = true)
    {
        (_answer, _keepsOpen) = (answer, keepsOpen);
        _listener.Start();
        Root = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";
        _ = Task.Run(ListenAsync);
    }

    public string Root { get; }
    public int Connections => _connections;

    /// <summary>The most requests that were being answered at the same time.</summary>
    public int MostAtOnce => _mostAtOnce;
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    /// <summary>Forgets the requests so far.</summary>
    public void Forget() => _requests.Clear();

    /// <summary>Stops; nothing listens at the address from then on.</summary>
    public void Stop()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    public void Dispose()
    {
        Stop();
        _listener.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = Task.Run(() => ServeAsync(client), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                while (await ReadAsync(reader) is { } request)
                {
                    _requests.Enqueue(request);
                    if (!await AnswerAsync(stream, request) || !_keepsOpen)
                    {
                        return;
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side left.
            }
        }
    }

    private async Task<LoopbackRequest?> ReadAsync(StreamReader reader)
    {
        if (await reader.ReadLineAsync(_stop.Token) is not { Length: > 0 } line)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
        {
            var parts = header.Split(':', 2);
            headers[parts[0]] = parts[1].Trim();
        }

        return new LoopbackRequest(line.Split(' ').ElementAtOrDefault(1) ?? "", headers);
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, LoopbackRequest request)
    {
        var running = Interlocked.Increment(ref _running);
        for (var most = _mostAtOnce; running > most; most = _mostAtOnce)
        {
            Interlocked.CompareExchange(ref _mostAtOnce, running, most);
        }

        try
        {
            var response = _answer(request);
            if (response.Delay > TimeSpan.Zero)
            {
                await Task.Delay(response.Delay, _stop.Token);
            }

            return await SendAsync(stream, response);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<bool> SendAsync(NetworkStream stream, LoopbackResponse response)
    {
        var staysOpen = _keepsOpen && response.DeclareLength && response.CutAfter is null;
        var head = new StringBuilder($"HTTP/1.1 {response.Status} Answer\r\nConnection: {(staysOpen ? "keep-alive" : "close")}\r\n");
        if (response.DeclareLength && response.Status != 304)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n");
        }

        foreach (var (name, value) in response.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        var whole = Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()).Concat(response.Body.Take(response.CutAfter ?? response.Body.Length)).ToArray();
        await stream.WriteAsync(whole, _stop.Token);
        return staysOpen;
    }
}

/// <summary>One request as it arrived.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">Headers by name, in any case.</param>
public sealed record LoopbackRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The path, unescaped, without the query.</summary>
    public string Place => Uri.UnescapeDataString(Path.Split('?')[0]);

    /// <summary>A parameter of the query, unescaped; null when it is not there.</summary>
    public string? Query(string name) => Path.Split('?', 2).ElementAtOrDefault(1)?.Split('&')
        .Select(part => part.Split('=', 2))
        .Where(part => Uri.UnescapeDataString(part[0]) == name)
        .Select(part => Uri.UnescapeDataString((part.ElementAtOrDefault(1) ?? "").Replace('+', ' ')))
        .FirstOrDefault();
}

/// <summary>One answer.</summary>
public sealed record LoopbackResponse(int Status, byte[] Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
    /// <summary>Bytes after which the connection is cut.</summary>
    public int? CutAfter { get; init; }
    public bool DeclareLength { get; init; } = true;
    /// <summary>How long the answer lets wait.</summary>
    public TimeSpan Delay { get; init; }

    public LoopbackResponse With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
}

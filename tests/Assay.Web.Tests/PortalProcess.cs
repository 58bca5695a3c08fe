using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Assay.TestInputs;

namespace Assay.Web.Tests;

/// <summary>The program of the portal as a process of its own: it can be killed.</summary>
internal sealed partial class PortalProcess : IAsyncDisposable
{
    /// <summary>Stands in the environment of the server, as credentials of feeds may.</summary>
    public const string Secret = "not-for-children";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private PortalProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = Patience };
    }

    /// <summary>Asks the server; follows no redirect.</summary>
    public HttpClient Client { get; }

    public int Id => _process.Id;

    /// <summary>Starts the program on a free port of this machine and waits until it listens.</summary>
    public static async Task<PortalProcess> StartAsync(string data, params string[] settings)
    {
        var host = Path.Combine(DotnetCommand.Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "assay-web.dll"), "--Urls=http://127.0.0.1:0", "--Portal:Data=" + data, "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASSAY_TEST_SECRET"] = Secret;
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        var process = new Process { StartInfo = start };
        void Hear(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (said)
            {
                said.Add(line);
            }

            if (Address().Match(line) is { Success: true } match && line.Contains("Now listening", StringComparison.Ordinal))
            {
                listening.TrySetResult(new Uri(match.Value));
            }
        }

        process.OutputDataReceived += (_, heard) => Hear(heard.Data);
        process.ErrorDataReceived += (_, heard) => Hear(heard.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new PortalProcess(process, await listening.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
        }
        catch (TimeoutException exception)
        {
            process.Kill();
            lock (said)
            {
                throw new InvalidOperationException("The server does not listen: " + string.Join('\n', said), exception);
            }
        }
    }

    /// <summary>The processes that it has started and that live.</summary>
    public IReadOnlyList<int> Children() =>
    [
        .. Directory.GetDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0 && ParentOf(id) == Id),
    ];

    /// <summary>Whether a process lives; one that has ended and that nobody has asked for does not.</summary>
    public static bool Lives(int id) => StateOf(id) is not (null or 'Z' or 'X');

    /// <summary>Ends it as a power cut would: nothing is cleaned up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to end; gives the time that it took.</summary>
    public async Task<TimeSpan> TerminateAsync()
    {
        var asked = Stopwatch.GetTimestamp();
        using (var kill = Process.Start("/bin/kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return Stopwatch.GetElapsedTime(asked);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static int ParentOf(int id) => Fields(id) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    private static char? StateOf(int id) => Fields(id) is [[var state, ..], ..] ? state : null;

    // proc(5): what follows the name in parentheses.
    private static string[]? Fields(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

using System.Runtime.InteropServices;
using Assay.Packages;

namespace Assay.Cli;

/// <summary>Listens to what asks this process to end: Ctrl+C, SIGTERM, a closed terminal. The first request cancels the work; a second one, or work that does not let go, ends it at once. Nothing is left half written either way.</summary>
internal sealed class EndRequests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _gate = new();
    private Timer? _timer;
    private PosixSignal? _first;

    public EndRequests() => _registrations = [Listen(PosixSignal.SIGINT), Listen(PosixSignal.SIGTERM), Listen(PosixSignal.SIGHUP)];

    /// <summary>Cancelled by the first request.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>The exit code of a command, with that of the signal in place of what only says that it was cancelled.</summary>
    public int CodeOf(int exitCode) => exitCode == ExitCode.Cancelled && _first is { } signal ? CodeOf(signal) : exitCode;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _timer?.Dispose();
        _cancellation.Dispose();
    }

    private PosixSignalRegistration Listen(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Request(context.Signal);
    });

    private void Request(PosixSignal signal)
    {
        lock (_gate)
        {
            if (_first is null)
            {
                _first = signal;
                _timer = new Timer(_ => End(signal), null, Patience, Timeout.InfiniteTimeSpan);
                ThreadPool.UnsafeQueueUserWorkItem(static source => source.Cancel(), _cancellation, preferLocal: false);
                return;
            }
        }

        End(signal);
    }

    private static void End(PosixSignal signal)
    {
        AtomicFile.DiscardUnfinished();
        Console.Error.WriteLine("assay: ended at once; what was not complete was taken away");
        Environment.Exit(CodeOf(signal));
    }

    // What shells report of a process that a signal ended: 128 and its number.
    private static int CodeOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGTERM => ExitCode.Terminated,
        PosixSignal.SIGHUP => ExitCode.HungUp,
        _ => ExitCode.Cancelled,
    };
}

using System.Diagnostics;
using System.Globalization;

namespace Assay.Fuzz.Running;

/// <summary>A bar that says how far a run is; nothing where nobody looks at a terminal.</summary>
internal sealed class RunProgress(TextWriter output, bool isShown)
{
    private const int Width = 30;
    private readonly Lock _lock = new();
    private readonly List<string> _running = [];
    private TimeSpan _total;
    private TimeSpan _done;
    private long _start;
    private Timer? _timer;

    public void Begin(TimeSpan total)
    {
        (_total, _start) = (total, Stopwatch.GetTimestamp());
        _timer = isShown ? new Timer(_ => Show(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1)) : null;
    }

    public void Start(string target)
    {
        lock (_lock)
        {
            _running.Add(target);
        }
    }

    public void End(string target, TimeSpan time)
    {
        lock (_lock)
        {
            _running.Remove(target);
            _done += time;
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void Close()
    {
        if (_timer is not null)
        {
            _timer.Dispose();
            output.Write("\r" + new string(' ', Width + 60) + "\r");
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            var part = _total == TimeSpan.Zero ? 1 : Math.Clamp(_done / _total, 0, 1);
            var filled = (int)(part * Width);
            var names = string.Join(", ", _running);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('-', Width - filled)}] {part:P0} {Stopwatch.GetElapsedTime(_start):hh\\:mm\\:ss} {names[..Math.Min(40, names.Length)],-40}"));
        }
    }
}

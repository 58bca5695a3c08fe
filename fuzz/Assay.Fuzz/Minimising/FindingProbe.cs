using Assay.Fuzz.Running;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Minimising;

/// <summary>Says which finding an input shows. Exceptions are caught in this process; what ends a process is told by ending one.</summary>
internal sealed class FindingProbe(FuzzTarget target) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-fuzz-probe-").FullName;
    private readonly InputJudge _judge = new(target);
    private bool? _endsProcess;

    /// <summary>Names the finding; null when there is none.</summary>
    public string? Signature(byte[] input)
    {
        _endsProcess ??= Outside(input) is { } first && first.StartsWith(ReplayedInput.Ended, StringComparison.Ordinal);
        return _endsProcess == true ? Outside(input) : Inside(input);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string? Inside(byte[] input)
    {
        Finding? finding = null;
        Worker.OnSmallStack(() => finding = _judge.RunTwice(input));
        return finding is null ? null : finding.Kind is FindingKind.Slow or FindingKind.Allocates ? finding.Kind.ToString() : finding.Signature;
    }

    private string? Outside(byte[] input)
    {
        var file = Path.Combine(_folder, "input");
        File.WriteAllBytes(file, input);
        return ReplayedInput.Run(target.Name, file);
    }
}

using Assay.Fuzz.Running;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Tests;

/// <summary>Reads an input as a run does: twice, on a small stack.</summary>
internal static class Judged
{
    // Tells a hang from work on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The times of a target are those of a machine that does nothing else. Bytes are the same everywhere.
    private const int TimeFactor = 4;

    /// <summary>Gives the finding; null when all is well.</summary>
    public static Finding? Read(FuzzTarget target, byte[] input)
    {
        Finding? finding = null;
        var thread = new Thread(() => finding = new InputJudge(target, TimeFactor).RunTwice(input), Worker.StackSize) { IsBackground = true };
        thread.Start();
        return thread.Join(Patience) ? finding : new Finding(target.Name, FindingKind.Hang, "hang", "The input was not read.", input);
    }
}

using System.Runtime.InteropServices;

namespace Assay.DotNet.Folding;

/// <summary>A program with its arguments as they were at one moment.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">The command line; null when none was given or it is not known.</param>
/// <param name="ArgumentsUnknown">True when there are arguments that could not be folded.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessState(string FileName, string? Arguments, bool ArgumentsUnknown);

/// <summary>A <c>ProcessStartInfo</c> under construction within one method.</summary>
internal sealed class ProcessStart
{
    private const int MaximumStates = 16;
    private readonly List<ProcessState> _states = [];

    /// <summary>Offset of the first instruction that told something.</summary>
    public int Offset { get; init; }

    /// <summary>False while it is only described: nothing got it yet.</summary>
    public bool Started { get; set; }

    public string? FileName { get; set; }

    /// <summary>Null while unknown; the text otherwise.</summary>
    public string? Arguments { get; set; }

    /// <summary>True when arguments were given that could not be folded.</summary>
    public bool ArgumentsUnknown { get; set; }

    public bool Hidden { get; set; }

    public bool Elevated { get; set; }

    public bool Folded { get; set; }

    /// <summary>Every program it named at some moment: a later assignment does not undo what was started before, or on another way.</summary>
    public IReadOnlyList<ProcessState> States => _states;

    /// <summary>Keeps the present state before it changes, or when it is started.</summary>
    public void Remember()
    {
        if (FileName is { Length: > 0 } file && _states.Count < MaximumStates && new ProcessState(file, Arguments, ArgumentsUnknown) is var state && !_states.Contains(state))
        {
            _states.Add(state);
        }
    }
}

using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>A program with its arguments as they were at one moment.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">The command line; null when none was given or it is not known.</param>
/// <param name="ArgumentsUnknown">True when there are arguments that could not be folded.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProcessState(string FileName, string? Arguments, bool ArgumentsUnknown);

/// <summary>Follows a <c>ProcessStartInfo</c> that code fills in within one method, and states the processes it starts.</summary>
public sealed class ProcessStart
{
    private const int MaximumStates = 16;
    private readonly List<ProcessState> _states = [];

    /// <summary>IL offset, or line, of what told the first.</summary>
    public int Position { get; init; }

    /// <summary>Column, where positions are lines.</summary>
    public int Column { get; init; }

    /// <summary>False while it is only described: nothing got it yet.</summary>
    public bool Started { get; set; }

    /// <summary>The program as it is known at the moment.</summary>
    public string? FileName { get; set; }

    /// <summary>Null while unknown; the text otherwise.</summary>
    public string? Arguments { get; set; }

    /// <summary>True when arguments were given that could not be folded.</summary>
    public bool ArgumentsUnknown { get; set; }

    /// <summary>True when no window is shown.</summary>
    public bool Hidden { get; set; }

    /// <summary>True when it asks for administrator rights.</summary>
    public bool Elevated { get; set; }

    /// <summary>True when the program's name was put together.</summary>
    public bool Folded { get; set; }

    /// <summary>True when the program or its arguments were decoded.</summary>
    public bool Recovered { get; set; }

    /// <summary>Keeps the present state before it changes, or when it is started: a later assignment does not undo what was started before, or on another way.</summary>
    public void Remember()
    {
        if (FileName is { Length: > 0 } file && _states.Count < MaximumStates && new ProcessState(file, Arguments, ArgumentsUnknown) is var state && !_states.Contains(state))
        {
            _states.Add(state);
        }
    }

    /// <summary>Takes another program; null when it is not known.</summary>
    public void SetFileName(string? fileName, bool folded)
    {
        Remember();
        FileName = fileName;
        Folded |= folded;
    }

    /// <summary>Takes another command line; null when it is not known.</summary>
    public void SetArguments(string? arguments)
    {
        if (Arguments is not null || ArgumentsUnknown)
        {
            Remember();
        }

        Arguments = arguments;
        ArgumentsUnknown = arguments is null;
    }

    /// <summary>Says that somebody got it.</summary>
    public void Start()
    {
        Started = true;
        Remember();
    }

    /// <summary>States a process for every program it named at some moment, when it was started.</summary>
    public void Write(FactWriter facts, int place, PositionKind positionKind)
    {
        if (!Started)
        {
            return;
        }

        Remember();
        foreach (var state in _states)
        {
            var arguments = new List<Argument>();
            if (state.Arguments is { } line)
            {
                arguments.AddRange(CommandLine.Split(line).Select(token => new Argument(null, token, Recovered ? Derivation.Recovered : Derivation.Literal)));
            }

            if (state.ArgumentsUnknown)
            {
                arguments.Add(Argument.Unknown);
            }

            if (Hidden)
            {
                arguments.Add(new Argument("hidden", "true"));
            }

            if (Elevated)
            {
                arguments.Add(new Argument("elevated", "true"));
            }

            facts.Add(FactKind.Process, CommandLine.ProgramName(state.FileName), place, arguments.Count == 0 ? null : new ArgumentList([.. arguments]),
                Recovered ? Derivation.Recovered : Folded ? Derivation.Folded : Derivation.Literal, positionKind, Position, Column);
        }
    }
}

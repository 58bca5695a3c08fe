using Assay.Model;
using Assay.Text.Batch;

namespace Assay.Text.Scripts;

/// <summary>How a program is started.</summary>
/// <param name="IsHidden">Without a window.</param>
/// <param name="IsElevated">As administrator.</param>
/// <param name="IsFolded">Its name was put together.</param>
/// <param name="Pipe">Program whose output it takes.</param>
/// <param name="Input">That output, where it is known.</param>
/// <param name="IsInputDecoded">That output was decoded.</param>
/// <param name="Depth">Command lines around this one.</param>
internal readonly record struct ProgramStart(bool IsHidden = false, bool IsElevated = false, bool IsFolded = false, string? Pipe = null, string? Input = null, bool IsInputDecoded = false, int Depth = 0);

/// <summary>Writes <c>process</c> facts and what the command lines of well-known programs tell.</summary>
internal sealed class ProgramFacts(ScriptFacts facts)
{
    /// <summary>Command lines inside command lines that are read.</summary>
    public const int MaximumDepth = FixedLimits.ProgramDepth;

    private const int MaximumTokens = 4096;
    private const int WrittenTokens = 64;
    private const int LongestName = 128;

    /// <summary>Reads what <c>sh -c</c> is given; shells of either kind call each other.</summary>
    public Action<string, int>? ReadShell { get; set; }

    /// <summary>Where facts go.</summary>
    public ScriptFacts Facts => facts;

    /// <summary>A program with its arguments; false when the text cannot name one.</summary>
    public bool Write(string program, IReadOnlyList<string> tokens, in ProgramStart start)
    {
        var name = NameOf(program);
        if (name is not null && start.Depth > MaximumDepth)
        {
            facts.SayTooDeep();
            return false;
        }

        if (name is null || !facts.Budget.Spend(program.Length + 16))
        {
            return false;
        }

        var isHidden = start.IsHidden || (PowerShellHost.IsHost(name) && PowerShellHost.Read(tokens).IsHidden);
        var arguments = new List<Argument>(Math.Min(tokens.Count, WrittenTokens) + 3);
        for (var i = 0; i < tokens.Count && i < WrittenTokens; i++)
        {
            arguments.Add(tokens[i] == PartialText.UnknownText ? Argument.Unknown : new Argument(null, PartialText.Show(tokens[i]), start.IsFolded || !PartialText.IsKnown(tokens[i]) ? Derivation.Folded : Derivation.Literal));
            facts.AddUrls(tokens[i]);
        }

        if (isHidden)
        {
            arguments.Add(new Argument("hidden", "true"));
        }

        if (start.IsElevated)
        {
            arguments.Add(new Argument("elevated", "true"));
        }

        if (start.Pipe is { } pipe)
        {
            arguments.Add(new Argument("pipe", pipe));
        }

        facts.Add(FactKind.Process, name, arguments, start.IsFolded || start.Depth > 0 ? Derivation.Folded : Derivation.Literal);
        // A bare name with the ending of a program is found by its name alone.
        if (IsRelative(program) || (ScriptEndings.IsFile(program) && (program.AsSpan().ContainsAny('/', '\\') || !name.Equals(Path.GetFileNameWithoutExtension(program), StringComparison.OrdinalIgnoreCase))))
        {
            facts.AddInclude(program, "run");
        }

        new ProgramArguments(this).Read(name, tokens, start);
        return true;
    }

    /// <summary>A whole command line.</summary>
    public void WriteLine(string line, in ProgramStart start)
    {
        // Its words are made texts, each time that the same line is started.
        if (!facts.Budget.Spend(line.Length))
        {
            return;
        }

        var (program, rest) = TakeProgram(line.Trim());
        if (program.Length > 0)
        {
            Write(program, CommandLine.Split(rest, MaximumTokens), start);
        }
    }

    /// <summary>Reads a line that is stored to be started later (a value of the registry, a service) only where it is that of an interpreter.</summary>
    public void ReadCode(string line)
    {
        var (program, rest) = TakeProgram(line.Trim());
        if (NameOf(program) is { } name && (PowerShellHost.IsHost(name) || name is "mshta" or "wscript" or "cscript"))
        {
            new ProgramArguments(this).Read(name, CommandLine.Split(rest, MaximumTokens), new ProgramStart(Depth: 1));
        }
    }

    /// <summary>Commands of <c>cmd</c>.</summary>
    public void ReadCommands(string line, int depth)
    {
        if (depth <= MaximumDepth)
        {
            new BatchReader(this, line, BatchVariables.OfCommandLine(), depth).Read();
        }
        else
        {
            facts.SayTooDeep();
        }
    }

    /// <summary>The name of the program; null where the text can be none.</summary>
    public static string? NameOf(string program)
    {
        var name = CommandLine.ProgramName(program.TrimEnd('\\', '/'));
        if (name.Contains(PartialText.Unknown, StringComparison.Ordinal))
        {
            // po%x%wershell: a name that is known without its unknown parts is taken for it.
            var rest = name.Replace(PartialText.UnknownText, "", StringComparison.Ordinal);
            return KnownPrograms.IsInterpreter(rest) ? rest : null;
        }

        return name.Length is 0 or > LongestName || !IsName(name) ? null : name;
    }

    private static bool IsName(string name)
    {
        // Switches, arguments and arithmetic are no programs.
        if (name[0] is '-' or '+' or '@' or ':' or '%' or '#')
        {
            return false;
        }

        var letters = 0;
        foreach (var c in name)
        {
            letters += char.IsLetter(c) || c == '7' ? 1 : 0;
            if (c < ' ' || c is '<' or '>' or '|' or '"' or '?' or '*' or '\'' or '`' or '{' or '}' or ';' or '=' or '[' or ']' or '\\' or ',' or '!' or '$' or '(' or ')' or '%' or '&' or ':' or '\uFFFD')
            {
                return false;
            }
        }

        return letters > 0;
    }

    private static bool IsRelative(string program) => program.StartsWith("./", StringComparison.Ordinal) || program.StartsWith(".\\", StringComparison.Ordinal) || program.StartsWith("../", StringComparison.Ordinal) || program.StartsWith("..\\", StringComparison.Ordinal);

    // "C:\Program Files\x.exe" /a => program and the rest of the line.
    private static (string Program, string Arguments) TakeProgram(string line)
    {
        if (line.Length > 0 && line[0] is '"' or '\'')
        {
            var end = line.IndexOf(line[0], 1);
            return end < 0 ? (line[1..], "") : (line[1..end], line[(end + 1)..]);
        }

        // C:\Program Files\x.exe without quotes: the program ends at its ending.
        var exe = line.IndexOf(".exe", StringComparison.OrdinalIgnoreCase);
        var blank = line.AsSpan().IndexOfAny(' ', '\t');
        if (exe > 0 && blank > 0 && exe > blank && line.AsSpan(0, blank).Contains('\\') && (exe + 4 == line.Length || line[exe + 4] is ' ' or '"'))
        {
            return (line[..(exe + 4)], line[(exe + 4)..]);
        }

        return blank < 0 ? (line, "") : (line[..blank], line[blank..]);
    }
}

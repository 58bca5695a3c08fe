using Assay.Model;
using Assay.PowerShell.Folding;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>A token of a command line.</summary>
/// <param name="Text">The text, <see cref="PartialTexts.Unknown"/> for parts that are not known; null when nothing is.</param>
/// <param name="Derivation">How it became known.</param>
internal readonly record struct ProgramToken(string? Text, Derivation Derivation);

/// <summary>How a program is started.</summary>
/// <param name="Position">Where in the text.</param>
/// <param name="Techniques">What took part in computing its command line.</param>
/// <param name="IsHidden">Without a window.</param>
/// <param name="IsElevated">As administrator.</param>
/// <param name="Depth">Command lines around this one.</param>
internal readonly record struct Start(int Position, Techniques Techniques = Techniques.None, bool IsHidden = false, bool IsElevated = false, int Depth = 0);

/// <summary>Writes <c>process</c> facts and reads what the command lines of well-known programs hold.</summary>
internal sealed class ProgramFacts(ScriptReading reading)
{
    private const int MaximumDepth = 5;
    private const int MaximumTokens = 4096;
    private const int WrittenTokens = 64;

    /// <summary>A program with its arguments as tokens.</summary>
    public void Write(string program, IReadOnlyList<ProgramToken> tokens, in Start start)
    {
        var name = ProgramNames.Of(program);
        if (name.Length == 0 || start.Depth > MaximumDepth)
        {
            return;
        }

        var texts = new string?[tokens.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = tokens[i].Text;
        }

        var host = HostCommandLine.IsHost(name) ? HostCommandLine.Read(texts) : null;
        var arguments = new List<Argument>(Math.Min(tokens.Count, WrittenTokens) + 2);
        for (var i = 0; i < tokens.Count && i < WrittenTokens; i++)
        {
            arguments.Add(Show(tokens[i]));
        }

        if (start.IsHidden || host is { IsHidden: true })
        {
            arguments.Add(new Argument("hidden", "true"));
        }

        if (start.IsElevated)
        {
            arguments.Add(new Argument("elevated", "true"));
        }

        reading.Add(FactKind.Process, name, start.Position, arguments, (start.Techniques & TechniqueNames.Decoding) != 0 ? Derivation.Recovered : start.Techniques == Techniques.None && start.Depth == 0 ? Derivation.Literal : Derivation.Folded);
        if (host is not null)
        {
            ReadHost(host, start);
        }
        else
        {
            new ProgramArguments(reading, this).Read(name, texts, start);
        }
    }

    /// <summary>A whole command line: <c>cmd /c calc</c>.</summary>
    public void WriteLine(string line, in Start start)
    {
        var text = line.Trim();
        if (text.Length == 0 || start.Depth > MaximumDepth)
        {
            return;
        }

        var (program, rest) = TakeProgram(text);
        Write(program, Tokens(rest, start), start);
    }

    /// <summary>Splits the arguments of a command line.</summary>
    public static IReadOnlyList<ProgramToken> Tokens(string arguments, in Start start)
    {
        var split = CommandLine.Split(arguments, MaximumTokens);
        var tokens = new ProgramToken[split.Count];
        var derivation = (start.Techniques & TechniqueNames.Decoding) != 0 ? Derivation.Recovered : start.Techniques == Techniques.None ? Derivation.Literal : Derivation.Folded;
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = new ProgramToken(split[i], derivation);
        }

        return tokens;
    }

    /// <summary>Reads the code in a text only when it is the command line of an interpreter: values of the registry, services.</summary>
    public void ReadCode(string line, in Start start)
    {
        var (program, rest) = TakeProgram(line.Trim());
        var name = ProgramNames.Of(program);
        if (HostCommandLine.IsHost(name))
        {
            ReadHost(HostCommandLine.Read([.. Tokens(rest, start).Select(token => token.Text)]), start);
        }
        else if (name == "cmd" && start.Depth < MaximumDepth && rest.IndexOfAny(['c', 'C', 'k', 'K']) is >= 0 and var at && at + 1 < rest.Length)
        {
            foreach (var command in ShellCommandLine.Commands(rest[(at + 1)..].Trim().Trim('"')))
            {
                ReadCode(command, start with { Depth = start.Depth + 1 });
            }
        }
    }

    // A part that is not known is written as *, as in paths.
    private Argument Show(in ProgramToken token) => token.Text is null or [PartialTexts.Unknown] ? Argument.Unknown
        : token.Text.Contains(PartialTexts.Unknown, StringComparison.Ordinal) ? new Argument(null, token.Text.Replace(PartialTexts.Unknown, '*'), reading.Derive(Derivation.Folded))
        : new Argument(null, token.Text, reading.Derive(token.Derivation));

    private void ReadHost(HostCommandLine host, in Start start)
    {
        if (host.Encoded is { } encoded && HostCommandLine.Decode(encoded) is { } decoded)
        {
            reading.Layers.Add(decoded, reading.Source("EncodedCommand", "-EncodedCommand of a command line", start.Techniques | Techniques.Base64));
            EncodedLayer.Write(reading, start.Position);
        }
        else if (host.Code is { } code && !code.Contains(PartialTexts.Unknown, StringComparison.Ordinal))
        {
            reading.Layers.Add(code, reading.Source("Command", "-Command of a command line", start.Techniques));
        }
        else if (host.File is { } file)
        {
            IncludeFacts.Write(reading, file, "run", start.Position);
        }
    }

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

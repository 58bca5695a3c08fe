using System.Text;
using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;
using Assay.DotNet.Recovery;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Programs and scripts that the code carries as constants.</summary>
internal sealed partial class MethodWalker
{
    // Shorter texts hold no program.
    private const int SmallestEncodedImage = 400;

    /// <summary>What was found, to be read as artifacts of their own.</summary>
    public DerivedContent Derived { get; } = new();

    // The beginning of an image or of compressed data in base-64 is always the same.
    private void DeriveFromText(string text)
    {
        if (text.Length < SmallestEncodedImage || !(text.StartsWith("TV", StringComparison.Ordinal) || text.StartsWith("H4sI", StringComparison.Ordinal)))
        {
            return;
        }

        if (EncodedContent.TryDecode(text, out var content, out var how))
        {
            Derived.AddProgram(content, how, Place, true);
        }
    }

    private void NoteScript(in Member member, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            if (_stack.Peek(i) is { IsText: true } script)
            {
                var name = _facts.Text(member.Name);
                var isSource = name.Contains("ParseText", StringComparison.Ordinal) || name.Contains("CompileAssembly", StringComparison.Ordinal);
                Derived.AddText(isSource ? "Source" : "Script", isSource ? ".cs" : ".ps1", TextOf(script)!, name[(name.LastIndexOf(':') + 1)..], Place, script.Derivation == Derivation.Recovered);
                return;
            }

            if (_stack.Peek(i) is { Kind: ValueKind.Array } sources && Array.Find(ArrayOf(sources), item => item.IsText) is { IsText: true } source)
            {
                Derived.AddText("Source", ".cs", TextOf(source)!, "CompileAssemblyFromSource", Place, source.Derivation == Derivation.Recovered);
                return;
            }
        }
    }

    // powershell -EncodedCommand ..., powershell -Command ...
    private void NoteCommand(ProcessStart start)
    {
        if (start.FileName is null || start.Arguments is not { } line || CommandLine.ProgramName(start.FileName) is not ("powershell" or "pwsh"))
        {
            return;
        }

        var tokens = CommandLine.Split(line);
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var option = tokens[i].TrimStart('-', '/').ToLowerInvariant();
            if (option.Length == tokens[i].Length || option.Length == 0)
            {
                continue;
            }

            if ("encodedcommand".StartsWith(option, StringComparison.Ordinal) && option is not "ec" || option == "ec")
            {
                if (EncodedContent.TryDecodeCommand(tokens[i + 1]) is { } command)
                {
                    Derived.AddText("EncodedCommand", ".ps1", command, "base-64", Place, true);
                }

                return;
            }

            if ("command".StartsWith(option, StringComparison.Ordinal))
            {
                Derived.AddText("Command", ".ps1", string.Join(' ', tokens.Skip(i + 1)), "command line", Place, start.Recovered);
                return;
            }
        }
    }
}

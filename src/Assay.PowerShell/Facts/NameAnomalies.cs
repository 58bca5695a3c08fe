using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Writes anomalies of names: built, disguised, or written to escape a search.</summary>
internal static class NameAnomalies
{
    /// <summary>The name of a command.</summary>
    public static void Write(ScriptReading reading, CommandAst command, in CommandName name)
    {
        var element = command.Elements[0];
        if (name.IsBuilt)
        {
            reading.Add(FactKind.Anomaly, "concealed-command-name", element, [new Argument("how", name.Value.How)]);
        }

        if (element is not StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word)
        {
            return;
        }

        if (word.Value.AsSpan().ContainsAny('\u2013', '\u2014', '\u2015'))
        {
            reading.Add(FactKind.Anomaly, "odd-dash-in-command-name", element);
        }

        var written = reading.Script.TextOf(word);
        if (HasUselessBacktick(written))
        {
            reading.Noise.AddBacktick(element.Start);
        }

        if (Names.KnownCommands.Spelling(word.Value) is { } spelling && IsMixed(written, spelling))
        {
            reading.Noise.AddMixedCase(element.Start);
        }
    }

    /// <summary>The name of a member.</summary>
    public static void Write(ScriptReading reading, MemberExpressionAst member)
    {
        if (member.MemberName is null && reading.ValueOf(member.Member) is { IsConstant: true, IsConcealed: true } name)
        {
            reading.Add(FactKind.Anomaly, "concealed-member-name", member.Member, [new Argument("how", name.How)]);
        }
    }

    // A backtick between letters changes nothing: Ne`w-Ob`ject.
    private static bool HasUselessBacktick(ReadOnlySpan<char> written)
    {
        for (var i = written.IndexOf('`'); i >= 0 && i + 1 < written.Length;)
        {
            if (char.IsLetter(written[i + 1]) || written[i + 1] == '-')
            {
                return true;
            }

            var next = written[(i + 1)..].IndexOf('`');
            i = next < 0 ? -1 : i + 1 + next;
        }

        return false;
    }

    // iNvOKe-eXPrEssIOn: changes between small and capital letters inside words, more than any spelling has.
    private static bool IsMixed(ReadOnlySpan<char> written, string spelling)
    {
        if (written.SequenceEqual(spelling))
        {
            return false;
        }

        // One more than the spelling has is a slip: Get-NetFireWallRule.
        return Rises(written) >= Math.Max(3, Rises(spelling) + 2);
    }

    private static int Rises(ReadOnlySpan<char> text)
    {
        var rises = 0;
        for (var i = 1; i < text.Length; i++)
        {
            rises += char.IsAsciiLetterLower(text[i - 1]) && char.IsAsciiLetterUpper(text[i]) ? 1 : 0;
        }

        return rises;
    }
}

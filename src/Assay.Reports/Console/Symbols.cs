using Assay.Model;
using Spectre.Console;

namespace Assay.Reports;

/// <summary>The signs of console output. Each stands beside a word and never says anything alone.</summary>
internal sealed record Symbols(string Pass, string Review, string Fail, string Unknown, string High, string Medium, string Low, string Note, string Dot, string Arrow, string Ellipsis)
{
    private static readonly Symbols Unicode = new("✓", "!", "✗", "?", "▲", "◆", "○", "·", "·", "→", "…");
    private static readonly Symbols Ascii = new("+", "!", "x", "?", "!!", "!", "o", "-", "-", "->", "...");

    public static Symbols For(IAnsiConsole console) => console.Profile.Capabilities.Unicode ? Unicode : Ascii;

    public (string Sign, string Word, Style Style) Of(VerdictStatus status) => status switch
    {
        VerdictStatus.Pass => (Pass, "pass", Palette.Good),
        VerdictStatus.Review => (Review, "review", Palette.Warn),
        VerdictStatus.Fail => (Fail, "fail", Palette.Bad),
        _ => (Unknown, "unknown", Palette.Open),
    };

    public (string Sign, string Word, Style Style) Of(AssessmentStatus status) => status switch
    {
        AssessmentStatus.Pass => (Pass, "pass", Palette.Good),
        AssessmentStatus.Warning => (Review, "warning", Palette.Warn),
        AssessmentStatus.Fail => (Fail, "fail", Palette.Bad),
        _ => (Unknown, "not checked", Palette.Faint),
    };

    public (string Sign, string Word, Style Style) Of(Severity severity) => severity switch
    {
        Severity.High => (High, "high", Palette.Bad),
        Severity.Medium => (Medium, "medium", Palette.Warn),
        _ => (Low, "low", Palette.Plain),
    };

    public (string Sign, string Word, Style Style) Of(Risk risk) => risk switch
    {
        Risk.MaliciousOnly => (High, "malicious-only", Palette.Bad),
        Risk.Suspicious => (Medium, "suspicious", Palette.Warn),
        Risk.Notable => (Low, "notable", Palette.Plain),
        _ => (Note, "benign", Palette.Faint),
    };

    public (string Sign, Style Style) Of(SignatureWorth worth) => worth switch
    {
        SignatureWorth.Good => (Pass, Palette.Good),
        SignatureWorth.Doubtful => (Review, Palette.Warn),
        SignatureWorth.Bad => (Fail, Palette.Bad),
        _ => (Unknown, Palette.Open),
    };

    public (string Sign, string Word, Style Style) Of(ProblemEffect effect) => effect switch
    {
        ProblemEffect.Error => (Fail, "error", Palette.Bad),
        ProblemEffect.Incomplete => (Review, "incomplete", Palette.Warn),
        _ => (Note, "notice", Palette.Faint),
    };
}

using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>A rank as it is shown: a drawing, a word, and a tone that only repeats what the word says.</summary>
internal sealed record Mark(Icon Icon, string Word, string Tone)
{
    public static Mark Of(VerdictStatus status) => status switch
    {
        VerdictStatus.Pass => new(Icon.Check, "Pass", "good"),
        VerdictStatus.Review => new(Icon.Eye, "Review", "warn"),
        VerdictStatus.Fail => new(Icon.Cross, "Fail", "bad"),
        _ => new(Icon.Question, "Unknown", "open"),
    };

    public static Mark Of(AssessmentStatus status) => status switch
    {
        AssessmentStatus.Pass => new(Icon.Check, "Pass", "good"),
        AssessmentStatus.Warning => new(Icon.Warning, "Warning", "warn"),
        AssessmentStatus.Fail => new(Icon.Cross, "Fail", "bad"),
        _ => new(Icon.Minus, "Not checked", "plain"),
    };

    public static Mark Of(Severity severity) => severity switch
    {
        Severity.High => new(Icon.Up, "High severity", "bad"),
        Severity.Medium => new(Icon.Diamond, "Medium severity", "warn"),
        _ => new(Icon.Circle, "Low severity", "plain"),
    };

    public static Mark Of(Risk risk) => risk switch
    {
        Risk.MaliciousOnly => new(Icon.Up, "Malicious only", "bad"),
        Risk.Suspicious => new(Icon.Diamond, "Suspicious", "warn"),
        Risk.Notable => new(Icon.Circle, "Notable", "note"),
        _ => new(Icon.Dot, "Benign", "plain"),
    };

    public static Mark Of(ProblemEffect effect) => effect switch
    {
        ProblemEffect.Error => new(Icon.Cross, "Error", "bad"),
        ProblemEffect.Incomplete => new(Icon.Warning, "Incomplete", "warn"),
        _ => new(Icon.Dot, "Notice", "plain"),
    };

    public static Mark Of(NextStepKind kind) => kind switch
    {
        NextStepKind.Investigate => new(Icon.Search, "Investigate", "plain"),
        NextStepKind.Fix => new(Icon.Pencil, "Fix", "plain"),
        NextStepKind.Stop => new(Icon.Stop, "Stop", "bad"),
        _ => new(Icon.Book, "Consult", "plain"),
    };

    /// <summary>Writes the mark as a small label.</summary>
    public void Write(HtmlWriter html, string element = "span.badge")
    {
        using (html.Element($"{element}.{Tone}"))
        {
            Icon.Write(html);
            html.Text(Word);
        }
    }
}

using Assay.Model;

namespace Assay.Reports.Markdown;

/// <summary>Verdicts as a sign with its word.</summary>
internal static class VerdictText
{
    public static string Of(VerdictStatus status) => status switch
    {
        VerdictStatus.Pass => "✅ **pass**",
        VerdictStatus.Review => "⚠️ **review**",
        VerdictStatus.Fail => "❌ **fail**",
        _ => "❔ **unknown**",
    };
}

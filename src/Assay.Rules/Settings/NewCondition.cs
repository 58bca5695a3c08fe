using Assay.Model;

namespace Assay.Rules;

/// <summary>Says which differences make a comparison fail: <c>--fail-on-new</c>.</summary>
/// <param name="Words">Of <see cref="All"/>.</param>
public sealed record NewCondition(IReadOnlyList<string> Words)
{
    private static readonly string[] Plain = ["verdict", "signer", "hosts", "dependencies", "surfaces", "issues", "behaviors"];

    private static readonly string[] OfSigner = ["author-signature", "code-signature", "unsigned-code", "repository-owners"];

    /// <summary>Nothing but the verdict <c>fail</c>.</summary>
    public static NewCondition Default { get; } = new([]);

    /// <summary>All words: what may be new, and behind a colon from which severity or risk on, or on which occasion.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Plain,
        .. new[] { "low", "medium", "high" }.Select(severity => "issues:" + severity),
        .. Vocabulary.Risks.Keys.Select(risk => "behaviors:" + risk),
        .. SurfaceNames.MostUrgentFirst.SelectMany(surface => surface.Names()).Where(name => name is not ("call" or "shipped" or "first-use")).Select(name => "surfaces:" + name),
    ];

    /// <summary>Says whether a comparison fails.</summary>
    public bool Holds(VersionComparison comparison) => comparison.After.Verdict == VerdictStatus.Fail || Words.Any(word => Holds(comparison.Changes, word));

    private static bool Holds(VersionChanges changes, string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var degree = colon < 0 ? null : word[(colon + 1)..];
        return (colon < 0 ? word : word[..colon]) switch
        {
            "verdict" => changes.Verdict.After > changes.Verdict.Before,
            "signer" => changes.Origin.Any(change => OfSigner.Contains(change.What) && (change.Before.Count > 0 || change.What == "unsigned-code")),
            "hosts" => changes.Hosts.NewTotal > 0,
            "dependencies" => changes.Dependencies.Added.Count > 0,
            "surfaces" => changes.Surfaces.Any(surface => degree is null || surface.Surface == degree),
            "issues" => changes.Issues.New.Any(issue => degree is null || issue.Severity >= Vocabulary.Severities[degree]),

            // What nearly all code does is no reason to stop: without a degree, suspicious ones and worse count.
            _ => changes.Behaviors.New.Concat(changes.Behaviors.Changed).Any(behavior => behavior.Risk >= (degree is null ? Risk.Suspicious : Vocabulary.Risks[degree])),
        };
    }
}

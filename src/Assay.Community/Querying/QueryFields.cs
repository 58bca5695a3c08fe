namespace Assay.Community.Querying;

/// <summary>The fields of a query.</summary>
public static class QueryFields
{
    /// <summary>What a word without a field is taken for.</summary>
    internal const string Word = "word";

    /// <summary>Name, what stands behind the colon, and whether it can be compared by size.</summary>
    public static IReadOnlyList<(string Name, string Value, bool IsOrdered)> All { get; } =
    [
        ("behavior", "id of a behavior; * stands for any characters", false),
        ("issue", "id of a policy; * stands for any characters", false),
        ("rule", "id of either", false),
        ("category", "category of rules: a package has at least one finding of it", false),
        ("risk", "benign, notable, suspicious or malicious-only: a package has at least one behavior of it", true),
        ("tier", "top100, top1k or top10k", false),
        ("rank", "number from 1", true),
        ("verdict", "pass, review, unknown or fail", false),
        ("tag", "one tag", false),
        ("depends-on", "id of a package", false),
        ("id", "id of a package; * stands for any characters", false),
        ("first-seen", "yyyy-MM-dd, yyyy-MM or yyyy", true),
        ("listed", "yes or no", false),
    ];
}

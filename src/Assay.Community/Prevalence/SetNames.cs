namespace Assay.Community;

/// <summary>Names under which sets and columns are kept.</summary>
internal static class SetNames
{
    public const string Members = "members";
    public const string Ranking = "column:ranking";
    public const string FirstSeen = "column:first-seen";
    public const string Rule = "rule:";
    public const string Tag = "tag:";
    public const string DependsOn = "depends-on:";
    public const string Verdict = "verdict:";
}

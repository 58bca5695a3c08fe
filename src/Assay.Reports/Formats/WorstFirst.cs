using Assay.Model;

namespace Assay.Reports;

/// <summary>Orders packages by how urgent they are: verdict, worst known vulnerability, worst issue; equal ones as reports order them.</summary>
internal sealed class WorstFirst : IComparer<CheckedPackage>
{
    public static WorstFirst Instance { get; } = new();

    public int Compare(CheckedPackage? left, CheckedPackage? right)
    {
        var order = right!.Verdict.Status.CompareTo(left!.Verdict.Status);
        order = order != 0 ? order : Severity(right).CompareTo(Severity(left));
        order = order != 0 ? order : Priority(left).CompareTo(Priority(right));
        return order != 0 ? order : PackageOrder.Instance.Compare(left, right);
    }

    private static VulnerabilitySeverity Severity(CheckedPackage package) => package.Vulnerabilities.Items.Count == 0 ? VulnerabilitySeverity.Unknown : package.Vulnerabilities.Items.Max(item => item.Severity);

    private static int Priority(CheckedPackage package) => FormatText.OpenIssues(package).Select(issue => issue.Priority).DefaultIfEmpty(int.MaxValue).Min();
}

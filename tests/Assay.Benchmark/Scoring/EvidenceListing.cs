using Assay.Model;

namespace Assay.Benchmark.Scoring;

/// <summary>Writes what a report says of one form, for whoever looks for the reason of a miss.</summary>
internal static class EvidenceListing
{
    public static void Write(string title, PackageReport report, TextWriter output)
    {
        output.WriteLine($"== {title}: {report.Verdict.Status}");
        foreach (var issue in report.Issues)
        {
            output.WriteLine($"  issue {issue.Id} {issue.Assessment} {issue.Status} {string.Join(' ', issue.Aka)}");
        }

        foreach (var behavior in report.Behaviors)
        {
            output.WriteLine($"  {behavior.Risk} {behavior.Id}");
            foreach (var evidence in behavior.Evidence)
            {
                output.WriteLine($"      {evidence.Artifact} {evidence.Location.Type}::{evidence.Location.Method} [{string.Join(' ', evidence.Surfaces)}] {evidence.Kind} {evidence.Value} {evidence.Relation}");
            }
        }

        foreach (var problem in report.Coverage.Problems)
        {
            output.WriteLine($"  problem {problem.Id} {problem.Artifact}");
        }
    }
}

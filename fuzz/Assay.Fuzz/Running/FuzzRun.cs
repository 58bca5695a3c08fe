using System.Security.Cryptography;
using Assay.Fuzz.Coverage;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Running;

/// <summary>Runs targets, some groups of them at once, and gathers what came out.</summary>
internal sealed class FuzzRun(IReadOnlyList<FuzzTarget> targets, FuzzOptions options, RunProgress progress)
{
    /// <summary>Runs all targets; the targets of a group share its time unless each has its own.</summary>
    public IReadOnlyList<TargetResult> Run(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("assay-fuzz-").FullName;
        try
        {
            var program = options.IsBlind ? typeof(FuzzRun).Assembly.Location : InstrumentedProgram.Make(folder);
            var groups = targets.GroupBy(target => options.IsApart ? target.Name : target.Group, StringComparer.Ordinal).ToArray();
            var results = new TargetResult[targets.Count];
            progress.Begin(groups.Length * options.Time);
            Parallel.For(0, groups.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, index =>
            {
                var time = options.Time / groups[index].Count();
                foreach (var target in groups[index].TakeWhile(_ => !cancellation.IsCancellationRequested))
                {
                    progress.Start(target.Name);
                    var result = new WorkerProcess(program, target, options).Run(time, cancellation);
                    results[targets.IndexOf(target)] = result;
                    progress.End(target.Name, time);
                    Save(result);
                }
            });
            return [.. results.OfType<TargetResult>()];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Save(TargetResult result)
    {
        foreach (var finding in result.Findings)
        {
            Directory.CreateDirectory(options.Findings);
            var name = Path.Combine(options.Findings, $"{finding.Target}-{Convert.ToHexStringLower(SHA256.HashData(finding.Input))[..12]}");
            File.WriteAllBytes(name + ".bin", finding.Input);
            File.WriteAllText(name + ".txt", $"{finding.Target}: {finding.Kind}\n{finding.Signature}\nseed {finding.Seed}, input {finding.Execution}\n\n{finding.Text}\n");
        }
    }
}

internal static class ListSearch
{
    public static int IndexOf<T>(this IReadOnlyList<T> list, T wanted)
        where T : class
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (ReferenceEquals(list[index], wanted))
            {
                return index;
            }
        }

        return -1;
    }
}

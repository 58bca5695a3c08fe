using System.CommandLine;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Commands;

/// <summary>The argument that names targets.</summary>
internal static class TargetArgument
{
    private const string All = "all";

    public static Argument<string> One()
    {
        var argument = new Argument<string>("target") { Description = "Name of a target; 'list' lists them." };
        argument.Validators.Add(result => Check(result.GetValueOrDefault<string>(), result.AddError));
        return argument;
    }

    /// <summary>Targets or groups, or <c>all</c>.</summary>
    public static Argument<string[]> Several()
    {
        var argument = new Argument<string[]>("targets") { Description = "Names of targets or groups, or 'all'.", Arity = ArgumentArity.OneOrMore };
        argument.Validators.Add(result =>
        {
            foreach (var name in (result.GetValueOrDefault<string[]>() ?? []).Where(name => Targets([name]).Count == 0))
            {
                Check(name, result.AddError);
            }
        });
        return argument;
    }

    /// <summary>Gives the targets that names stand for.</summary>
    /// <param name="names">Targets, groups, or <c>all</c>.</param>
    /// <param name="apart">A name that is a target's means that target, and not the group of the same name.</param>
    public static IReadOnlyList<FuzzTarget> Targets(IReadOnlyCollection<string> names, bool apart = false) => names.Contains(All, StringComparer.Ordinal)
        ? FuzzTargets.All
        : [.. FuzzTargets.All.Concat(FuzzTargets.SelfChecks).Where(target => names.Any(name => name == target.Name || (name == target.Group && !(apart && FuzzTargets.Find(name) is not null))))];

    private static void Check(string? name, Action<string> error)
    {
        if (name is null || FuzzTargets.Find(name) is null)
        {
            error($"There is no target '{name}'; 'list' lists them.");
        }
    }
}

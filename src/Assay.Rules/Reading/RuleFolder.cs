using Assay.Model;

namespace Assay.Rules;

/// <summary>A rule with its file and examples.</summary>
public sealed record RuleSource(string File, Rule Rule, IReadOnlyList<RuleExample> Examples);

/// <summary>What a rule folder holds.</summary>
/// <param name="Pack">The compiled rules; null when there are errors.</param>
/// <param name="Diagnostics">Everything that is wrong, by file and line.</param>
/// <param name="Sources">Rules that could be read, by file.</param>
public sealed record RuleFolderResult(RulePack? Pack, IReadOnlyList<RuleDiagnostic> Diagnostics, IReadOnlyList<RuleSource> Sources);

/// <summary>Reads, checks and compiles a folder of rules.</summary>
public static class RuleFolder
{
    /// <summary>Reads <c>behaviors/CATEGORY/ID.yml</c>, <c>policies/CATEGORY/ID.yml</c> and <c>attack.json</c>.</summary>
    public static RuleFolderResult Read(string directory)
    {
        var diagnostics = new List<RuleDiagnostic>();
        var attack = AttackIndex.Read(directory, diagnostics);
        RuleDocument[] documents = [.. Documents(directory, "behaviors", diagnostics), .. Documents(directory, "policies", diagnostics)];
        RuleChecks.Run(documents, attack, directory, diagnostics);
        RuleDiagnostic[] ordered =
        [
            .. diagnostics.Distinct()
                .OrderBy(diagnostic => diagnostic.File, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Line)
                .ThenBy(diagnostic => diagnostic.Column)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal),
        ];
        var pack = Array.Exists(ordered, diagnostic => diagnostic.IsError) ? null : RulePackFile.WithHash(RulePackCompiler.Compile([.. documents.Select(document => document.Rule)], attack));
        return new RuleFolderResult(pack, ordered, [.. documents.Select(document => new RuleSource(document.File.Path, document.Rule, document.Examples))]);
    }

    private static IEnumerable<RuleDocument> Documents(string directory, string folder, List<RuleDiagnostic> diagnostics)
    {
        var root = Path.Combine(directory, folder);
        if (!Directory.Exists(root))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(root, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = new YamlFile(path, diagnostics);
            var parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
            if (parts.Length != 2 || Path.GetExtension(path) != ".yml")
            {
                diagnostics.Add(new RuleDiagnostic(path, 1, 1, DiagnosticIds.RepeatedId, $"A rule lies at {folder}/CATEGORY/ID.yml.", IsError: true));
                continue;
            }

            var reader = new RuleReader(file, Path.GetFileNameWithoutExtension(path), parts[0]);
            var text = File.ReadAllText(path);
            if ((folder == "behaviors" ? reader.Behavior(text) : reader.Policy(text)) is { } document)
            {
                yield return document;
            }
        }
    }
}

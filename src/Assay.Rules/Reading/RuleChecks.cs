using Assay.Model;

namespace Assay.Rules;

/// <summary>Checks that need a whole rule or all rules.</summary>
internal static class RuleChecks
{
    public static void Run(IReadOnlyList<RuleDocument> documents, AttackIndex? attack, string directory, List<RuleDiagnostic> diagnostics)
    {
        var behaviors = documents.Select(document => document.Rule).OfType<BehaviorRule>().ToLookup(rule => rule.Id, StringComparer.Ordinal);
        foreach (var document in documents)
        {
            Names(document);
            Shape(document);
            Declared(document);
            References(document, behaviors);
            Repetitions(document);
            Techniques(document, attack);
        }

        Pairs(documents);
        Circles(documents);
        if (attack is null && documents.Any(document => document.Rule.Attack.Count > 0))
        {
            diagnostics.Add(new RuleDiagnostic(Path.Combine(directory, "attack.json"), 1, 1, DiagnosticIds.NoTechniqueIndex,
                "There is no technique index: ATT&CK ids are not checked and have no names.", IsError: false));
        }
    }

    private static void Names(RuleDocument document)
    {
        var (file, rule) = (document.File, document.Rule);
        if (!Vocabulary.IsKebabCase(rule.Id))
        {
            file.Report(DiagnosticIds.IdNotKebabCase, document.Root, $"The file name '{rule.Id}' is not in kebab case.");
        }

        if (!(rule is BehaviorRule ? Vocabulary.BehaviorCategories : Vocabulary.PolicyCategories).Contains(rule.Category))
        {
            file.Report(DiagnosticIds.UnknownWord, document.Root, $"The folder '{rule.Category}' is no category.");
        }

        if (rule is BehaviorRule && rule.Title.Length > 0)
        {
            var verb = rule.Title.Split(' ')[0].TrimEnd(',', '.');
            if (!char.IsAsciiLetterUpper(verb[..1].FirstOrDefault()) || !verb.EndsWith('s') || !rule.Title.EndsWith('.'))
            {
                file.Report(DiagnosticIds.TitleShape, document.At("title"), "A behavior's title is a sentence that starts with a verb: 'Opens a socket.'");
            }
        }
    }

    private static void Shape(RuleDocument document)
    {
        var rule = document.Rule;
        var absent = rule.When.CanHoldWithoutFact();
        if (absent && rule is not PolicyRule { SubjectPackage: true })
        {
            document.File.Report(DiagnosticIds.HoldsWithoutFact, document.At("when"), "The condition can hold without any fact: say `subject: package` in a policy, or add a fact that must be there.");
        }

        if (rule.Chain != ChainKind.None && !rule.When.IsChain())
        {
            document.File.Report(DiagnosticIds.ChainShape, document.At("chain"), "A chain is a `flow`, or `all` over two or more conditions `within: type` or `method`.");
        }
    }

    // A behavior may state what a file imports; what decides may not rest on it.
    private static void Declared(RuleDocument document)
    {
        var rule = document.Rule;
        if (rule is BehaviorRule { Chain: ChainKind.None } || !Declarations.AreNoPartOf(rule))
        {
            return;
        }

        foreach (var (condition, node) in document.Nodes)
        {
            if (condition.Fact is { } fact && Declarations.Contains(fact.Kind))
            {
                document.File.Report(DiagnosticIds.DeclarationDecides, node, "What a native file imports, exports or has as sections is no act: a chain, and a policy that raises the verdict, cannot rest on it.");
            }
        }
    }

    private static void References(RuleDocument document, ILookup<string, BehaviorRule> behaviors)
    {
        foreach (var (condition, node) in document.Nodes)
        {
            foreach (var id in condition.Behavior?.Ids ?? [])
            {
                if (behaviors[id].FirstOrDefault() is not { } behavior)
                {
                    var renamed = behaviors.SelectMany(group => group).FirstOrDefault(rule => rule.Was.Contains(id, StringComparer.Ordinal));
                    document.File.Report(DiagnosticIds.UnknownBehavior, node, renamed is null ? $"There is no behavior '{id}'." : $"The behavior '{id}' is called '{renamed.Id}'.");
                }
                else if (behavior.Stage == RuleStage.Draft && document.Rule.Stage == RuleStage.Stable)
                {
                    document.File.Report(DiagnosticIds.RestsOnDraft, node, $"A rule that is shown cannot rest on the draft '{id}'.");
                }
            }
        }
    }

    private static void Repetitions(RuleDocument document)
    {
        foreach (var condition in document.Rule.When.Descendants())
        {
            var texts = new HashSet<string>(StringComparer.Ordinal);
            foreach (var child in condition.Children)
            {
                // The same step twice is a count, not a flow; the same child twice is a slip.
                if (!texts.Add(ConditionText.Of(child, ConditionText.Of)) && document.Nodes.TryGetValue(child, out var node))
                {
                    document.File.Report(DiagnosticIds.RepeatedCondition, node, "The same condition stands here twice.");
                }
            }
        }
    }

    private static void Techniques(RuleDocument document, AttackIndex? attack)
    {
        foreach (var id in document.Rule.Attack)
        {
            if (attack is null)
            {
                return;
            }

            if (attack.Revoked.TryGetValue(id, out var successor))
            {
                document.File.Report(DiagnosticIds.RevokedTechnique, document.At("attack"), $"{id} is revoked in ATT&CK {attack.Version}; its successor is {successor}.");
            }
            else if (!attack.Names.ContainsKey(id))
            {
                document.File.Report(DiagnosticIds.UnknownTechnique, document.At("attack"), $"ATT&CK {attack.Version} has no technique {id}.");
            }
        }
    }

    private static void Pairs(IReadOnlyList<RuleDocument> documents)
    {
        var ids = new Dictionary<string, RuleDocument>(StringComparer.Ordinal);
        var titles = new Dictionary<string, RuleDocument>(StringComparer.OrdinalIgnoreCase);
        var conditions = new Dictionary<(bool Policy, string Text), RuleDocument>();
        foreach (var document in documents)
        {
            var (file, rule) = (document.File, document.Rule);
            if (!ids.TryAdd(rule.Id, document))
            {
                file.Report(DiagnosticIds.RepeatedId, document.Root, $"The id '{rule.Id}' is that of {ids[rule.Id].File.Path} too.");
            }

            if (rule.Title.Length > 0 && !titles.TryAdd(rule.Title, document))
            {
                file.Report(DiagnosticIds.RepeatedTitle, document.At("title"), $"The title is that of '{titles[rule.Title].Rule.Id}' too.");
            }

            var text = (rule is PolicyRule, ConditionText.Of(rule.When, ConditionText.Of));
            if (document.Nodes.ContainsKey(rule.When) && !conditions.TryAdd(text, document))
            {
                file.Report(DiagnosticIds.SameConditionTwice, document.At("when"), $"'{conditions[text].Rule.Id}' has the same condition.");
            }
        }
    }

    private static void Circles(IReadOnlyList<RuleDocument> documents)
    {
        BehaviorRule[] behaviors = [.. documents.Select(document => document.Rule).OfType<BehaviorRule>()];
        var selection = new BehaviorSelection(behaviors);
        int[][] needs =
        [
            .. behaviors.Select(rule => rule.When.Descendants()
                .Where(condition => condition.Behavior is not null)
                .SelectMany(condition => condition.Behavior!.Ids.Contains(rule.Id, StringComparer.Ordinal)
                    ? selection.Select(condition.Behavior!, rule).Append(Array.IndexOf(behaviors, rule))
                    : selection.Select(condition.Behavior!, rule))
                .ToArray()),
        ];
        var reaches = new bool[behaviors.Length];
        for (var start = 0; start < behaviors.Length; start++)
        {
            Array.Clear(reaches);
            var pending = new Stack<int>(needs[start]);
            while (pending.TryPop(out var next))
            {
                if (!reaches[next])
                {
                    reaches[next] = true;
                    Array.ForEach(needs[next], pending.Push);
                }
            }

            if (reaches[start])
            {
                var document = documents.First(document => ReferenceEquals(document.Rule, behaviors[start]));
                document.File.Report(DiagnosticIds.BehaviorCircle, document.At("when"), "The behavior refers to itself, directly or through others.");
            }
        }
    }
}

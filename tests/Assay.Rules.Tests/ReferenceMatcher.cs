using Assay.Model;

namespace Assay.Rules.Tests;

/// <summary>Evaluates conditions as their definition reads, without any index: slow, short, and the measure of the fast one.</summary>
internal sealed class ReferenceMatcher(PackageFacts package, RulePack pack)
{
    private readonly Dictionary<string, HashSet<(int File, int Record)>?> _behaviors = new(StringComparer.Ordinal);

    public HashSet<(int File, int Record)>? Match(Rule rule) =>
        rule is PolicyRule { SubjectPackage: true } && package.Manifest is null ? null : Evaluate(rule, rule.When, new Place(Scope.Package, -1, null, null), []);

    private sealed record Place(Scope Scope, int File, string? Type, string? Method);

    private HashSet<(int File, int Record)>? Evaluate(Rule rule, Condition condition, Place place, Surface[] surfaces)
    {
        if (condition.Community is not null && condition.Community != package.Community)
        {
            return null;
        }

        surfaces = condition.Surfaces == Surface.None ? surfaces : [.. surfaces, condition.Surfaces];
        if (condition.Within <= place.Scope)
        {
            return EvaluateHere(rule, condition, place, surfaces);
        }

        HashSet<(int, int)>? result = null;
        foreach (var inner in Leaves(rule, condition, surfaces).Where(fact => Contains(place, fact)).Select(fact => PlaceOf(fact, condition.Within)).Distinct().ToArray())
        {
            if (EvaluateHere(rule, condition, inner, surfaces) is { } hits)
            {
                (result ??= []).UnionWith(hits);
            }
        }

        return result;
    }

    private HashSet<(int File, int Record)>? EvaluateHere(Rule rule, Condition condition, Place place, Surface[] surfaces)
    {
        switch (condition.Kind)
        {
            case ConditionKind.Fact or ConditionKind.Behavior:
                var found = Leaf(rule, condition, surfaces).Where(fact => Contains(place, fact)).ToHashSet();
                return found.Count == 0 ? null : found;
            case ConditionKind.Not:
                return IsComplete(condition.Children[0], place) && Evaluate(rule, condition.Children[0], place, surfaces) is null ? [] : null;
            case ConditionKind.All:
                var all = condition.Children.Select(child => Evaluate(rule, child, place, surfaces)).ToArray();
                return all.Any(hits => hits is null) ? null : all.SelectMany(hits => hits!).ToHashSet();
            case ConditionKind.Any:
                var any = condition.Children.Select(child => Evaluate(rule, child, place, surfaces)).Where(hits => hits is not null).ToArray();
                return any.Length == 0 ? null : any.SelectMany(hits => hits!).ToHashSet();
            case ConditionKind.Count:
                var counting = Evaluate(rule, condition.Children[0], place, surfaces);
                return counting is null || counting.Select(Location).Distinct().Count() < condition.AtLeast ? null : counting;
            default:
                return EvaluateFlow([.. condition.Children.Select(child => Evaluate(rule, child, place, surfaces))]);
        }
    }

    private HashSet<(int File, int Record)>? EvaluateFlow(HashSet<(int File, int Record)>?[] steps)
    {
        if (steps.Any(step => step is null))
        {
            return null;
        }

        var sinks = steps[^1]!.Where(sink =>
        {
            var arguments = Fact(sink).Arguments?.Items.ToArray() ?? [];
            return arguments.Length == 0 || arguments.Any(argument => argument.Derivation is Derivation.Result or Derivation.Parameter or Derivation.Unknown);
        }).ToArray();
        return sinks.Length == 0 ? null : steps[..^1].SelectMany(step => step!).Concat(sinks).ToHashSet();
    }

    private IEnumerable<(int File, int Record)> Leaves(Rule rule, Condition condition, Surface[] surfaces)
    {
        if (condition.Kind is ConditionKind.Fact or ConditionKind.Behavior)
        {
            return Leaf(rule, condition, surfaces);
        }

        return condition.Children.SelectMany(child => Leaves(rule, child, child.Surfaces == Surface.None ? surfaces : [.. surfaces, child.Surfaces]));
    }

    private IEnumerable<(int File, int Record)> Leaf(Rule rule, Condition condition, Surface[] surfaces)
    {
        var facts = condition.Behavior is null ? Facts().Where(fact => Holds(condition.Fact!, Fact(fact))) : condition.Behavior.Ids.SelectMany(OfBehavior);
        var wanted = surfaces.Length == 0 ? null : (Surface?)surfaces.Aggregate((left, right) => left & right);
        return facts.Where(fact => wanted is null || (package.Files[fact.File].SurfacesOf(package.Files[fact.File].Facts.Records[fact.Record]) & wanted) != 0);
    }

    private IEnumerable<(int File, int Record)> OfBehavior(string id)
    {
        if (!_behaviors.TryGetValue(id, out var hits))
        {
            hits = Match(pack.Behaviors.Single(rule => rule.Id == id));
            _behaviors[id] = hits;
        }

        return hits ?? [];
    }

    private static bool Holds(FactPredicate predicate, Fact fact) =>
        predicate.Kind == fact.Kind && Holds(predicate.Value, fact.Value) && predicate.Arguments.All(argument => Holds(argument, fact.Arguments?.Items.ToArray() ?? []))
        && (predicate.Derivations.Count == 0 || predicate.Derivations.Contains(fact.Derivation) || (fact.Arguments?.Items.ToArray() ?? []).Any(argument => predicate.Derivations.Contains(argument.Derivation)));

    private static bool Holds(ArgumentPredicate predicate, Argument[] arguments)
    {
        var positional = arguments.Where(argument => argument.Name is null).ToArray();
        var selected = predicate.Name switch
        {
            null => positional.Skip(predicate.Position).Take(1),
            "*" => arguments,
            var name => arguments.Where(argument => string.Equals(argument.Name, name, StringComparison.OrdinalIgnoreCase)),
        };
        var holds = selected.Any(argument => predicate.Match!.Mode == MatchMode.Exists || (argument.Derivation <= Derivation.Recovered && argument.Value is { } value && Holds(predicate.Match, value)));
        var undecided = predicate.Name is not null ? selected.Concat(positional) : selected;
        return predicate.Negated ? !holds && undecided.All(argument => argument.Derivation <= Derivation.Recovered) : holds;
    }

    private static bool Holds(TextMatch match, string text)
    {
        var comparison = match.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return match.Mode == MatchMode.Exists || match.Values.Any(value => match.Mode switch
        {
            MatchMode.Exact => text.Equals(value, comparison),
            MatchMode.Prefix => text.StartsWith(value, comparison),
            MatchMode.Suffix => text.EndsWith(value, comparison),
            MatchMode.Contains => text.Contains(value, comparison),
            MatchMode.Glob => System.Text.RegularExpressions.Regex.IsMatch(text, $"^{System.Text.RegularExpressions.Regex.Escape(value).Replace(@"\*", ".*").Replace(@"\?", ".")}$",
                match.IgnoreCase ? System.Text.RegularExpressions.RegexOptions.IgnoreCase : default),
            MatchMode.Regex => System.Text.RegularExpressions.Regex.IsMatch(text, value, match.IgnoreCase ? System.Text.RegularExpressions.RegexOptions.IgnoreCase : default),
            _ => throw new NotSupportedException(),
        });
    }

    private IEnumerable<(int File, int Record)> Facts() =>
        package.Files.SelectMany((file, index) => Enumerable.Range(0, file.Facts.Records.Count).Select(record => (index, record)));

    private Fact Fact((int File, int Record) fact) => package.Files[fact.File].Facts.Read(package.Files[fact.File].Facts.Records[fact.Record]);

    private (int, string?, string?, Surface, int) Location((int File, int Record) fact)
    {
        var read = Fact(fact);
        return (fact.File, read.Place?.Type, read.Place?.Method, package.Files[fact.File].SurfacesOf(package.Files[fact.File].Facts.Records[fact.Record]), read.Position);
    }

    private int Host(int file) => package.Files[file].Artifact.Derived ? Host(package.Files[file].Artifact.Parent) : file;

    private Place PlaceOf((int File, int Record) fact, Scope scope) => scope switch
    {
        Scope.File => new Place(scope, Host(fact.File), null, null),
        Scope.Type => new Place(scope, fact.File, Fact(fact).Place?.Type, null),
        _ => new Place(scope, fact.File, Fact(fact).Place?.Type, Fact(fact).Place?.Method),
    };

    private bool Contains(Place place, (int File, int Record) fact) => place.Scope == Scope.Package || PlaceOf(fact, place.Scope) == place;

    private bool IsComplete(Condition child, Place place) => place.Scope switch
    {
        Scope.Package => child.Descendants().All(leaf => leaf.Children.Count > 0 || leaf.Fact?.Kind is FactKind.Metadata or FactKind.Dependency)
            ? package.Manifest is not null : !package.Incomplete,
        Scope.File => package.Files.Where((_, index) => Host(index) == place.File).All(file => file.Facts.Complete),
        _ => package.Files[place.File].Facts.Complete,
    };
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Assay.Model;
using Assay.Web.Access;
using Assay.Web.Communities;
using Assay.Web.Pages;
using Assay.Web.Pages.Search;
using Assay.Web.Pages.Search.Rules;

namespace Assay.Web.Api;

/// <summary><c>/api/v1/rules</c> and <c>/api/v1/prevalence</c>.</summary>
internal static class RuleEndpoints
{
    private const int LongestText = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/rules", List).Describe(PortalRole.Read, "listRules", "Rules", "Lists the rules, by id.", 400, 410).Produces<ApiRules>();
        api.MapGet("/rules/{id}", One).Describe(PortalRole.Read, "getRule", "Rules", "Gives a rule with how usual its findings are.", 404).Produces<ApiRule>();
        api.MapGet("/prevalence/{community}/{rule}", Prevalence).Describe(PortalRole.Read, "getPrevalence", "Rules", "Says how usual the findings of a rule are in a community, now and by week.", 404).Produces<ApiPrevalence>();
    }

    private static IResult List([Description("behavior or policy; both when nothing is said.")] string? kind, [Description("A category."), StringLength(LongestText)] string? category, [Description("Words that id or title hold, or a technique id."), StringLength(LongestText)] string? q, [Description("Where the list goes on, from the page before.")] string? cursor, [Description("Rows of the page."), Range(1, ApiValues.MostRows)] int? limit, RuleFinder rules)
    {
        if (kind is not (null or "behavior" or "policy"))
        {
            return new ProblemAnswer(ProblemKind.InvalidParameter, "A kind is behavior or policy.", "kind");
        }

        if (category is not null && !rules.Categories.Contains(category, StringComparer.Ordinal))
        {
            return new ProblemAnswer(ProblemKind.InvalidParameter, "There is no such category.", "category");
        }

        if (q?.Length > LongestText)
        {
            return new ProblemAnswer(ProblemKind.InvalidParameter, $"A text has at most {LongestText} characters.", "q");
        }

        var list = $"rules {kind} {category} {q}";
        if ((ApiValues.Limit(limit, out var rows) ?? ApiCursor.Read(cursor, list, rules.Pack.Sha256, out _)) is { } wrong)
        {
            return wrong;
        }

        ApiCursor.Read(cursor, list, rules.Pack.Sha256, out var offset);
        var filter = new RuleFilter(kind ?? "", category ?? "", "", q ?? "", 1);
        var found = rules.All.Where(filter.Holds).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToArray();
        var next = offset + rows < found.Length ? ApiRoutes.Next(ApiRoutes.Base + "/rules", ApiCursor.Write(list, rules.Pack.Sha256, offset + rows), rows, ("kind", kind), ("category", category), ("q", q)) : null;
        return ApiAnswer.Page(
            new ApiRules { Pack = rules.Pack.Version, Attack = rules.Pack.AttackVersion, Count = found.Length, Rules = [.. found.Skip(offset).Take(rows).Select(Describe)], Next = next },
            ApiJson.Default.ApiRules, next);
    }

    private static IResult One([Description("Id of the rule."), StringLength(LongestText)] string id, RuleFinder rules, Catalogues catalogues) =>
        Find(rules, id) is { } rule ? ApiAnswer.Of(DescribeWhole(rule, RuleFigures.Of(catalogues, rule)), ApiJson.Default.ApiRule) : Unknown(rules, id, "id");

    private static IResult Prevalence([Description("nuget or psgallery.")] string community, [Description("Id of the rule."), StringLength(LongestText)] string rule, PortalCommunities communities, RuleFinder rules, Catalogues catalogues)
    {
        if (ApiValues.Community(communities, community, out var found) is { } unknown)
        {
            return unknown;
        }

        if (Find(rules, rule) is not { } known)
        {
            return Unknown(rules, rule, "rule");
        }

        return RuleFigures.Of(catalogues, known).FirstOrDefault(figures => figures.Community == found) is { } counted
            ? ApiAnswer.Of(Describe(known, counted), ApiJson.Default.ApiPrevalence)
            : new ProblemAnswer(ProblemKind.NotFound, "Nothing is counted in this community yet.", "community");
    }

    private static Rule? Find(RuleFinder rules, string id) => rules.Find(id) ?? (rules.Renamed(id) is { } present ? rules.Find(present) : null);

    private static ProblemAnswer Unknown(RuleFinder rules, string id, string parameter) =>
        new(ProblemKind.NotFound, id.Length <= LongestText && rules.Near(id) is [var near, ..] ? $"There is no such rule. Did you mean {near}?" : "There is no such rule.", parameter);

    private static ApiRuleEntry Describe(Rule rule) => new()
    {
        Id = rule.Id,
        Kind = Kind(rule),
        Category = rule.Category,
        Title = rule.Title,
        Risk = (rule as BehaviorRule)?.Risk,
        Severity = (rule as PolicyRule)?.Severity,
        Attack = rule.Attack,
        Address = $"{ApiRoutes.Base}/rules/{rule.Id}",
    };

    private static ApiRule DescribeWhole(Rule rule, RuleFigures[] figures)
    {
        var policy = rule as PolicyRule;
        return new ApiRule
        {
            Id = rule.Id,
            Kind = Kind(rule),
            Category = rule.Category,
            Title = rule.Title,
            Risk = (rule as BehaviorRule)?.Risk,
            Severity = policy?.Severity,
            Chain = rule.Chain,
            Problem = policy?.Problem,
            NextSteps = [.. policy?.NextSteps.Select(step => new ApiNextStep(step.Kind, step.Text)) ?? []],
            Priority = policy?.Priority,
            Effort = policy?.Effort,
            Assessment = policy?.Assessment,
            Status = policy?.Status,
            Attack = rule.Attack,
            Cwe = rule.Cwe,
            Aka = policy?.Aka ?? [],
            Was = rule.Was,
            ConditionHash = rule.ConditionHash,
            Prevalence = [.. figures.Select(entry => Describe(rule, entry))],
            Page = SiteAddress.Rule(rule.Id),
        };
    }

    private static ApiPrevalence Describe(Rule rule, RuleFigures figures) => new()
    {
        Community = figures.Community.Name,
        Rule = rule.Id,
        Date = figures.Date,
        Status = figures.Prevalence.Status,
        Label = figures.Prevalence.Label,
        Sentence = figures.Prevalence.Sentence,
        Top100 = Share(figures.Prevalence.Top100),
        Top1k = Share(figures.Prevalence.Top1k),
        Top10k = Share(figures.Prevalence.Top10k),
        Packages = Share(figures.Prevalence.Community),
        Weeks = [.. figures.Weeks.Select(week => new ApiWeek(week.Week, week.Date, week.Counts.Community, week.Packages, week.IsRuleChanged))],
    };

    private static ApiShare? Share(PrevalenceTier? tier) => tier is null ? null : new ApiShare(tier.Count, tier.Of, tier.Share);

    private static RuleKind Kind(Rule rule) => rule is PolicyRule ? RuleKind.Policy : RuleKind.Behavior;
}

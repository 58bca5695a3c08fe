using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>How usual the finding of a rule is in a community.</summary>
/// <param name="Community">The community.</param>
/// <param name="Prevalence">Figures and sentence.</param>
/// <param name="Count">Packages that had it when they were counted, whatever the condition was.</param>
/// <param name="Date">The day that the figures speak of.</param>
/// <param name="Weeks">Figures by week, the oldest first.</param>
internal sealed record RuleFigures(PortalCommunity Community, Prevalence Prevalence, int Count, string Date, IReadOnlyList<PrevalencePoint> Weeks)
{
    /// <summary>Reads them for every community that is counted.</summary>
    public static RuleFigures[] Of(Catalogues catalogues, Rule rule) =>
    [
        .. catalogues.Of(null).Select(community => catalogues.Look(community, look => new RuleFigures(
            community, look.Catalogue.Of(rule), look.Catalogue.Rule(rule.Id)?.Counts.Community ?? 0, look.Catalogue.Date,
            PrevalenceSeries.Of(look.Reader.Database, rule.Id, PrevalenceScope.Usual)))).OfType<RuleFigures>(),
    ];
}

using System.Globalization;
using Assay.Model;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>Which rules somebody wants to see.</summary>
/// <param name="Kind"><c>behavior</c> or <c>policy</c>; empty for both.</param>
/// <param name="Category">A category; empty for all.</param>
/// <param name="Weight">A risk or severity; empty for all.</param>
/// <param name="Text">Words that id or title hold; empty for all.</param>
/// <param name="Page">From 1.</param>
internal sealed record RuleFilter(string Kind, string Category, string Weight, string Text, int Page)
{
    private const int LongestText = 200;

    public static RuleFilter Of(HttpRequest request)
    {
        var query = request.Query;
        var text = query["q"].ToString().Trim();
        return new RuleFilter(query["kind"].ToString(), query["category"].ToString(), query["weight"].ToString(), text.Length > LongestText ? text[..LongestText] : text, int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1);
    }

    public bool Holds(Rule rule) =>
        (Kind.Length == 0 || Kind == RuleWords.Kind(rule)) && (Category.Length == 0 || Category == rule.Category) && (Weight.Length == 0 || Weight == RuleWords.Weight(rule))
        && Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => rule.Id.Contains(word, StringComparison.OrdinalIgnoreCase) || rule.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || rule.Attack.Contains(word, StringComparer.OrdinalIgnoreCase));

    public string Address(string path)
    {
        (string Name, string Value)[] parts = [("kind", Kind), ("category", Category), ("weight", Weight), ("q", Text), ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : "")];
        var query = string.Join('&', parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}

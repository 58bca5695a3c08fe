using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows what to do, grouped by kind, most urgent first.</summary>
internal static class NextStepView
{
    private static readonly NextStepKind[] Order = [NextStepKind.Stop, NextStepKind.Investigate, NextStepKind.Fix, NextStepKind.Consult];

    public static void Write(HtmlWriter html, IReadOnlyList<NextStep> steps)
    {
        using (html.Element("ul.steps"))
        {
            foreach (var group in steps.GroupBy(step => step.Kind).OrderBy(group => Array.IndexOf(Order, group.Key)))
            {
                using (html.Element("li"))
                {
                    Mark.Of(group.Key).Write(html, "span.step");
                    using (html.Element("ul"))
                    {
                        foreach (var step in group)
                        {
                            using (html.Element("li"))
                            {
                                html.Prose(step.Text);
                            }
                        }
                    }
                }
            }
        }
    }
}

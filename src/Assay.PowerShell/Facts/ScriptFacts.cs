using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Writes all facts of a text: parse, fold, learn what it defines, then one walk.</summary>
internal static class ScriptFacts
{
    public static Layers Write(PowerShellScript script, string name, bool recovered, FactWriter facts)
    {
        var folded = FoldedScript.Fold(script, FoldBudget.Of(facts.Limits));
        var reading = new ScriptReading(script, folded, facts, recovered);
        var scopes = new Dictionary<Ast, int>(ReferenceEqualityComparer.Instance);
        new DefinitionPass(reading, scopes).Run();
        ScriptComments.Write(reading);
        if (name.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase))
        {
            reading.IsManifest = ManifestFacts.Write(reading, name);
        }

        new ScriptWalk(reading, scopes).Run();
        new NestedLayers(reading, folded).Add();
        reading.Noise.Write(reading);
        TextAnomalies.Write(reading);
        WriteLimits(script, folded, facts);
        return reading.Layers;
    }

    // What was passed over or not computed may hold facts: the report must not call it read.
    private static void WriteLimits(PowerShellScript script, FoldedScript folded, FactWriter facts)
    {
        foreach (var error in script.Errors)
        {
            if (error.Id == ParseError.NestingTooDeep)
            {
                var (line, column) = script.Locate(error.Start);
                facts.AddProblem(ProblemId.LimitDepth, $"Code is nested deeper than {ParseBudget.Default.Depth} levels and was passed over.", $"{line}:{column}");
                break;
            }
        }

        const string Missing = "values and code behind them may be missing.";
        switch (folded.Reached)
        {
            case FoldLimit.Steps:
                facts.AddLimit(Limit.PowershellSteps, $"Computing the constant values of the script took all its steps; {Missing}");
                break;
            case FoldLimit.Value:
                facts.AddLimit(Limit.PowershellValue, $"A value that the script computes is longer than what is computed; {Missing}");
                break;
            case FoldLimit.Total:
                facts.AddLimit(Limit.PowershellTotal, $"The values that the script computes took all their room; {Missing}");
                break;
            case FoldLimit.Layers:
                facts.AddLimit(Limit.PowershellLayers, $"The script runs more texts as code than are read; {Missing}");
                break;
            case FoldLimit.Turns:
                facts.AddProblem(ProblemId.LimitSteps, $"A loop of the script turns more often than is followed; {Missing}");
                break;
            case FoldLimit.Depth:
                facts.AddProblem(ProblemId.LimitDepth, $"Expressions, calls or texts of the script are nested deeper than is followed; {Missing}");
                break;
        }
    }
}

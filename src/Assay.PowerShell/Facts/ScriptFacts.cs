using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Writes all facts of a text: parse, fold, learn what it defines, then one walk.</summary>
internal static class ScriptFacts
{
    public static Layers Write(PowerShellScript script, string name, bool recovered, FactWriter facts)
    {
        var folded = FoldedScript.Fold(script, FoldBudget.Default);
        var reading = new ScriptReading(script, folded, facts, recovered);
        var scopes = new Dictionary<Ast, int>(ReferenceEqualityComparer.Instance);
        new DefinitionPass(reading, scopes).Run();
        ScriptComments.Write(reading);
        if (name.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase))
        {
            reading.IsManifest = ManifestFacts.Write(reading);
        }

        new ScriptWalk(reading, scopes).Run();
        new NestedLayers(reading, folded).Add();
        reading.Noise.Write(reading);
        TextAnomalies.Write(reading);
        return reading.Layers;
    }
}

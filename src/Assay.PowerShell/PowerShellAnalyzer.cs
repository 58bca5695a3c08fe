using Assay.Model;
using Assay.PowerShell.Facts;

namespace Assay.PowerShell;

/// <summary>Writes the facts of PowerShell scripts, modules and manifests.</summary>
public static class PowerShellAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    /// <summary>Writes the facts of a file and gives the code that was found inside it.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="name">The name of the file: a <c>.psd1</c> is read as a manifest.</param>
    /// <param name="recovered">True when the text was decoded from another file: all that is in it is recovered.</param>
    /// <param name="facts">Takes the facts.</param>
    /// <param name="comments">Comments that name addresses.</param>
    /// <param name="isFile">False when the text was found in another: whether it is whole is not known.</param>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlyMemory<byte> content, string name, bool recovered, FactWriter facts, out IReadOnlyList<ScriptComment> comments, bool isFile = true)
    {
        var script = PowerShellScript.Parse(ScriptBytes.Read(content.Span));
        comments = AddressComments.Find(script);
        var layers = ScriptFacts.Write(script, name, recovered, facts);
        if (isFile && !recovered && TextAnomalies.IsPowerShell(script))
        {
            MissingEnds.Write(script, facts);
        }

        var derived = new DerivedArtifact[layers.All.Count];
        for (var i = 0; i < derived.Length; i++)
        {
            var layer = layers.All[i];
            derived[i] = new DerivedArtifact(layer.Name, layer.Content, layer.How) { HostPlace = layer.Place, Recovered = layer.Recovered };
        }

        if (layers.IsFull)
        {
            facts.AddLimit(Limit.PowershellLayers, "The file holds more code in texts than the limit; the rest is left out.");
        }

        return derived;
    }
}

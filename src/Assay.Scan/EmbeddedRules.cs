using Assay.Model;
using Assay.Rules;

namespace Assay.Scan;

/// <summary>The rules that were compiled with the program.</summary>
public static class EmbeddedRules
{
    /// <summary>Reads the embedded pack.</summary>
    public static RulePack Load()
    {
        using var stream = typeof(EmbeddedRules).Assembly.GetManifestResourceStream("rules.pack")
            ?? throw new InvalidOperationException("The rule pack is missing from the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return RulePackFile.Read(bytes);
    }
}

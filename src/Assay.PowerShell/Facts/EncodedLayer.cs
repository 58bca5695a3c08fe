using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Says that the code behind a layer was decoded.</summary>
internal static class EncodedLayer
{
    /// <summary>What makes a text unreadable; a replaced mark or a joined text does not.</summary>
    public const Techniques Encodings = Techniques.Base64 | Techniques.Compression | Techniques.CharacterCodes | Techniques.ExclusiveOr | Techniques.Radix | Techniques.Decryption | Techniques.Reversal;

    public static void Write(ScriptReading reading, int position) => reading.Add(FactKind.Anomaly, "encoded-layer", position);
}

using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Writes <c>metadata</c> facts.</summary>
internal static class Metadata
{
    public static void Write(ScriptReading reading, string key, string value, int position) => reading.Add(FactKind.Metadata, key, position, [new Argument("value", value)]);
}

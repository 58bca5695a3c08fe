using Assay.Model;

namespace Assay.Rules;

/// <summary>Tells facts that do something from texts that may merely be listed somewhere.</summary>
internal static class Acts
{
    /// <summary>True for calls, started programs and the like, registry writes, and texts that were hidden.</summary>
    public static bool Contains(FileFacts facts, in FactRecord record) => record.Kind switch
    {
        FactKind.Call or FactKind.New or FactKind.Command or FactKind.Process or FactKind.Com or FactKind.Wmi => true,
        FactKind.Registry => record.Arguments != FactRecord.None && facts.Arguments[record.Arguments]["access"] is "write" or "create" or "delete",
        FactKind.String => record.Derivation == Derivation.Recovered,
        _ => false,
    };
}

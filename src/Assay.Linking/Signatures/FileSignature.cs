using System.Globalization;
using Assay.Model;

namespace Assay.Linking.Signatures;

/// <summary>A <c>signature</c> fact and the file that carries it.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="Role">Role.</param>
/// <param name="Arguments">What is known of it.</param>
public sealed record FileSignature(int File, string Role, ArgumentList? Arguments)
{
    /// <summary>Status, as the verifier states it.</summary>
    public string? Status => Arguments?["status"];

    /// <summary>True when it fits what was signed, whoever made it.</summary>
    public bool IsValid => Status == "valid";

    /// <summary>True when it does not fit what was signed.</summary>
    public bool IsBroken => Status is "digest-mismatch" or "invalid" or "mismatch";

    /// <summary>True when the certificate leads to a trusted authority.</summary>
    public bool IsTrusted => Arguments?["trust"] == "trusted";

    /// <summary>True for a signature that vouches for the code of the file that carries it.</summary>
    public bool IsOfCode => Role is "authenticode" or "script";

    /// <summary>Reads a time of the certificate or signature.</summary>
    public DateTimeOffset? Time(string argument) =>
        DateTimeOffset.TryParseExact(Arguments?[argument], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>Reads all signatures of a package, in the order of its files.</summary>
    public static IReadOnlyList<FileSignature> Read(IReadOnlyList<LinkedFile> files)
    {
        var signatures = new List<FileSignature>();
        for (var i = 0; i < files.Count; i++)
        {
            var facts = files[i].Facts;
            var records = facts.Records;
            for (var j = 0; j < records.Count; j++)
            {
                if (records[j].Kind == FactKind.Signature)
                {
                    var fact = facts.Read(records[j]);
                    signatures.Add(new FileSignature(i, fact.Value, fact.Arguments));
                }
            }
        }

        return signatures;
    }
}

using Assay.Linking.Signatures;
using Assay.Model;

namespace Assay.Scan;

/// <summary>Writes down the signatures of a package, and who signed how much of its code.</summary>
internal static class SignatureSummary
{
    // A package of a thousand assemblies has three signatures for each: the sums speak of all, the list of the first.
    private const int MaximumSignatures = 2_000;
    private const int MaximumSigners = 50;
    private const int MaximumUnsigned = 50;

    public static (IReadOnlyList<ReportedSignature> Signatures, ReportedSigning Signing) Of(PackageFacts facts)
    {
        var coverage = SignatureCoverage.Of(facts.Files);
        return ([.. coverage.Signatures.Take(MaximumSignatures).Select(signature => Report(signature, facts))], new ReportedSigning(
            coverage.Code.Count, coverage.Count(CodeSigning.Signed), coverage.Count(CodeSigning.Broken), coverage.Count(CodeSigning.Unverified), coverage.Count(CodeSigning.Unsigned),
            Signers(coverage, facts),
            [.. coverage.Unsigned().Take(MaximumUnsigned).Select(file => facts.Files[file].Artifact.Name)],
            coverage.Signatures.Count));
    }

    private static ReportedSignature Report(FileSignature signature, PackageFacts facts)
    {
        var arguments = signature.Arguments;
        return new ReportedSignature(facts.Files[signature.File].Artifact.Name, signature.Role, arguments?["digest"], arguments?["status"])
        {
            Signer = arguments?["signer"],
            Organization = arguments?["organization"],
            Issuer = arguments?["issuer"],
            Thumbprint = arguments?["thumbprint"],
            Key = arguments?["key"],
            NotBefore = arguments?["not-before"],
            NotAfter = arguments?["not-after"],
            SignedAt = arguments?["signed-at"],
            Timestamp = arguments?["timestamp"],
            Trust = arguments?["trust"],
            Root = arguments?["root"],
            Of = arguments?["of"],
            Nested = arguments?["nested"] == "true" ? true : null,
            Owners = arguments?["owners"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            ServiceIndex = arguments?["service-index"],
        };
    }

    // Time stamps belong to the signatures that they stamp, strong names to nobody.
    private static ReportedSigner[] Signers(SignatureCoverage coverage, PackageFacts facts) =>
    [
        .. coverage.Signatures.Where(signature => signature.Role is not ("timestamp" or "strong-name"))
            .GroupBy(signature => (signature.Role, Certificate: signature.Arguments?["thumbprint"] ?? Name(signature), signature.Status, Trust: signature.Arguments?["trust"]))
            .Select(group => Signer([.. group], facts))
            .OrderBy(signer => RoleOrder(signer.Role)).ThenByDescending(signer => signer.Files).ThenBy(signer => signer.Name, StringComparer.Ordinal).ThenBy(signer => signer.Artifact, StringComparer.Ordinal)
            .Take(MaximumSigners),
    ];

    private static ReportedSigner Signer(FileSignature[] signatures, PackageFacts facts)
    {
        var first = signatures[0];
        var times = signatures.Select(signature => signature.Arguments?["signed-at"]).Where(time => time is not null).Order(StringComparer.Ordinal).ToArray();
        return new ReportedSigner(first.Role, Name(first), first.Status, first.Arguments?["trust"], signatures.Select(signature => signature.File).Distinct().Count(), facts.Files[first.File].Artifact.Name)
        {
            Organization = first.Arguments?["organization"],
            Issuer = first.Arguments?["issuer"],
            Thumbprint = first.Arguments?["thumbprint"],
            NotAfter = first.Arguments?["not-after"],
            SignedFrom = times.FirstOrDefault(),
            SignedUntil = times.LastOrDefault(),
        };
    }

    private static string Name(FileSignature signature) => signature.Arguments?["signer"] ?? signature.Arguments?["organization"] ?? signature.Arguments?["thumbprint"] ?? "not named";

    private static int RoleOrder(string role) => role switch
    {
        "author" => 0,
        "repository" => 1,
        "catalogue" => 2,
        "opc" => 3,
        _ => 4,
    };
}

using System.Globalization;
using Assay.Model;

namespace Assay.Linking.Signatures;

/// <summary>States what the signatures of a package say together: certificates that have ended by today, which code is signed by whom, whether the signer is the author.</summary>
/// <remarks>A stage of its own after the link step: what depends on the day is never stored with the files. Thread-safe.</remarks>
/// <param name="asOf">Today; null: what has ended is not judged.</param>
public sealed class SignatureStage(DateOnly? asOf)
{
    private const int MaximumOfKind = 20;

    private readonly DateTimeOffset? _now = asOf is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    /// <summary>Adds the facts to those of the input; gives the same facts back when there is nothing to add.</summary>
    public PackageFacts Add(PackageFacts package)
    {
        if (package.Files.Count == 0)
        {
            return package;
        }

        var coverage = SignatureCoverage.Of(package.Files);
        if (coverage.Signatures.Count == 0)
        {
            return package;
        }

        var root = package.Files[0];
        var facts = new FactWriter();
        var places = new AddedFacts(facts);
        WriteEnded(coverage.Signatures, package, facts);
        if (package.IsContainer)
        {
            WriteSigners(coverage, package, places, facts);
        }

        return facts.Count == 0 ? package : package with { Files = [places.Join(root), .. package.Files.Skip(1)] };
    }

    private void WriteEnded(IReadOnlyList<FileSignature> signatures, PackageFacts package, FactWriter facts)
    {
        if (_now is not { } now)
        {
            return;
        }

        // One certificate signs hundreds of files: it is said once.
        var ended = signatures.Where(signature => signature is { Role: not ("timestamp" or "strong-name"), IsBroken: false })
            .Select(signature => (Signature: signature, Anomaly: Ended(signature, now)))
            .Where(pair => pair.Anomaly is not null)
            .GroupBy(pair => (pair.Anomaly, pair.Signature.Role, Certificate: pair.Signature.Arguments?["thumbprint"] ?? pair.Signature.Arguments?["signer"]))
            .Take(MaximumOfKind);
        foreach (var group in ended)
        {
            Write(group.Key.Anomaly!, "not-after", [.. group.Select(pair => pair.Signature)], package, facts);
        }

        var crossed = signatures.Where(signature => !signature.IsBroken && signature.Time("cross-not-after") < now)
            .GroupBy(signature => (signature.Role, Certificate: signature.Arguments?["cross-signer"])).Take(MaximumOfKind);
        foreach (var group in crossed)
        {
            Write("cross-certificate-expired", "cross-not-after", [.. group], package, facts);
        }
    }

    // A time stamp from before keeps the signature good.
    private static string? Ended(FileSignature signature, DateTimeOffset now) =>
        signature.Time("not-after") is not { } end || end >= now ? null
        : signature.Time("signed-at") is { } signed && signed <= end ? "certificate-expired"
        : "signature-expired";

    private static void Write(string anomaly, string last, FileSignature[] signatures, PackageFacts package, FactWriter facts)
    {
        var first = signatures[0];
        List<Argument> arguments = [new("role", first.Role)];
        Add(arguments, "signer", last == "not-after" ? first.Arguments?["signer"] : first.Arguments?["cross-signer"]);
        Add(arguments, "issuer", last == "not-after" ? first.Arguments?["issuer"] : null);
        Add(arguments, "not-after", first.Arguments?[last]);
        Add(arguments, "files", Number(signatures.Select(signature => signature.File).Distinct().Count()));
        Add(arguments, "file", package.Files[first.File].Artifact.Name);
        facts.Add(FactKind.Anomaly, anomaly, arguments: new ArgumentList([.. arguments]));
    }

    private static void WriteSigners(SignatureCoverage coverage, PackageFacts package, AddedFacts places, FactWriter facts)
    {
        var parties = coverage.OfCode().Select(pair => (pair.File, pair.Signature, Key: SignerName.Key(pair.Signature.Arguments)))
            .Where(entry => entry.Key is not null).GroupBy(entry => entry.Key!, StringComparer.Ordinal)
            .Select(group => (First: group.First().Signature, Files: group.Select(entry => entry.File).Distinct().Count(), group.Key))
            .OrderByDescending(party => party.Files).ThenBy(party => party.Key, StringComparer.Ordinal).ToArray();
        foreach (var other in parties.Skip(1).Take(MaximumOfKind))
        {
            List<Argument> arguments = [];
            Add(arguments, "signer", NameOf(parties[0].First));
            arguments.Add(new Argument("files", Number(parties[0].Files)));
            Add(arguments, "other", NameOf(other.First));
            arguments.Add(new Argument("other-files", Number(other.Files)));
            arguments.Add(new Argument("file", package.Files[other.First.File].Artifact.Name));
            facts.Add(FactKind.Anomaly, "mixed-signers", arguments: new ArgumentList([.. arguments]));
        }

        var author = coverage.Signatures.FirstOrDefault(signature => signature is { Role: "author", IsValid: true, IsTrusted: true });
        var code = coverage.Code.Keys.Count(file => HasCode(package.Files[file].Artifact));
        // Own code beside signed libraries of others is usual, and most of it is not signed.
        WriteAuthor(author ?? (parties is [var only] && only.Files >= code && only.First.IsTrusted ? only.First : null), package, facts);
        var publisher = parties.FirstOrDefault();
        WriteUnsigned(coverage, package, isPublisher: author is null && 2 * publisher.Files > code && package.Manifest is { } manifest && SignerName.IsNamed(publisher.First.Arguments, manifest), places, facts);
    }

    private static void WriteAuthor(FileSignature? signature, PackageFacts package, FactWriter facts)
    {
        if (signature is null || package.Manifest is not { Authors.Count: > 0 } manifest || SignerName.IsNamed(signature.Arguments, manifest))
        {
            return;
        }

        List<Argument> arguments = [new("role", signature.Role)];
        Add(arguments, "signer", signature.Arguments?["signer"]);
        Add(arguments, "organization", signature.Arguments?["organization"]);
        Add(arguments, "authors", HiddenCharacters.Escape(string.Join(", ", manifest.Authors.Take(MaximumOfKind))));
        facts.Add(FactKind.Anomaly, "signer-differs-from-author", arguments: new ArgumentList([.. arguments]));
    }

    // Unsigned files are odd only where the publisher signs: at least two files and more than half of the code, and no signature over the package as a whole by its author.
    // Signed libraries of others in an unsigned package are no such case.
    private static void WriteUnsigned(SignatureCoverage coverage, PackageFacts package, bool isPublisher, AddedFacts places, FactWriter facts)
    {
        var signed = coverage.Count(CodeSigning.Signed);
        var unsigned = coverage.Unsigned().ToArray();
        if (signed == 0 || unsigned.Length == 0)
        {
            return;
        }

        facts.Add(FactKind.Anomaly, "partly-signed", arguments: new ArgumentList(new Argument("signed", Number(signed)), new Argument("unsigned", Number(unsigned.Length))));
        if (!isPublisher || signed < 2)
        {
            return;
        }

        foreach (var file in unsigned.Where(file => HasCode(package.Files[file].Artifact)).Take(MaximumOfKind))
        {
            facts.Add(FactKind.Anomaly, "unsigned-code", places.Of(package.Files[file].Surfaces), new ArgumentList(new Argument("file", package.Files[file].Artifact.Name)));
        }
    }

    // Assemblies of translated texts and descriptions of formats hold no code that somebody would add.
    private static bool HasCode(ArtifactInfo artifact) => artifact.Kind != ArtifactKind.PowerShellXml && !artifact.Name.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(FileSignature signature) => signature.Arguments?["organization"] ?? signature.Arguments?["signer"];

    private static void Add(List<Argument> arguments, string name, string? value)
    {
        if (value is not null)
        {
            arguments.Add(new Argument(name, value));
        }
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}

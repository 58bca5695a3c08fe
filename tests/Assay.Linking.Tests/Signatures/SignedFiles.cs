using Assay.Linking.Signatures;
using Assay.Model;

namespace Assay.Linking.Tests.Signatures;

/// <summary>A package of files with signatures as the verifier states them.</summary>
internal sealed class SignedFiles
{
    private readonly List<LinkedFile> _files;

    public SignedFiles(ArtifactKind root = ArtifactKind.NuGetPackage, string name = "a.nupkg") =>
        _files = [new LinkedFile(new ArtifactInfo(name, name, root, 1, new string('a', 64), -1, 0, false), new FactWriter().ToFacts(), [], Surface.Shipped)];

    public PackageManifest? Manifest { get; init; } = new() { Id = "Contoso.Logging", Version = "1.0.0", NormalizedVersion = "1.0.0", Authors = ["Contoso"] };

    public SignedFiles Add(string name, params Signature[] signatures) => Add(name, Surface.Call, signatures);

    public SignedFiles Add(string name, Surface surface, params Signature[] signatures)
    {
        _files.Add(new LinkedFile(new ArtifactInfo("a.nupkg!" + name, name, KindOf(name), 1, new string('b', 64), 0, 1, false), Facts(signatures), [], surface));
        return this;
    }

    public SignedFiles Input(params Signature[] signatures)
    {
        _files[0] = _files[0] with { Facts = Facts(signatures) };
        return this;
    }

    public PackageFacts Package() => new() { FileName = "a.nupkg", Sha256 = new string('a', 64), Size = 1, Community = "nuget", Manifest = Manifest, Files = _files, Problems = [], Incomplete = false };

    public PackageFacts Staged(DateOnly? asOf = null) => new SignatureStage(asOf ?? new DateOnly(2026, 6, 10)).Add(Package());

    public Fact[] Added(DateOnly? asOf = null) => [.. Staged(asOf).Files[0].Facts is var facts ? facts.Records.Select(record => facts.Read(record)).Where(fact => fact.Kind == FactKind.Anomaly) : []];

    public Fact[] Added(string id) => [.. Added().Where(fact => fact.Value == id)];

    private static ArtifactKind KindOf(string name) => Path.GetExtension(name) switch
    {
        ".dll" => ArtifactKind.ManagedAssembly,
        ".ps1" => ArtifactKind.PowerShell,
        ".ps1xml" => ArtifactKind.PowerShellXml,
        ".so" => ArtifactKind.Elf,
        ".p7s" => ArtifactKind.PackageSignature,
        _ => ArtifactKind.Unknown,
    };

    private static FileFacts Facts(Signature[] signatures)
    {
        var writer = new FactWriter();
        foreach (var signature in signatures)
        {
            writer.Add(FactKind.Signature, signature.Role, arguments: signature.ToArguments());
        }

        return writer.ToFacts();
    }
}

/// <summary>A signature as the verifier states it.</summary>
internal sealed record Signature(string Role, string Signer = "Contoso Ltd.", string Status = "valid", string Trust = "trusted")
{
    public static Signature Code { get; } = new("authenticode");

    public string? NotAfter { get; init; } = "2030-01-01T00:00:00Z";

    public string? SignedAt { get; init; } = "2024-01-01T00:00:00Z";

    public string? CrossNotAfter { get; init; }

    public ArgumentList ToArguments() => new([.. new (string Name, string? Value)[]
    {
        ("status", Status), ("signer", Signer), ("organization", Signer), ("thumbprint", Signer + NotAfter), ("trust", Trust), ("not-after", NotAfter), ("signed-at", SignedAt), ("cross-not-after", CrossNotAfter),
    }.Where(pair => pair.Value is not null).Select(pair => new Argument(pair.Name, pair.Value))]);
}

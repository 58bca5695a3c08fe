using Assay.Linking.Catalogs;
using Assay.Model;

namespace Assay.Linking.Signatures;

/// <summary>What the signature of a file is worth.</summary>
public enum CodeSigning
{
    /// <summary>There is none.</summary>
    Unsigned,
    /// <summary>One fits, whoever made it.</summary>
    Signed,
    /// <summary>One does not fit.</summary>
    Broken,
    /// <summary>One is there and was not verified.</summary>
    Unverified,
}

/// <summary>Which code of a package is signed by whom.</summary>
public sealed class SignatureCoverage
{
    private readonly IReadOnlyList<LinkedFile> _files;
    private readonly Dictionary<int, CodeSigning> _code = [];

    private SignatureCoverage(IReadOnlyList<LinkedFile> files, IReadOnlyList<FileSignature> signatures)
    {
        _files = files;
        Signatures = signatures;
        var catalogues = signatures.Where(signature => signature is { Role: "catalogue", IsValid: true }).DistinctBy(signature => signature.File).ToDictionary(signature => signature.File);
        Covered = catalogues.Count == 0 ? new Dictionary<int, FileSignature>() : CatalogueFiles.Covered(files).Where(pair => catalogues.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => catalogues[pair.Value]);
        var bySigning = signatures.Where(signature => signature.IsOfCode).ToLookup(signature => signature.File);
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Artifact is { Derived: false } artifact && CanBeSigned(artifact.Kind))
            {
                _code.Add(i, Judge(bySigning[i], Covered.ContainsKey(i)));
            }
        }
    }

    /// <summary>All signatures.</summary>
    public IReadOnlyList<FileSignature> Signatures { get; }

    /// <summary>Files that a valid catalogue lists with the content they have, and its signature.</summary>
    public IReadOnlyDictionary<int, FileSignature> Covered { get; }

    /// <summary>Files that systems verify signatures of, by index.</summary>
    public IReadOnlyDictionary<int, CodeSigning> Code => _code;

    /// <summary>Reads what the facts of the files say.</summary>
    public static SignatureCoverage Of(IReadOnlyList<LinkedFile> files) => new(files, FileSignature.Read(files));

    /// <summary>Counts the files of a state.</summary>
    public int Count(CodeSigning signing) => _code.Values.Count(state => state == signing);

    /// <summary>Gives the valid signatures that vouch for code, each with its file, those of catalogues too.</summary>
    public IEnumerable<(int File, FileSignature Signature)> OfCode() =>
        Signatures.Where(signature => signature is { IsOfCode: true, IsValid: true } && _code.ContainsKey(signature.File)).Select(signature => (signature.File, signature))
            .Concat(Covered.Where(pair => _code.ContainsKey(pair.Key)).Select(pair => (pair.Key, pair.Value)));

    /// <summary>Gives the files without a signature: those that run by themselves first, then in the order of reading.</summary>
    public IEnumerable<int> Unsigned() =>
        _code.Where(pair => pair.Value == CodeSigning.Unsigned).Select(pair => pair.Key).OrderBy(file => (_files[file].Surfaces & SurfaceNames.Automatic) == 0).ThenBy(file => file);

    // Other systems' programs and scripts of other languages are not signed in a way that anybody verifies.
    private static bool CanBeSigned(ArtifactKind kind) => kind is ArtifactKind.ManagedAssembly or ArtifactKind.NativeImage or ArtifactKind.PowerShell or ArtifactKind.PowerShellXml;

    // A second signature does not put right a first one that does not fit.
    private static CodeSigning Judge(IEnumerable<FileSignature> signatures, bool covered)
    {
        var state = covered ? CodeSigning.Signed : CodeSigning.Unsigned;
        foreach (var signature in signatures)
        {
            if (signature.IsBroken)
            {
                return CodeSigning.Broken;
            }

            state = signature.IsValid || state == CodeSigning.Signed ? CodeSigning.Signed : CodeSigning.Unverified;
        }

        return state;
    }
}

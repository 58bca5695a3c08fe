using System.Security.Cryptography;
using Assay.Model;
using Assay.Signatures.Authenticode;

namespace Assay.Signatures.StrongNames;

/// <summary>Checks the strong-name signature of an assembly (ECMA-335 II.6.2.1.3, II.25.3.3).</summary>
/// <remarks>A strong name tells versions of a component apart; it says nothing about who made it, as keys are often published.</remarks>
internal static class StrongNameAnalyzer
{
    /// <summary>COMIMAGE_FLAGS_STRONGNAMESIGNED (ECMA-335 II.25.3.3.1).</summary>
    private const uint SignedFlag = 8;

    // ECMA-335 II.25.3.3: Flags, StrongNameSignature, ManagedNativeHeader.
    private const int FlagsOffset = 16;
    private const int SignatureOffset = 32;
    private const int NativeHeaderOffset = 64;
    private const int CliHeaderSize = 72;

    /// <summary>The native header of an assembly that was compiled to machine code in advance begins with <c>RTR</c> and a zero.</summary>
    private const uint ReadyToRun = 0x0052_5452;

    /// <summary>States the strong name of an assembly that has a public key.</summary>
    public static void Analyze(PeFile file, FactWriter facts, StrongNameKeys known)
    {
        var header = file.Offset(file.Directory(PeFile.CliDirectory).Address);
        if (header <= 0 || header > file.Memory.Length - CliHeaderSize || AssemblyKeys.TryRead(file.Memory) is not { PublicKey.Length: > 0 } keys)
        {
            return;
        }

        List<Argument> arguments = [new("token", PublicKeyBlob.Token(keys.PublicKey))];
        var status = Status(file, (int)header, keys, known, arguments);
        arguments.Insert(0, new Argument("status", status));
        facts.Add(FactKind.Signature, "strong-name", arguments: new ArgumentList([.. arguments]));
        if (status == "mismatch")
        {
            facts.Add(FactKind.Anomaly, "strong-name-mismatch", arguments: new ArgumentList([new Argument("role", "strong-name"), .. arguments[1..]]));
        }
    }

    private static string Status(PeFile file, int header, AssemblyKeys keys, StrongNameKeys known, List<Argument> arguments)
    {
        var isNeutral = keys.PublicKey.AsSpan().SequenceEqual(PublicKeyBlob.Ecma);
        if (isNeutral)
        {
            arguments.Add(new Argument("identity", "standard"));
        }

        var signing = Signer(keys, known, isNeutral, out var counterSigned);
        if (signing is not null)
        {
            arguments.Add(new Argument("key", signing.ToString()));
            arguments.Add(new Argument("digest", signing.Digest.Name!.ToLowerInvariant()));
        }

        if (counterSigned is { } isCounterSigned)
        {
            arguments.Add(new Argument("counter-signed", isCounterSigned ? "true" : "false"));
        }

        var isSigned = (file.U32(header + FlagsOffset) & SignedFlag) != 0;
        var size = (int)Math.Min(file.U32(header + SignatureOffset + 4), int.MaxValue);
        var offset = file.Offset(file.U32(header + SignatureOffset));
        var signature = size > 0 && offset > 0 && size <= file.Memory.Length - offset ? file.Slice(offset, size) : default;
        if (signature.IndexOfAnyExcept((byte)0) < 0)
        {
            // The compiler leaves room for a signature that somebody makes later; a public signature claims to be there already.
            return isSigned ? "public-signed" : "delay-signed";
        }

        if (signing is null)
        {
            return isSigned ? "unsupported" : "delay-signed";
        }

        if (counterSigned == false || signature.Length != signing.SignatureSize || StrongNameDigest.Compute(file, signing.Digest, (int)offset, size) is not { } digest)
        {
            return isSigned ? "mismatch" : "delay-signed";
        }

        if (signing.Verify(digest, signature) is not { } fits)
        {
            return "unsupported";
        }

        // Compiling in advance adds machine code behind the signature's back and keeps the signature: it belongs to another file.
        if (!fits && isSigned && file.U32(file.Offset(file.U32(header + NativeHeaderOffset))) == ReadyToRun)
        {
            arguments.Add(new Argument("compiled", "ready-to-run"));
            return "not-verified";
        }

        return fits ? "valid" : isSigned ? "mismatch" : "delay-signed";
    }

    // AssemblySignatureKeyAttribute: another key signs the image, and the identity key has signed that key.
    private static PublicKeyBlob? Signer(AssemblyKeys keys, StrongNameKeys known, bool isNeutral, out bool? counterSigned)
    {
        counterSigned = null;
        var identity = isNeutral ? RuntimeKey.Blob : known.Read(keys.PublicKey);
        if (keys.SignatureKey is null)
        {
            return identity;
        }

        var signing = known.Read(keys.SignatureKey);
        counterSigned = signing is not null && identity is not null && keys.CounterSignature is { } counter && counter.Length == identity.SignatureSize
            ? identity.Verify(CryptographicOperations.HashData(identity.Digest, keys.SignatureKey), counter)
            : false;
        return signing;
    }
}

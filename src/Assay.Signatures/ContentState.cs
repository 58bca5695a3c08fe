namespace Assay.Signatures;

/// <summary>Whether what a signature says about the signed file fits the file.</summary>
internal enum ContentState
{
    /// <summary>It could not be told, for example because the digest is not known.</summary>
    Unknown,
    /// <summary>The file is the one that was signed.</summary>
    Matches,
    /// <summary>The file was changed.</summary>
    Differs,
}

/// <summary>What came out of checking one signer.</summary>
internal enum SignatureStatus
{
    /// <summary>Nothing was checked: verification is off, or what is signed is not known.</summary>
    NotVerified,
    Valid,
    /// <summary>The content is not what was signed.</summary>
    DigestMismatch,
    /// <summary>The signature value or the structure is wrong.</summary>
    Invalid,
    /// <summary>An algorithm that is not verified here.</summary>
    Unsupported,
}

/// <summary>How far the chain of a signer's certificate can be followed.</summary>
internal enum ChainTrust
{
    /// <summary>It was not judged.</summary>
    Unknown,
    /// <summary>It ends at a root of the list, and every link holds.</summary>
    Trusted,
    /// <summary>It ends at a root that is not in the list.</summary>
    UnknownRoot,
    /// <summary>The signer's certificate is its own issuer.</summary>
    SelfSigned,
    /// <summary>An issuer is neither in the message nor in the list.</summary>
    Incomplete,
    /// <summary>A link's signature is wrong, or an issuer is no authority.</summary>
    Invalid,
}

/// <summary>Spellings of states in facts.</summary>
internal static class StateNames
{
    public static string Name(this SignatureStatus status) => status switch
    {
        SignatureStatus.Valid => "valid",
        SignatureStatus.DigestMismatch => "digest-mismatch",
        SignatureStatus.Invalid => "invalid",
        SignatureStatus.Unsupported => "unsupported",
        _ => "not-verified",
    };

    public static string? Name(this ChainTrust trust) => trust switch
    {
        ChainTrust.Trusted => "trusted",
        ChainTrust.UnknownRoot => "unknown-root",
        ChainTrust.SelfSigned => "self-signed",
        ChainTrust.Incomplete => "incomplete",
        ChainTrust.Invalid => "invalid",
        _ => null,
    };
}

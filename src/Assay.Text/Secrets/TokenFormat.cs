namespace Assay.Text.Secrets;

/// <summary>Says what the content of a token that has the right shape tells.</summary>
internal enum TokenCheck
{
    /// <summary>It is no such token: a checksum is wrong, or a person wrote it as an example.</summary>
    Wrong,
    /// <summary>It may be one: the format has no checksum.</summary>
    Plausible,
    /// <summary>It is one: its checksum or its structure is right.</summary>
    Right,
}

/// <summary>Looks at the content of a token that has the right shape.</summary>
internal delegate TokenCheck TokenVerifier(ReadOnlySpan<byte> token, int publicPrefix);

/// <summary>A format of tokens that one service gives out.</summary>
/// <param name="Id">Id in facts.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Family">What it opens.</param>
/// <param name="Verify">What else must hold.</param>
/// <param name="Patterns">Its spellings, see <see cref="SecretShape"/>.</param>
internal sealed record TokenFormat(string Id, string Service, SecretFamily Family, TokenVerifier Verify, params string[] Patterns);

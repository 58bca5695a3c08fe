namespace Assay.Signatures.Cms;

/// <summary>One attribute of a signer (RFC 5652 5.3).</summary>
/// <param name="Type">Its object identifier.</param>
/// <param name="Values">Its values as they are encoded.</param>
internal sealed record MessageAttribute(string Type, IReadOnlyList<ReadOnlyMemory<byte>> Values);

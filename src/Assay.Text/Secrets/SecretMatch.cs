using System.Runtime.InteropServices;

namespace Assay.Text.Secrets;

/// <summary>A secret in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Format">Id of the format.</param>
/// <param name="Service">Who gives it out; null for keys and passwords.</param>
/// <param name="Family">What it opens.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SecretMatch(int Start, int Length, string Format, string? Service, SecretFamily Family)
{
    /// <summary>Bytes at its beginning that everybody knows: the prefix of the format, the name of a key.</summary>
    public int Shown { get; init; }

    /// <summary>Bytes at its end that everybody knows, behind the value.</summary>
    public int ShownEnd { get; init; }

    /// <summary>True when a checksum or the structure proved it.</summary>
    public bool Checked { get; init; }

    /// <summary>Whether a key is encrypted; null where that is no question.</summary>
    public bool? Protected { get; init; }

    /// <summary><c>published</c>, <c>placeholder</c> or <c>canary</c>; null otherwise.</summary>
    public string? Known { get; init; }

    /// <summary>What else is known: the algorithm of a key, the user of a password, the day a token expires.</summary>
    public string? Detail { get; init; }
}

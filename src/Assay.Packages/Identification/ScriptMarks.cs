using System.Text;

namespace Assay.Packages.Identification;

/// <summary>Recognises PowerShell under other names by what no other text has: the block of a gallery script, a signature block, or pwsh after the shebang.</summary>
internal static class ScriptMarks
{
    private const int Beginning = 512;

    // A signature with its certificates and time stamp: 10 to 20 KB of base-64, twice that in UTF-16.
    private const int End = 64 * 1024;

    private const string SignatureBegins = "# SIG # Begin signature block";

    /// <summary>True when one of the marks is there.</summary>
    public static bool AreIn(ReadOnlySpan<byte> bytes)
    {
        var begins = TextEncoding.Decode(bytes, Beginning).AsSpan().TrimStart();
        if (begins.StartsWith("<#PSScriptInfo", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (begins.StartsWith("#!"))
        {
            return begins[..(begins.IndexOf('\n') is var line and >= 0 ? line : begins.Length)].Contains("pwsh", StringComparison.Ordinal);
        }

        var end = bytes[Math.Max(0, (bytes.Length - End) & ~1)..];
        return TextEncoding.Guess(bytes) is { } encoding && !encoding.Equals(Encoding.UTF8)
            ? encoding.GetString(end).Contains(SignatureBegins, StringComparison.OrdinalIgnoreCase)
            : end.IndexOf("# SIG # Begin signature block"u8) >= 0;
    }
}

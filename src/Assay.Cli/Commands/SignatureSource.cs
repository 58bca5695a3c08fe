using Assay.Model;
using Assay.Signatures;
using Assay.Signatures.Certificates;

namespace Assay.Cli;

/// <summary>Gets what signatures are verified against: the roots of the build or of files, revocation lists, certificates that are denied.</summary>
internal static class SignatureSource
{
    private const long MaximumBytes = 64 * 1024 * 1024;

    /// <summary>Reads the files. Those of the command line take the place of the roots that the policy file names; revocation lists of both count.</summary>
    public static SignatureSettings Load(SignatureOptions options, SignatureListing listing)
    {
        IReadOnlyList<string> roots = options.Roots is { } file ? [file] : listing.Roots;
        return SignatureSettings.Default with
        {
            Roots = roots.Count == 0 ? null : Guard(roots[0], () => TrustedRoots.FromPem(string.Join('\n', roots.Select(path => System.Text.Encoding.ASCII.GetString(Read(path)))))),
            RevocationLists = [.. options.RevocationLists.Concat(listing.RevocationLists).Select(path => Guard(path, () => RevocationList.Read(Read(path))))],
            DeniedThumbprints = [.. listing.Deny],
        };
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaximumBytes ? File.ReadAllBytes(path) : throw new CommandFailedException(ExitCode.Usage, $"{path}: more than {MaximumBytes} bytes are not read");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} cannot be read: {exception.Message}");
        }
    }
}

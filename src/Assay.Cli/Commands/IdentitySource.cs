using Assay.Linking;
using Assay.Model;
using Assay.Scan;

namespace Assay.Cli;

/// <summary>Gets what is known of other packages: the lists of the build or of a file, known malicious packages, the day.</summary>
internal static class IdentitySource
{
    public static IdentityInputs Load(Host host, string? popular, MaliciousPackages? malicious)
    {
        var inputs = EmbeddedLists.Load() with { AsOf = host.Today, Malicious = malicious };
        return popular is null ? inputs : WithPopular(inputs, popular);
    }

    private static IdentityInputs WithPopular(IdentityInputs inputs, string path)
    {
        try
        {
            var list = ListText.ReadPopular(Path.GetFileName(path), "nuget", File.ReadAllText(path));
            return inputs with { Popular = [.. inputs.Popular.Where(other => other.Community != list.Community), list] };
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
        }
    }
}

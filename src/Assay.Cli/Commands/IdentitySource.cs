using Assay.Community;
using Assay.Linking;
using Assay.Model;
using Assay.Scan;

namespace Assay.Cli;

/// <summary>Gets what is known of other packages: the lists of the build or of a file, imported records, the day.</summary>
internal static class IdentitySource
{
    public static IdentityInputs Load(Host host, string? popular, string? advisories)
    {
        var inputs = EmbeddedLists.Load() with { AsOf = host.Today, Malicious = LoadAdvisories(host, advisories) };
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

    private static MaliciousPackages? LoadAdvisories(Host host, string? named)
    {
        var path = named ?? AdvisoryStore.FindFile(host.Variable);
        if (named is null && !File.Exists(path))
        {
            return null;
        }

        try
        {
            return AdvisoryStore.Read(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is AdvisoryException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
        }
    }
}

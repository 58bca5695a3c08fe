using Assay.Model;
using Assay.Reports;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>What a command line says of the policy file: <c>--config FILE</c>, <c>--no-config</c>.</summary>
internal sealed record PolicyOptions(string? File = null, bool None = false);

/// <summary>Gets the policy file of a run.</summary>
internal static class PolicySource
{
    /// <summary>Reads the file that holds; null when there is none. What is scanned has no say: a file that lies in a scanned folder is passed over, with a message.</summary>
    public static PolicyFile? Load(Host host, PolicyOptions options, RulePack pack, IReadOnlyList<string> subjects)
    {
        if (Locate(host, options, subjects) is not { } location)
        {
            return null;
        }

        var result = Read(location, pack);
        foreach (var diagnostic in result.Diagnostics)
        {
            Say(host, diagnostic);
        }

        if (result.File is not { } file)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{Display(location)}: the policy file has errors");
        }

        foreach (var expired in file.Expired(host.Today))
        {
            Say(host, expired with { File = Display(location) });
        }

        return file with { Settings = file.Settings with { Signatures = Resolve(file.Settings.Signatures, location) } };
    }

    // Files that the policy file names lie beside it.
    private static SignatureListing Resolve(SignatureListing listing, PolicyLocation location)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(location.Path))!;
        return listing with { Roots = [.. listing.Roots.Select(path => Path.Combine(folder, path))], RevocationLists = [.. listing.RevocationLists.Select(path => Path.Combine(folder, path))] };
    }

    /// <summary>Finds the file that holds; null when there is none.</summary>
    public static PolicyLocation? Locate(Host host, PolicyOptions options, IReadOnlyList<string> subjects)
    {
        if (options.None)
        {
            return null;
        }

        if (options.File is { } named)
        {
            return File.Exists(named) ? new PolicyLocation(named, named.Replace('\\', '/')) : throw new CommandFailedException(ExitCode.Usage, $"{named}: there is no such file");
        }

        string[] scanned = [.. subjects.Where(Directory.Exists)];
        foreach (var candidate in PolicyLocation.Candidates(host.WorkingDirectory))
        {
            if (Array.Find(scanned, folder => LiesIn(candidate.Path, folder)) is not { } folder)
            {
                return candidate;
            }

            host.Say($"assay: {TerminalText.Encode(Display(candidate))} lies in {TerminalText.Encode(folder)}, which is scanned, and is not used: what is scanned has no say in its own scan. --config FILE uses it, --no-config uses none.");
        }

        return null;
    }

    /// <summary>Reads a file; diagnostics name it as it can be opened from here.</summary>
    public static PolicyFileResult Read(PolicyLocation location, RulePack pack)
    {
        byte[] content;
        try
        {
            // One byte more than is allowed is enough to know that it is too long.
            using var stream = File.OpenRead(location.Path);
            content = new byte[Math.Min(stream.Length, PolicyFileReader.MaximumBytes + 1)];
            stream.ReadExactly(content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{location.Path} cannot be read: {exception.Message}");
        }

        var result = PolicyFileReader.Read(location.Name, content, pack);
        return result with { Diagnostics = [.. result.Diagnostics.Select(diagnostic => diagnostic with { File = Display(location) })] };
    }

    /// <summary>Gives the path as messages show it.</summary>
    public static string Display(PolicyLocation location) => Path.IsPathRooted(location.Path) && Path.GetRelativePath(Directory.GetCurrentDirectory(), location.Path) is { } relative && relative.Length < location.Path.Length
        ? relative
        : location.Path;

    // A link in a scanned folder, or into one, makes no difference.
    private static bool LiesIn(string path, string folder) =>
        RealPath.Of(folder) is var real && (RealPath.IsWithin(RealPath.Of(path), real) || RealPath.IsWithin(Path.Combine(RealPath.Of(Path.GetDirectoryName(path)!), Path.GetFileName(path)), real));

    private static void Say(Host host, RuleDiagnostic diagnostic) => host.Say(TerminalText.EncodeProse(diagnostic.ToString()));
}

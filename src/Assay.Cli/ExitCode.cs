namespace Assay.Cli;

/// <summary>What a run tells its caller (docs/cli.md).</summary>
internal static class ExitCode
{
    /// <summary>Nothing decides against any package.</summary>
    public const int Success = 0;
    /// <summary>A package is fail, or meets <c>--fail-on</c>.</summary>
    public const int Failed = 1;
    /// <summary>The command line, a rule file or an output path is wrong.</summary>
    public const int Usage = 2;
    /// <summary>There is nothing to scan.</summary>
    public const int NothingFound = 3;
    /// <summary>A package is unknown or could not be read.</summary>
    public const int Incomplete = 4;
    /// <summary>A source could not be reached.</summary>
    public const int SourceUnreachable = 5;
    /// <summary>A bug of ours.</summary>
    public const int InternalError = 70;
    /// <summary>Interrupted: 128 + SIGINT.</summary>
    public const int Cancelled = 130;
    /// <summary>Asked to end: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
    /// <summary>The terminal was closed: 128 + SIGHUP.</summary>
    public const int HungUp = 129;
}

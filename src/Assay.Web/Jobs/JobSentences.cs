namespace Assay.Web.Jobs;

/// <summary>What is said of jobs.</summary>
internal static class JobSentences
{
    public const string Beginning = "Beginning";
    public const string Fetching = "Fetching the package from its feed";
    public const string Analysing = "Reading the package";
    public const string Judging = "Judging what was read";
    public const string Done = "The report is there";
    public const string Interrupted = "The server ended again and again while this package was read. It is not tried any more; the operator's log may say why.";

    /// <summary>Says how many jobs come first.</summary>
    public static string Waiting(int ahead) => ahead switch
    {
        0 => "Waiting: next in line",
        1 => "Waiting: 1 package ahead",
        _ => $"Waiting: {ahead} packages ahead",
    };

    /// <summary>Says how far a download is.</summary>
    public static string FetchingSome(long received, long? total) => total is > 0 ? $"{Fetching} ({Math.Min(100, received * 100 / total.Value)} %)" : Fetching;
}

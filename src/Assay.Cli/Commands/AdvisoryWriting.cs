using System.Globalization;
using Assay.Community;
using Assay.Packages;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>What the commands that change an advisory database have in common.</summary>
internal static class AdvisoryWriting
{
    /// <summary>Opens the database that is added to; null when there is none. One that cannot be read is said and replaced.</summary>
    public static AdvisoryDatabase? Existing(string path, Host host)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var database = AdvisoryDatabase.Read(path);
            database.Verify();
            return database;
        }
        catch (AdvisoryException exception)
        {
            host.Say("assay: " + TerminalText.Encode($"{path} is not added to but replaced: {exception.Message}"));
            return null;
        }
    }

    /// <summary>Puts a database in place of the one there is, in one step.</summary>
    public static void Write(string path, byte[] bytes)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFile.Write(path, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} cannot be written: {exception.Message}");
        }
    }

    /// <summary>Says what was read and what the database has now.</summary>
    public static int Summarize(AdvisoryImportResult result, string path, bool quiet, Host host)
    {
        foreach (var problem in result.Problems)
        {
            host.Say("assay: " + TerminalText.Encode(problem));
        }

        if (!quiet)
        {
            using var writer = host.OpenOutput();
            foreach (var source in result.Database.SourceDetails)
            {
                writer.WriteLine(TerminalText.Encode(string.Create(CultureInfo.InvariantCulture, $"{source.Name}: {source.Records} {AdvisoryWords.Of(source.Kind)}{(source.Date.Length > 0 ? ", " + source.Date : "")}{(source.Withdrawn > 0 ? $", {source.Withdrawn} withdrawn" : "")}")));
            }

            writer.WriteLine(TerminalText.Encode(string.Create(CultureInfo.InvariantCulture, $"{result.Files} files read: {result.Database.Database.Id} in {path}.")));
        }

        return result.Problems.Count > 0 ? ExitCode.Incomplete : ExitCode.Success;
    }
}

/// <summary>What kinds of sources are called.</summary>
internal static class AdvisoryWords
{
    /// <summary>Says what the records of a source are.</summary>
    public static string Of(AdvisorySourceKind kind) => kind switch
    {
        AdvisorySourceKind.Advisories => "advisories",
        AdvisorySourceKind.NuGetIndex => "advisories of a feed",
        AdvisorySourceKind.Malicious => "records of malicious packages",
        AdvisorySourceKind.Exploited => "exploited vulnerabilities",
        _ => "exploit scores",
    };
}

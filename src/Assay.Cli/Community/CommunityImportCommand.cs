using System.CommandLine;
using System.Globalization;
using Assay.Community;
using Assay.Packages;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay community import FILE</c>.</summary>
internal static class CommunityImportCommand
{
    public static Command Create(Host host)
    {
        var file = new Argument<string>("FILE") { Description = "A snapshot." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No summary." };
        file.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("import", "Checks a snapshot and keeps it: scans of packages of its community use it, in place of one that was imported before and of an older one of this build.") { file, quiet };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            try
            {
                var snapshot = CommunitySource.LoadSnapshot(host, path);
                snapshot.CheckAll();
                Keep(snapshot, SnapshotStore.FindFile(IndexLocation.DataFolder(host), FileName(snapshot.Community)));
                if (!parsed.GetValue(quiet))
                {
                    SaySummary(snapshot);
                }

                return ExitCode.Success;
            }
            catch (Exception exception) when (exception is SnapshotException or IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
            }
        });
        return command;

        void SaySummary(CommunitySnapshot snapshot)
        {
            var info = snapshot.Describe();
            host.Say(string.Create(CultureInfo.InvariantCulture, $"{TerminalText.Encode(info.Id)} of {info.Date}: {info.Packages:N0} packages of {info.Community}, ranked by {info.Ranking}."));
            var own = host.Engine.LoadCommunity();
            if (own.Community == snapshot.Community && string.CompareOrdinal(own.Date, snapshot.Date) >= 0)
            {
                host.Say($"assay: scans use {own.Id} of {own.Date}, which is not older; --snapshot takes this one in any case");
            }
        }
    }

    private static void Keep(CommunitySnapshot snapshot, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var target = new AtomicFile(path);
        SnapshotJson.Write(snapshot, target.Content);
        target.Commit();
    }

    // The community becomes the name of a file.
    private static string FileName(string community) => community.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
        ? community
        : throw new SnapshotException("There is no community of this name.");
}

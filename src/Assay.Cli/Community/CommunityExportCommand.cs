using System.CommandLine;
using System.Globalization;
using Assay.Community;
using Assay.Community.Index;
using Assay.Packages;

namespace Assay.Cli;

/// <summary><c>assay community export</c>.</summary>
internal static class CommunityExportCommand
{
    public static Command Create(Host host)
    {
        var choice = new IndexChoice();
        var output = new Option<string?>("--output", "-o") { Description = "The file; standard output when not given.", HelpName = "FILE" };
        var full = new Option<bool>("--full") { Description = "Writes a line of JSON for every version, with the rules that hold for it, in place of a snapshot." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No summary." };
        var command = new Command("export", "Writes the figures of an index as a snapshot for scans, or everything it says of versions.") { output, full, quiet };
        choice.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var (path, name) = choice.Find(host, parsed);
            try
            {
                using var file = parsed.GetValue(output) is { } target ? new AtomicFile(target) : null;
                var summary = parsed.GetValue(full) ? WriteDump(path, file?.Content ?? host.Output) : WriteSnapshot(path, name, file?.Content ?? host.Output);
                file?.Commit();
                if (!parsed.GetValue(quiet) && file is not null)
                {
                    host.Say(summary);
                }

                return ExitCode.Success;
            }
            catch (Exception exception) when (exception is IndexException or SnapshotException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new CommandFailedException(ExitCode.Usage, exception.Message);
            }

            string WriteSnapshot(string path, string name, Stream stream)
            {
                using var index = CountedIndex.Open(host, path, choice.Scope(parsed), cancellation);
                if (!index.Counts.IsCurrent)
                {
                    host.Say($"assay: the snapshot is of an older state: the index has changed since {index.Counts.Date} and cannot be counted again now");
                }

                var snapshot = SnapshotExport.Of(index.Counts, name);
                SnapshotJson.Write(snapshot, stream);
                var info = snapshot.Describe();
                return string.Create(CultureInfo.InvariantCulture, $"{info.Id} of {info.Date}: {info.Packages:N0} packages of {info.Community}, ranked by {info.Ranking}; {snapshot.Rules.Count:N0} rules.");
            }

            string WriteDump(string path, Stream stream)
            {
                using var database = IndexDatabase.OpenToRead(path);
                var count = FullDump.Write(database, stream, cancellation);
                return string.Create(CultureInfo.InvariantCulture, $"{count:N0} versions.");
            }
        }
    }
}

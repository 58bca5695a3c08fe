using System.CommandLine;
using Assay.Community;
using Assay.Community.Index;

namespace Assay.Cli;

/// <summary>Which index, and whose findings in it.</summary>
internal sealed class IndexChoice
{
    public Option<string?> Index { get; } = IndexLocation.Index();

    public Option<string?> Name { get; } = IndexLocation.Name();

    public Option<string> Population { get; } = Word("--population", "Ids that are counted: with a version that the feed shows, or all.", "listed", "all");

    public Option<string> Versions { get; } = Word("--versions", "Versions that must have a finding: the one that stands for the id, or any.", "latest", "any");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Index, Name, Population, Versions])
        {
            command.Add(option);
        }
    }

    public PrevalenceScope Scope(ParseResult parsed) => new(
        parsed.GetValue(Population) == "all" ? PopulationKind.All : PopulationKind.Listed, parsed.GetValue(Versions) == "any" ? VersionScope.Any : VersionScope.Latest);

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(Index) is not null || parsed.GetValue(Name) is not null;

    /// <summary>Finds the file of the index, and what to call it.</summary>
    public (string Path, string Name) Find(Host host, ParseResult parsed)
    {
        var path = IndexLocation.Find(host, parsed.GetValue(Index), parsed.GetValue(Name));
        return (path, parsed.GetValue(Name) ?? NameIn(path) ?? Path.GetFileNameWithoutExtension(path));
    }

    // What is wrong with the file is said when it is asked.
    private static string? NameIn(string path)
    {
        try
        {
            using var database = IndexDatabase.OpenToRead(path);
            return database.CommunityName;
        }
        catch (IndexException)
        {
            return null;
        }
    }

    private static Option<string> Word(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}

using System.CommandLine;

namespace Assay.Cli;

/// <summary>Where the index of a community lies: <c>--index FILE</c>, else <c>NAME.db</c> by <c>--name</c> in the folder for data of the user.</summary>
internal static class IndexLocation
{
    /// <summary>Gives the option <c>--index</c>.</summary>
    public static Option<string?> Index() => new("--index") { Description = "The file of the index; NAME.db in the data folder of the user when not given.", HelpName = "FILE" };

    /// <summary>Gives the option <c>--name</c>.</summary>
    public static Option<string?> Name()
    {
        var name = new Option<string?>("--name") { Description = "Name of the community, as reports show it.", HelpName = "NAME" };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !IsName(token.Value))
            {
                result.AddError("--name takes letters, digits, '-', '_' and '.'.");
            }
        });
        return name;
    }

    /// <summary>Finds the file; throws <see cref="CommandFailedException"/> when neither option says which.</summary>
    public static string Find(Host host, string? index, string? name) =>
        index ?? (name is null
            ? throw new CommandFailedException(ExitCode.Usage, "Say which index: --index FILE, or --name NAME for one in the data folder.")
            : Path.Combine(DataFolder(host), name + ".db"));

    private static bool IsName(string text) => text.Length > 0 && text[0] != '.' && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');

    // Linux: XDG_DATA_HOME or ~/.local/share; macOS: ~/Library/Application Support; Windows: %LOCALAPPDATA%.
    private static string DataFolder(Host host) => host.Variable("ASSAY_DATA") is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "assay");
}

using System.CommandLine;
using System.Globalization;

namespace Assay.Cli;

/// <summary><c>assay serve</c>: the portal.</summary>
internal static class ServeCommand
{
    private const int UsualPort = 5080;

    public static Command Create(Host host)
    {
        var data = Data();
        data.Recursive = true;
        var port = new Option<int>("--port", "-p") { Description = "Port on this machine's loopback address.", DefaultValueFactory = _ => UsualPort, HelpName = "PORT" };
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, with semicolons; takes the place of --port. On others than loopback, handing packages in wants a token.", HelpName = "URL;..." };
        var packages = new Option<string[]>("--packages") { Description = "A folder in which files of packages of the indexes lie, so that pages can show them. May be given several times.", HelpName = "FOLDER", AllowMultipleArgumentsPerToken = false };
        var feeds = new Option<string[]>("--feed") { Description = "A source of the NuGet configuration, or an address, that packages may be requested from; all of the configuration when not given.", HelpName = "SOURCE", AllowMultipleArgumentsPerToken = false };
        var name = new Option<string?>("--name") { Description = "What the site is called.", HelpName = "TEXT" };
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > ushort.MaxValue)
            {
                result.AddError("--port takes a number from 0 to 65535.");
            }
        });
        var command = new Command("serve", "Serves reports, search and prevalence as a web site and an API.") { data, port, urls, packages, feeds, name };
        command.SetAction((parsed, cancellation) => RunAsync(host,
            [
                "--Portal:Data=" + Folder(host, parsed.GetValue(data)),
                "--Urls=" + (parsed.GetValue(urls) ?? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{parsed.GetValue(port)}")),
                .. Several("PackageFolders", (parsed.GetValue(packages) ?? []).Select(Path.GetFullPath)),
                .. Several("Feeds", parsed.GetValue(feeds) ?? []),
                .. parsed.GetValue(name) is { } text ? (string[])["--Portal:Name=" + text] : [],
                // Somebody reads along; a service has settings of its own.
                .. host.Variable("ASSAY_PORTAL__LOGFORMAT") is null ? (string[])["--Portal:LogFormat=simple"] : [],
            ],
            isServer: true, cancellation));
        command.Add(Maintenance(host, data, "backup", "Copies everything that the portal keeps into a new folder, while it runs.", "The folder; it must not exist."));
        command.Add(Maintenance(host, data, "restore", "Makes a new data folder out of a backup.", "The folder of the backup."));
        command.Add(PassedOn(host, data, "token", "Makes, lists and revokes tokens: 'create --name NAME --role read|submit|admin [--days DAYS]', 'list', 'revoke --name NAME'."));
        command.Add(PassedOn(host, data, "audit", "Verifies or exports the audit log: 'verify', 'export'."));
        return command;
    }

    // The server's program knows these, and says what is wrong with them.
    private static Command PassedOn(Host host, Option<string?> data, string name, string description)
    {
        var words = new Argument<string[]>("WORD") { Description = "What to do.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name, description) { words };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => RunAsync(host, [name, .. parsed.GetValue(words) ?? [], .. parsed.UnmatchedTokens, "--Portal:Data=" + Folder(host, parsed.GetValue(data))], isServer: false, cancellation));
        return command;
    }

    private static Command Maintenance(Host host, Option<string?> data, string name, string description, string meaning)
    {
        var folder = new Argument<string>("FOLDER") { Description = meaning };
        var command = new Command(name, description) { folder };
        command.SetAction((parsed, cancellation) => RunAsync(host, [name, Path.GetFullPath(parsed.GetRequiredValue(folder)), "--Portal:Data=" + Folder(host, parsed.GetValue(data))], isServer: false, cancellation));
        return command;
    }

    private static Option<string?> Data() => new("--data") { Description = "The folder that holds everything that the portal keeps; 'portal' in the data folder of the user when not given.", HelpName = "FOLDER" };

    private static string Folder(Host host, string? given) => Path.GetFullPath(given ?? Path.Combine(IndexLocation.DataFolder(host), "portal"));

    private static IEnumerable<string> Several(string setting, IEnumerable<string> values) => values.Select((value, index) => string.Create(CultureInfo.InvariantCulture, $"--Portal:{setting}:{index}={value}"));

    private static async Task<int> RunAsync(Host host, IReadOnlyList<string> arguments, bool isServer, CancellationToken cancellation) => PortalProgram.Find(host) is { } program
        ? await PortalProgram.RunAsync(program, arguments, isServer, cancellation)
        : throw new CommandFailedException(ExitCode.NothingFound, $"The server is not installed beside this program: name its assay-web.dll in {PortalProgram.Variable}.");
}

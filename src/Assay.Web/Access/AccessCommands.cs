using System.Globalization;
using Assay.Reports;
using Assay.Web.Hosting;
using Assay.Web.Storing;

namespace Assay.Web.Access;

/// <summary>What an operator does beside the server, while it runs or not: <c>token create|list|revoke</c>, <c>audit verify|export</c>.</summary>
internal static class AccessCommands
{
    /// <summary>Where the audit log says that it came from.</summary>
    public const string Origin = "command line";

    private const int Usage = 2;

    private const string Help = """
        assay-web token create --name NAME --role read|submit|admin [--days DAYS] [--Portal:Data FOLDER]
        assay-web token list [--Portal:Data FOLDER]
        assay-web token revoke --name NAME [--Portal:Data FOLDER]
        assay-web audit verify [--known HASH] [--Portal:Data FOLDER]
        assay-web audit export [--Portal:Data FOLDER]
        """;

    /// <summary>Whether arguments are for this.</summary>
    public static bool Knows(IReadOnlyList<string> arguments) => arguments is ["token" or "audit", ..];

    /// <summary>Runs a command.</summary>
    /// <returns>0 when it was done, 1 when the audit log is not whole, 2 when it could not be done.</returns>
    public static int Run(IReadOnlyList<string> arguments, Stream output, TextWriter errors)
    {
        try
        {
            return Run(arguments, output);
        }
        catch (Exception exception) when (exception is TokenException or ArgumentException or FormatException or IOException or UnauthorizedAccessException or InvalidDataException or Microsoft.Data.Sqlite.SqliteException)
        {
            errors.WriteLine("assay-web: " + TerminalText.EncodeProse(exception.Message));
            return Usage;
        }
    }

    private static int Run(IReadOnlyList<string> arguments, Stream output)
    {
        var verb = arguments.Count > 1 ? arguments[1] : "";
        if (!((arguments[0] == "token" && verb is "create" or "list" or "revoke") || (arguments[0] == "audit" && verb is "verify" or "export")))
        {
            throw new ArgumentException("this is none of the commands\n" + Help);
        }

        var settings = Settings([.. arguments.Skip(2)]);
        var options = settings.GetSection(PortalOptions.Section).Get<PortalOptions>() ?? new PortalOptions();
        using var database = new PortalDatabase(new DataDirectory(options.Data));
        var audit = new AuditLog(database, TimeProvider.System);
        var tokens = new TokenStore(database, audit, TimeProvider.System);
        if (arguments[0] == "audit" && verb == "export")
        {
            foreach (var entry in audit.All())
            {
                entry.WriteLine(output);
            }

            return 0;
        }

        using var text = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
        switch (verb)
        {
            case "create":
                return Create(tokens, settings, options.TokenDays, text);
            case "list":
                return List(tokens, text);
            case "revoke":
                return Revoke(tokens, Value(settings, "name"), text);
            default:
                return Verify(audit, settings["known"], text);
        }
    }

    private static int Create(TokenStore tokens, IConfiguration settings, int usualDays, TextWriter output)
    {
        var days = settings["days"] is { } number ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : usualDays;
        var (token, _) = tokens.Create(Value(settings, "name"), RoleText.Parse(Value(settings, "role")) ?? PortalRole.None, days, null, Origin);
        output.WriteLine(token);
        return 0;
    }

    private static int List(TokenStore tokens, TextWriter output)
    {
        foreach (var token in tokens.All())
        {
            var state = token.Revoked is not null ? "revoked" : token.IsGood(TimeProvider.System.GetUtcNow()) ? "good" : "expired";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{token.Number,4}  {state,-8}{RoleText.Of(token.Role),-8}{token.Created.UtcDateTime:yyyy-MM-dd}  {token.Expires.UtcDateTime:yyyy-MM-dd}  {TerminalText.Encode(token.Name)}"));
        }

        return 0;
    }

    private static int Revoke(TokenStore tokens, string name, TextWriter output)
    {
        if (tokens.All().FirstOrDefault(token => token.Revoked is null && token.Name == name) is not { } found || tokens.Revoke(found.Number, null, Origin) is null)
        {
            throw new ArgumentException("there is no token of this name that is not revoked");
        }

        output.WriteLine($"{name} opens nothing any more.");
        return 0;
    }

    private static int Verify(AuditLog audit, string? known, TextWriter output)
    {
        var found = audit.Verify(known is null ? null : Convert.FromHexString(known));
        output.WriteLine(found.Broken is { } row
            ? string.Create(CultureInfo.InvariantCulture, $"The audit log was changed: row {row} is missing or is not what was written.")
            : found.IsKnown
                ? string.Create(CultureInfo.InvariantCulture, $"The audit log is whole: {found.Rows} rows, the last has the hash {Convert.ToHexStringLower(found.Head)}.")
                : string.Create(CultureInfo.InvariantCulture, $"The audit log was changed: no row of {found.Rows} has the hash {known}."));
        return found.IsWhole ? 0 : 1;
    }

    private static string Value(IConfiguration settings, string name) => settings[name] is { Length: > 0 } value ? value : throw new ArgumentException($"--{name} is missing\n" + Help);

    // The same sources as the server's, so that both mean the same folder.
    private static IConfigurationRoot Settings(string[] arguments)
    {
        for (var place = 0; place < arguments.Length; place += arguments[place].Contains('=', StringComparison.Ordinal) ? 1 : 2)
        {
            var name = arguments[place].Split('=')[0];
            if (name is not ("--name" or "--role" or "--days" or "--known") && !name.StartsWith("--" + PortalOptions.Section + ":", StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"{name} is not known here\n" + Help);
            }
        }

        return new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddEnvironmentVariables("ASSAY_").AddCommandLine(arguments).Build();
    }
}

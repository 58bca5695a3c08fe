using Microsoft.Data.Sqlite;

namespace Assay.Web.Maintenance;

/// <summary>What the program does besides serving: <c>assay-web backup FOLDER --Portal:Data DIR</c>. One clear line for every failure.</summary>
internal static class MaintenanceCommands
{
    private const int Failed = 1;
    private const int Usage = 2;

    private static readonly Dictionary<string, Func<MaintenanceRequest, Task<int>>> All = new(StringComparer.Ordinal)
    {
        ["backup"] = BackupCommand.RunAsync,
        ["restore"] = RestoreCommand.RunAsync,
    };

    /// <summary>Whether the first word of the command line names one.</summary>
    public static bool IsNamed(string[] args) => args is [var name, ..] && All.ContainsKey(name);

    /// <summary>Runs the command that the first word names.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return await All[args[0]](MaintenanceRequest.Parse(args[1..]));
        }
        catch (MaintenanceException exception)
        {
            await Console.Error.WriteLineAsync($"assay-web: {exception.Message}");
            return exception.IsUsage ? Usage : Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            await Console.Error.WriteLineAsync($"assay-web: {exception.Message}");
            return Failed;
        }
    }
}

/// <summary>Says for a person why a command cannot be carried out.</summary>
internal sealed class MaintenanceException(string message, bool isUsage = false) : Exception(message)
{
    /// <summary>True when the command line is wrong.</summary>
    public bool IsUsage { get; } = isUsage;
}

/// <summary>The words of a command line besides settings, and the settings.</summary>
internal sealed record MaintenanceRequest(IReadOnlyList<string> Words, IConfiguration Configuration)
{
    /// <summary>Takes settings (<c>--Portal:Data DIR</c>, <c>--Portal:Data=DIR</c>) apart from words.</summary>
    public static MaintenanceRequest Parse(string[] args)
    {
        var words = new List<string>();
        var settings = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
            {
                settings.Add(args[++i]);
            }
        }

        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables("ASSAY_").AddCommandLine([.. settings]).Build();
        return new MaintenanceRequest(words, configuration);
    }

    /// <summary>The data folder; throws <see cref="MaintenanceException"/> when none is named.</summary>
    public string Data => Configuration["Portal:Data"] is { Length: > 0 } data ? Path.GetFullPath(data) : throw new MaintenanceException("Say which data folder: --Portal:Data DIR.", isUsage: true);

    /// <summary>The only word of a command that takes one; throws <see cref="MaintenanceException"/> otherwise.</summary>
    public string OnlyWord(string meaning) => Words is [var word] ? word : throw new MaintenanceException($"The command takes {meaning} and nothing else.", isUsage: true);
}

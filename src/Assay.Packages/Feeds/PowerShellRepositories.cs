using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Assay.Model;
using Assay.Packages.Manifest;

namespace Assay.Packages.Feeds;

/// <summary>A place that the user's PowerShell installs modules from.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Address">Address or folder.</param>
/// <param name="Kind"><c>V2</c>, <c>V3</c>, <c>Local</c>, <c>NugetServer</c>, <c>ContainerRegistry</c>; null where the list does not say.</param>
/// <param name="Priority">Lower ones are asked first.</param>
internal sealed record PowerShellRepository(string Name, string Address, string? Kind, int Priority);

/// <summary>Reads the repositories that PSResourceGet, and before it PowerShellGet 2, keep for the user.</summary>
/// <remarks>
/// PSResourceGet: <c>PSResourceGet/PSResourceRepository.xml</c> in the user's folder for local application data, one element <c>Repository</c> each with
/// <c>Name</c>, <c>Url</c> (<c>Uri</c> in early versions), <c>APIVersion</c>, <c>Priority</c>. PowerShellGet 2: <c>PSRepositories.xml</c>, objects of CLIXML with
/// <c>Name</c> and <c>SourceLocation</c>.
/// </remarks>
internal sealed class PowerShellRepositories
{
    private const int DefaultPriority = 50;
    private const int Limit = 1000;
    private const long FileLimit = DocumentLimits.RepositoryListBytes;

    private PowerShellRepositories(IReadOnlyList<PowerShellRepository> all, IReadOnlyList<string> files) => (All, Files) = (all, files);

    /// <summary>The repositories in the order in which PowerShell asks them.</summary>
    public IReadOnlyList<PowerShellRepository> All { get; }

    /// <summary>Where lists were looked for.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Reads the lists of the user; throws <see cref="FeedException"/> when one is broken.</summary>
    /// <param name="folder">The folder that holds the lists; null for those of the platform.</param>
    public static PowerShellRepositories Load(string? folder)
    {
        string[] files = folder is null ? [ResourceGetFile, PowerShellGetFile] : [Path.Combine(folder, "PSResourceRepository.xml"), Path.Combine(folder, "PSRepositories.xml")];
        PowerShellRepository[] found = [.. files.SelectMany(Read).Take(Limit)];

        // Of two with one name the newer program's holds.
        return new PowerShellRepositories([.. found.DistinctBy(repository => repository.Name, StringComparer.OrdinalIgnoreCase).OrderBy(repository => repository.Priority).ThenBy(repository => repository.Name, StringComparer.OrdinalIgnoreCase)], files);
    }

    private static string ResourceGetFile => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "PSResourceGet", "PSResourceRepository.xml");

    private static string PowerShellGetFile
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Microsoft", "Windows", "PowerShell", "PowerShellGet", "PSRepositories.xml");
            }

            var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } named && Path.IsPathRooted(named) ? named : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(caches, "powershell", "PowerShellGet", "PSRepositories.xml");
        }
    }

    private static IEnumerable<PowerShellRepository> Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return [];
            }

            if (new FileInfo(path).Length > FileLimit)
            {
                throw Broken(path, $"it has more than {FileLimit} bytes.", null);
            }

            var bytes = File.ReadAllBytes(path);
            if (XmlGuard.Check(new MemoryStream(bytes)) is { } refusal)
            {
                throw Broken(path, refusal, null);
            }

            using var reader = XmlReader.Create(new MemoryStream(bytes), XmlGuard.Settings);
            var root = XDocument.Load(reader).Root!;
            PowerShellRepository?[] all = root.Name.LocalName == "Objs" ? [.. root.Descendants().Where(IsObject).Select(OfPowerShellGet)] : [.. root.Elements("Repository").Select(OfResourceGet)];
            return all.OfType<PowerShellRepository>();
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Broken(path, exception.Message, exception);
        }
    }

    private static PowerShellRepository? OfResourceGet(XElement repository)
    {
        var name = (string?)repository.Attribute("Name");
        var address = (string?)repository.Attribute("Url") ?? (string?)repository.Attribute("Uri");
        var priority = int.TryParse((string?)repository.Attribute("Priority"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : DefaultPriority;
        return string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(address) ? null : new PowerShellRepository(name, address, (string?)repository.Attribute("APIVersion"), priority);
    }

    private static bool IsObject(XElement element) => element.Name.LocalName == "MS";

    // <MS><S N="Name">..</S><S N="SourceLocation">..</S>..</MS>
    private static PowerShellRepository? OfPowerShellGet(XElement members)
    {
        var name = Member(members, "Name");
        var address = Member(members, "SourceLocation");
        return string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(address) ? null : new PowerShellRepository(name, address, null, DefaultPriority);
    }

    private static string? Member(XElement members, string name) =>
        (string?)members.Elements().FirstOrDefault(member => member.Name.LocalName == "S" && (string?)member.Attribute("N") == name);

    private static FeedException Broken(string path, string why, Exception? cause) => new(SubjectError.Usage, $"PowerShell's list of repositories {path} cannot be read: {why}", cause);
}

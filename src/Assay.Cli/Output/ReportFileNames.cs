using System.Globalization;

namespace Assay.Cli;

/// <summary>Gives each report of a run a file name that is safe on every system and not yet taken.</summary>
internal sealed class ReportFileNames
{
    private const int LongestName = 120;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    // Windows and macOS take names that differ only in case for the same.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives <c>Id.Version</c> without extension; with the start of the hash when that is taken or had to be changed.</summary>
    public string Next(string id, string? version, string sha256)
    {
        var wanted = version is null ? id : $"{id}.{version}";
        var safe = Sanitize(wanted);
        if (safe == wanted && _taken.Add(safe))
        {
            return safe;
        }

        var named = $"{safe}-{Sanitize(sha256.Length > 12 ? sha256[..12] : sha256)}";
        var name = named;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{named}-{number}");
        }

        return name;
    }

    private static string Sanitize(string text)
    {
        var name = new string([.. text.Take(LongestName).Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or '+' ? character : '_')]);
        name = name.TrimEnd('.');
        return name.Length == 0 || name[0] is '.' or '-' || Devices.Contains(name.Split('.')[0]) ? "_" + name : name;
    }
}

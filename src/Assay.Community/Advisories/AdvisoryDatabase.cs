using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>An advisory database: known vulnerabilities and malicious packages from several sources, as <c>assay advisories import</c> keeps them. Only what is asked for is parsed.</summary>
public sealed class AdvisoryDatabase : IAdvisories
{
    private const long LongestFile = DocumentLimits.AdvisoryDatabaseBytes;

    private readonly AdvisoryHeader _header;
    private readonly ReadOnlyMemory<byte>[] _parts;
    private readonly SortedLines _packages;
    private readonly SortedLines _exploited;
    private readonly SortedLines _scores;
    private readonly ConcurrentDictionary<string, IReadOnlyList<Vulnerability>> _known = new(StringComparer.Ordinal);
    private readonly Lazy<MaliciousPackages?> _malicious;

    private AdvisoryDatabase(AdvisoryHeader header, ReadOnlyMemory<byte>[] parts)
    {
        _header = header;
        _parts = parts;
        (_packages, _exploited, _scores) = (new SortedLines(parts[0]), new SortedLines(parts[1]), new SortedLines(parts[2]));
        _malicious = new Lazy<MaliciousPackages?>(() => Guard(ReadMalicious));
        Database = new DatedInput(header.Id, header.Date);
        Sources = [.. header.Sources.Select(source => source.ToInput())];
    }

    /// <inheritdoc/>
    public DatedInput Database { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DatedInput> Sources { get; }

    /// <summary>The sources with what the database has of them.</summary>
    public IReadOnlyList<AdvisorySource> SourceDetails => _header.Sources;

    /// <summary>The addresses that an update asks besides the feeds of the configuration.</summary>
    public IReadOnlyList<string> Addresses => [.. _header.Addresses.Where(address => address.IsRemembered).Select(address => address.Address)];

    /// <summary>The known malicious packages; null when no source has any. Throws <see cref="AdvisoryException"/> for a record that is none.</summary>
    public MaliciousPackages? Malicious => _malicious.Value;

    /// <summary>True when some source has records of vulnerabilities.</summary>
    public bool HasVulnerabilities => _header.Sources.Any(source => source.Kind is AdvisorySourceKind.Advisories or AdvisorySourceKind.NuGetIndex);

    /// <summary>Reads a database; throws <see cref="AdvisoryException"/> for a file that is none, is damaged or is of another form.</summary>
    public static AdvisoryDatabase Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > LongestFile }
                ? throw new AdvisoryException($"the file has more than {LongestFile} bytes")
                : Parse(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new AdvisoryException(exception.Message, exception);
        }
    }

    /// <summary>Reads a database from its bytes, which must not change; throws <see cref="AdvisoryException"/> for anything that is none.</summary>
    public static AdvisoryDatabase Parse(ReadOnlyMemory<byte> bytes)
    {
        var end = bytes.Span.IndexOf((byte)'\n');
        if (end < 0 || !bytes.Span.StartsWith(AdvisoryFile.Start))
        {
            throw bytes.Span.StartsWith("{\"schema\":"u8) ? AdvisoryHeader.OtherForm() : new AdvisoryException("this is no advisory database; assay advisories import makes one");
        }

        var header = Guard(() => AdvisoryJson.ReadArray(bytes[AdvisoryFile.Start.Length..end], AdvisoryHeader.Read));
        var body = bytes[(end + 1)..];
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(body.Span)), header.Sha256, StringComparison.Ordinal))
        {
            throw new AdvisoryException("the advisory database is damaged: its content has another SHA-256 than its first line says; import the advisories again");
        }

        return new AdvisoryDatabase(header, Split(body, header.Lengths));
    }

    /// <inheritdoc/>
    /// <exception cref="AdvisoryException">The record of the package is none: somebody else wrote the file.</exception>
    public IReadOnlyList<Vulnerability> Of(string community, string package)
    {
        var key = AdvisoryFile.PackageKey(community, package);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var line = _packages.Find(SortedLines.Key(key));
        return line.IsEmpty ? [] : _known.GetOrAdd(key, _ => Guard<IReadOnlyList<Vulnerability>>(() => AdvisoryJson.ReadArray(line, ReadPlaces)));
    }

    /// <summary>Gives all vulnerabilities, by id. Throws <see cref="AdvisoryException"/> at one that is none.</summary>
    public IEnumerable<Vulnerability> All() => new SortedLines(_parts[3]).All().Select(line => Guard(() => Complete(AdvisoryJson.ReadVulnerability(line))));

    /// <summary>Reads everything; throws <see cref="AdvisoryException"/> where a record is none.</summary>
    public void Verify() => _ = ToContent();

    /// <summary>Gives everything in a form that can be changed and written again.</summary>
    internal AdvisoryContent ToContent() => Guard(() =>
    {
        var content = new AdvisoryContent();
        foreach (var source in _header.Sources)
        {
            content.Sources[source.Name] = source;
        }

        foreach (var address in _header.Addresses)
        {
            content.Addresses[address.Address] = address;
        }

        foreach (var record in new SortedLines(_parts[3]).All().SelectMany(line => AdvisoryJson.ReadVulnerability(line).Records))
        {
            content.Records[(record.Source, record.Id)] = record;
        }

        foreach (var line in _exploited.All())
        {
            AdvisoryJson.ReadArray(line, item => content.Exploited[AdvisoryJson.Text(item[0])] = ReadExploitation(item));
        }

        foreach (var line in _scores.All())
        {
            AdvisoryJson.ReadArray(line, item => content.Scores[AdvisoryJson.Text(item[0])] = ReadScore(item));
        }

        content.Malicious = MaliciousLines.Read(_parts[4].Span);
        return content;
    });

    private Vulnerability[] ReadPlaces(JsonElement line)
    {
        var count = line.GetArrayLength();
        var found = new Vulnerability[count / 2];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Complete(AdvisoryJson.ReadVulnerability(_parts[3].Slice(line[1 + (2 * i)].GetInt32(), line[2 + (2 * i)].GetInt32())));
        }

        return found;
    }

    private Vulnerability Complete(MergedVulnerability merged)
    {
        var vulnerability = new Vulnerability(merged.Id, merged.Aliases, [.. merged.Records.Select(record => record.Statement)]);
        if (!AdvisoryRecord.IsCve(merged.Id))
        {
            return vulnerability;
        }

        var key = SortedLines.Key(merged.Id);
        var score = _scores.Find(key) is { IsEmpty: false } scored ? AdvisoryJson.ReadArray(scored, ReadScore) : null;
        return vulnerability with
        {
            Epss = score?.Probability,
            EpssPercentile = score?.Percentile,
            Exploited = _exploited.Find(key) is { IsEmpty: false } exploited ? AdvisoryJson.ReadArray(exploited, ReadExploitation) : null,
        };
    }

    private static KnownExploitation ReadExploitation(JsonElement item) => new(AdvisoryJson.Text(item[1]), item[2].GetString(), item[3].GetBoolean());

    private static ExploitScore ReadScore(JsonElement item) => new(item[1].GetDouble(), item[2].GetDouble());

    private MaliciousPackages? ReadMalicious()
    {
        var records = MaliciousLines.Read(_parts[4].Span);
        if (records.Count == 0)
        {
            return null;
        }

        var names = records.Select(record => record.Source).ToHashSet(StringComparer.Ordinal);

        // Equal records have equal names in every report.
        var id = "malicious-packages-" + Convert.ToHexStringLower(SHA256.HashData(_parts[4].Span).AsSpan(0, 6));
        return new MaliciousPackages(id, _header.Sources.Where(source => names.Contains(source.Name)).Select(source => source.Date).Max(StringComparer.Ordinal) ?? "", [.. records.Select(record => record.Package)]);
    }

    private static ReadOnlyMemory<byte>[] Split(ReadOnlyMemory<byte> body, IReadOnlyList<int> lengths)
    {
        var parts = new ReadOnlyMemory<byte>[AdvisoryHeader.Parts.Length];
        var position = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var opening = AdvisoryFile.Opening(i);
            if (i >= lengths.Count || lengths[i] < 0 || !body.Span[position..].StartsWith(opening) || lengths[i] > body.Length - position - opening.Length)
            {
                throw new AdvisoryException("the advisory database is damaged: its parts are not where its first line says; import the advisories again");
            }

            parts[i] = body.Slice(position + opening.Length, lengths[i]);
            position += opening.Length + lengths[i];
        }

        return parts;
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException or ArgumentException or OverflowException or DecoderFallbackException)
        {
            throw new AdvisoryException("the advisory database has an entry that cannot be read; import the advisories again", exception);
        }
    }
}

using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Assay.Community;

/// <summary>
/// Reads snapshots of format 2. What is long stays as it lies in the file until it is asked for: of half a million packages a scan needs one place in the ids and the sets of the rules
/// that hold for one package.
/// </summary>
internal sealed class SnapshotFormat2Reader(ReadOnlyMemory<byte> file)
{
    private const int MostPackages = 100_000_000;

    private readonly List<RuleFigures> _rules = [];
    private readonly List<NamedSet> _sets = [];
    private SnapshotPackages? _packages;
    private string? _id;
    private string? _date;
    private string? _community;
    private RankingKind? _ranking;
    private PopulationKind _population;
    private VersionScope _versions;

    public CommunitySnapshot Read()
    {
        var reader = new Utf8JsonReader(file.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadProperty(ref reader);
        }

        if (reader.Read())
        {
            throw new JsonException("There is something behind the object.");
        }

        SnapshotCheck.Require(_id is not null, "it has no id");
        SnapshotCheck.Require(_community is not null, "it names no community");
        SnapshotCheck.Require(_date is not null, "it has no date");
        SnapshotCheck.Require(_ranking is not null, "its ranking is unknown");
        SnapshotCheck.Require(_packages is not null, "it has no packages");
        SnapshotCheck.Head(_id, _date, _community, _ranking.Value);
        return new CommunitySnapshot(_packages, _rules, _sets) { Id = _id, Date = _date, Community = _community, Ranking = _ranking.Value, Population = _population, Versions = _versions };
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        var name = reader.GetString();
        reader.Read();
        switch (name)
        {
            case "id":
                _id = reader.GetString();
                break;
            case "date":
                _date = reader.GetString();
                break;
            case "community":
                _community = reader.GetString();
                break;
            case "ranking":
                _ranking = reader.GetString() switch { "downloads" => RankingKind.Downloads, "dependents" => RankingKind.Dependents, _ => null };
                break;
            case "population":
                _population = reader.GetString() switch { "listed" => PopulationKind.Listed, "all" => PopulationKind.All, _ => throw SnapshotException.Broken("its population is unknown") };
                break;
            case "versions":
                _versions = reader.GetString() switch { "latest" => VersionScope.Latest, "any" => VersionScope.Any, _ => throw SnapshotException.Broken("its versions are unknown") };
                break;
            case "packages":
                _packages = ReadPackages(ref reader);
                break;
            case "rules":
                ReadRules(ref reader, Packages());
                break;
            case "sets":
                ReadSets(ref reader, Packages());
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private SnapshotPackages Packages() => _packages ?? throw SnapshotException.Broken("its packages come after its sets");

    private SnapshotPackages ReadPackages(ref Utf8JsonReader reader)
    {
        var (count, ranked) = (-1, -1);
        ReadOnlyMemory<byte>? ids = null, ranking = null, versions = null;
        Begin(ref reader);
        while (Next(ref reader, out var name))
        {
            switch (name)
            {
                case "count":
                    count = reader.GetInt32();
                    break;
                case "ranked":
                    ranked = reader.GetInt32();
                    break;
                case "ids":
                    ids = Keep(ref reader);
                    break;
                case "ranking":
                    ranking = Keep(ref reader);
                    break;
                case "versions":
                    versions = Keep(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        SnapshotCheck.Require(count is >= 0 and <= MostPackages && ranked >= 0 && ranked <= count && ids is not null && ranking is not null && versions is not null, "its packages are not complete");
        return new SnapshotPackages(count, ranked,
            () => PackageNames.Read(Deflated.Read(Decode(ids.Value, "the ids"), "the ids"), count),
            () => NumberColumn.Read(Decode(ranking.Value, "the ranking"), ranked) ?? throw SnapshotException.Broken("the ranking cannot be read"),
            () => Lines(Deflated.Read(Decode(versions.Value, "the versions"), "the versions"), count));
    }

    private void ReadRules(ref Utf8JsonReader reader, SnapshotPackages packages)
    {
        SnapshotCheck.Require(reader.TokenType == JsonTokenType.StartArray, "its rules are no list");
        string? before = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var rule = ReadRule(ref reader, packages);
            SnapshotCheck.Require(before is null || string.CompareOrdinal(before, rule.Id) < 0, $"the rules are not in order at {rule.Id}");
            before = rule.Id;
            _rules.Add(rule);
        }
    }

    private RuleFigures ReadRule(ref Utf8JsonReader reader, SnapshotPackages packages)
    {
        string? id = null, hash = null;
        TierCounts? counts = null;
        ReadOnlyMemory<byte>? set = null;
        Begin(ref reader);
        while (Next(ref reader, out var name))
        {
            switch (name)
            {
                case "id":
                    id = reader.GetString();
                    break;
                case "conditionHash":
                    hash = reader.GetString();
                    break;
                case "counts":
                    counts = ReadCounts(ref reader);
                    break;
                case "packages":
                    set = Keep(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        SnapshotCheck.Require(id is { Length: > 0 } && hash is not null && counts is not null && set is not null, "the figures of a rule are not complete");
        SnapshotCheck.Require(counts.Community >= 0 && counts.Community <= packages.Count
            && Fits(counts.Top100, Tiers.Top100, packages) && Fits(counts.Top1k, Tiers.Top1k, packages) && Fits(counts.Top10k, Tiers.Top10k, packages), $"the counts of {id} are impossible");
        return new RuleFigures(id, hash, counts, () =>
        {
            var members = ReadSet(set.Value, id, packages.Count);
            SnapshotCheck.Require(Tiers.Count(members, packages) == counts, $"the counts of {id} are not those of its set");
            return members;
        });
    }

    private static bool Fits(int? count, int size, SnapshotPackages packages) => packages.Ranked < size ? count is null : count is { } known && known >= 0 && known <= size;

    private static TierCounts ReadCounts(ref Utf8JsonReader reader)
    {
        int? top100 = null, top1k = null, top10k = null, community = null;
        Begin(ref reader);
        while (Next(ref reader, out var name))
        {
            switch (name)
            {
                case "top100":
                    top100 = reader.GetInt32();
                    break;
                case "top1k":
                    top1k = reader.GetInt32();
                    break;
                case "top10k":
                    top10k = reader.GetInt32();
                    break;
                case "community":
                    community = reader.GetInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new TierCounts(top100, top1k, top10k, community ?? throw SnapshotException.Broken("the figures of a rule are not complete"));
    }

    private void ReadSets(ref Utf8JsonReader reader, SnapshotPackages packages)
    {
        SnapshotCheck.Require(reader.TokenType == JsonTokenType.StartArray, "its sets are no list");
        string? before = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var set = ReadNamedSet(ref reader, packages);
            SnapshotCheck.Require(before is null || string.CompareOrdinal(before, set.Name) < 0, $"the sets are not in order at {set.Name}");
            before = set.Name;
            _sets.Add(set);
        }
    }

    private NamedSet ReadNamedSet(ref Utf8JsonReader reader, SnapshotPackages packages)
    {
        string? name = null;
        var count = -1;
        ReadOnlyMemory<byte>? set = null;
        Begin(ref reader);
        while (Next(ref reader, out var property))
        {
            switch (property)
            {
                case "name":
                    name = reader.GetString();
                    break;
                case "count":
                    count = reader.GetInt32();
                    break;
                case "packages":
                    set = Keep(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        SnapshotCheck.Require(name is { Length: > 0 } && count >= 0 && count <= packages.Count && set is not null, "a set is not complete");
        return new NamedSet(name, count, () =>
        {
            var members = ReadSet(set.Value, name, packages.Count);
            SnapshotCheck.Require(members.Count() == count, $"the count of {name} is not that of its set");
            return members;
        });
    }

    private static void Begin(ref Utf8JsonReader reader) => SnapshotCheck.Require(reader.TokenType == JsonTokenType.StartObject, "a part of it is no object");

    private static bool Next(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? name)
    {
        name = reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
        return name is not null && reader.Read();
    }

    // The text between the quotation marks, where it lies.
    private ReadOnlyMemory<byte> Keep(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? throw SnapshotException.Broken("a set is no text")
        : reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!)
        : file.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);

    private static PackageSet ReadSet(ReadOnlyMemory<byte> text, string name, int packages)
    {
        try
        {
            return PackageSetFormat.Read(Decode(text, "the set of " + name), packages);
        }
        catch (InvalidDataException)
        {
            throw SnapshotException.Broken($"the set of {name} is not of {packages} packages");
        }
    }

    private static byte[] Decode(ReadOnlyMemory<byte> text, string what)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text.Span, bytes, out _, out var written) == System.Buffers.OperationStatus.Done
            ? written == bytes.Length ? bytes : bytes[..written]
            : throw SnapshotException.Broken($"{what} cannot be read");
    }

    private static string[] Lines(byte[] text, int count)
    {
        var lines = count == 0 ? [] : Encoding.UTF8.GetString(text).Split('\n');
        return lines.Length == count ? lines : throw SnapshotException.Broken("there are more versions than packages, or fewer");
    }
}

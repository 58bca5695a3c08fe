using Assay.Licenses.Recognition;

namespace Assay.Licenses;

/// <summary>Knows licences by id, by address and by text. Thread-safe; read when it is first asked for.</summary>
public sealed class LicenseIndex
{
    private static readonly Lazy<LicenseIndex> Shared = new(() => new LicenseIndex(Resource()));

    private static readonly (LicenseRestrictions Restriction, string Name)[] RestrictionNames =
    [
        (LicenseRestrictions.CommercialUse, "commercial-use"), (LicenseRestrictions.Production, "production"), (LicenseRestrictions.Distribution, "distribution"),
        (LicenseRestrictions.Modification, "modification"), (LicenseRestrictions.FieldOfUse, "field-of-use"), (LicenseRestrictions.Patents, "patents"),
    ];

    private readonly Dictionary<string, LicenseEntry> _byId;
    private readonly Lazy<Dictionary<string, LicenseEntry>> _byAddress;
    private readonly Lazy<LicenseRecognizer> _recognizer;

    internal LicenseIndex(byte[] file)
    {
        var entries = LicenseIndexFile.ReadEntries(file);
        Entries = entries;
        // Ids are compared without regard to case: SPDX specification, annex on license expressions.
        _byId = new Dictionary<string, LicenseEntry>(entries.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            _byId.Add(entry.Id, entry);
        }

        _byAddress = new(IndexAddresses);
        _recognizer = new(() => new LicenseRecognizer(new PrintTable(LicenseIndexFile.ReadPrints(file))));
    }

    /// <summary>The index that comes with the product.</summary>
    public static LicenseIndex Default => Shared.Value;

    /// <summary>All licences, in the order of their ids.</summary>
    public IReadOnlyList<LicenseEntry> Entries { get; }

    /// <summary>Finds the licences whose texts stand in a UTF-8 text, in their order. <paramref name="isComplete"/> is false when the text has more that resembles licences than is compared.</summary>
    public IReadOnlyList<RecognizedText> FindTexts(ReadOnlySpan<byte> text, out bool isComplete) => _recognizer.Value.Find(text, out isComplete);

    /// <summary>Finds a licence by its id, whatever the case; null when it is not listed.</summary>
    public LicenseEntry? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds the licence that is published at an address; null for addresses that say nothing by themselves.</summary>
    public LicenseEntry? FindByAddress(string address) => LicenseAddress.Normalize(address) is { Length: > 0 } key ? _byAddress.Value.GetValueOrDefault(key) ?? LicenseAddress.Find(key, this) : null;

    /// <summary>The family as facts, rules and configuration write it: <c>WeakCopyleft</c> => <c>weak-copyleft</c>.</summary>
    public static string NameOf(LicenseFamily family) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(family.ToString());

    /// <summary>The restrictions as facts and rules write them, each one word.</summary>
    public static IEnumerable<string> Names(LicenseRestrictions restrictions) => RestrictionNames.Where(pair => (restrictions & pair.Restriction) != 0).Select(pair => pair.Name);

    internal static string NamesOf(LicenseRestrictions restrictions) => string.Join(',', Names(restrictions));

    internal static LicenseRestrictions RestrictionsOf(string names) =>
        names.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(LicenseRestrictions.None, (all, name) => all | RestrictionNames.First(pair => pair.Name == name).Restriction);

    private Dictionary<string, LicenseEntry> IndexAddresses()
    {
        var index = new Dictionary<string, LicenseEntry>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in Entries.Where(entry => !entry.IsDeprecated))
        {
            foreach (var address in entry.Addresses)
            {
                if (!index.TryAdd(address, entry) && index[address].Text != entry.Text)
                {
                    ambiguous.Add(address);
                }
            }
        }

        // A page that stands for several licences tells none.
        foreach (var address in ambiguous)
        {
            index.Remove(address);
        }

        return index;
    }

    private static byte[] Resource()
    {
        using var stream = typeof(LicenseIndex).Assembly.GetManifestResourceStream("licenses.txt")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

using System.IO.Enumeration;
using Assay.Licenses;

namespace Assay.LicenseIndexing;

/// <summary>Says of ids what families.txt says of them.</summary>
internal sealed class FamilyTable
{
    private readonly List<(string Pattern, LicenseFamily Family, LicenseRestrictions Restrictions)> _rows = [];

    public static FamilyTable Read(IEnumerable<string> lines)
    {
        var table = new FamilyTable();
        foreach (var line in lines.Where(line => !line.StartsWith('#')))
        {
            var (family, restrictions) = Parse(line[..line.IndexOf(" : ", StringComparison.Ordinal)]);
            table._rows.AddRange(line[(line.IndexOf(" : ", StringComparison.Ordinal) + 3)..].Split(' ').Select(pattern => (pattern, family, restrictions)));
        }

        return table;
    }

    public static (LicenseFamily Family, LicenseRestrictions Restrictions) Parse(string text)
    {
        var words = text.Split(' ');
        return (Enum.GetValues<LicenseFamily>().First(family => LicenseIndex.NameOf(family) == words[0]), LicenseIndex.RestrictionsOf(words.Length > 1 ? words[1] : ""));
    }

    public (LicenseFamily Family, LicenseRestrictions Restrictions) Of(string id)
    {
        var row = _rows.Find(row => FileSystemName.MatchesSimpleExpression(row.Pattern, id, ignoreCase: false));
        return row.Pattern is null ? (LicenseFamily.Permissive, LicenseRestrictions.None) : (row.Family, row.Restrictions);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Assay.Community;

/// <summary>Refuses snapshots that contradict themselves: wrong figures are worse than none.</summary>
internal static class SnapshotCheck
{
    public static void Head(string id, string date, string community, RankingKind ranking)
    {
        Require(id.Length > 0, "it has no id");
        Require(community.Length > 0, "it names no community");
        Require(Enum.IsDefined(ranking), "its ranking is unknown");
        Require(DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "its date is not written as yyyy-MM-dd");
    }

    public static void Require([DoesNotReturnIf(false)] bool holds, string defect)
    {
        if (!holds)
        {
            throw SnapshotException.Broken(defect);
        }
    }
}
